from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelfAssessmentConfig(AppConfig):
    name = "self_assessment"

    def ready(self) -> None:
        from accounts import personal_data
        from self_assessment.public import export_person
        from self_assessment.team.actions import forget_person

        personal_data.register(
            self.name,
            export_person=export_person,
            erase_person=forget_person,
            kept=_("The municipality's answers stay, since they are not yours alone, but without your name."),
        )
