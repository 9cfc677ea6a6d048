from django.apps import AppConfig


class H5PConfig(AppConfig):
    name = "h5p_django"
    verbose_name = "H5P"
