from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        from allauth.account.signals import user_logged_in

        from accounts import personal_data
        from courses import my_learning
        from courses.certificates import actions, queries
        from courses.certificates.checks import keys_can_sign
        from courses.h5p_results import take_result
        from courses.learner import join_at_sign_in
        from courses.versions.following import follow
        from h5p_django.public import on_result

        follow()
        on_result(take_result)
        # A signal, since `accounts` is a lower room and may not call upwards.
        user_logged_in.connect(join_at_sign_in, dispatch_uid="courses.join_at_sign_in")
        personal_data.register(
            self.name, export_person=my_learning.export_person, erase_person=my_learning.erase_person
        )
        personal_data.register(
            "certificates",
            export_person=queries.export_person,
            erase_person=lambda user: actions.forget_holder(user=user),
            kept=_(
                "Your course certificates can still be checked by their codes. Instead of your name we keep "
                "a salted proof of it, from which the name cannot be read."
            ),
        )
        checks.register(keys_can_sign)
