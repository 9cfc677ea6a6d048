"""The tables of the room: course pages, conversation prompts, what a learner has done, and certificates."""

from courses.certificates.models import Certificate, CertificateTerm
from courses.models.pages import CourseIndexPage, CoursePage, ModulePage
from courses.models.record import DeviceClaim, Enrolment, LearningEvent, Note
from courses.prompts.models import Prompt, PromptPhase, PromptRole, PromptSetting

__all__ = [
    "Certificate",
    "CertificateTerm",
    "CourseIndexPage",
    "CoursePage",
    "DeviceClaim",
    "Enrolment",
    "LearningEvent",
    "ModulePage",
    "Note",
    "Prompt",
    "PromptPhase",
    "PromptRole",
    "PromptSetting",
]
