from django.apps import AppConfig


class H5PConfig(AppConfig):
    name = "h5p_django"
    verbose_name = "H5P"

    def ready(self) -> None:
        from django.core.checks import Tags, register

        from accounts import personal_data
        from h5p_django import checks, queries

        register(checks.check_origin, Tags.security)
        register(checks.check_hub, Tags.security)
        personal_data.register("h5p", export_person=queries.export_person)
