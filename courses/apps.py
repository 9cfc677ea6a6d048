from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        from allauth.account.signals import user_logged_in

        from accounts import personal_data
        from courses import my_learning
        from courses.learner import join_at_sign_in

        # A signal, since `accounts` is a lower room and may not call upwards.
        user_logged_in.connect(join_at_sign_in, dispatch_uid="courses.join_at_sign_in")
        personal_data.register(
            self.name, export_person=my_learning.export_person, erase_person=my_learning.erase_person
        )
