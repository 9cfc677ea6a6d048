"""The tables of the room: course pages, conversation prompts, recordings, what a learner has done, and certificates."""

from courses.certificates.models import Certificate, CertificateTerm
from courses.media.models import Media, MediaPlace
from courses.models.pages import CourseIndexPage, CoursePage, ModulePage
from courses.models.record import Bookmark, DeviceClaim, Enrolment, LearningEvent, Note
from courses.prompts.models import Prompt, PromptPhase, PromptRole, PromptSetting

__all__ = [
    "Bookmark",
    "Certificate",
    "CertificateTerm",
    "CourseIndexPage",
    "CoursePage",
    "DeviceClaim",
    "Enrolment",
    "LearningEvent",
    "Media",
    "MediaPlace",
    "ModulePage",
    "Note",
    "Prompt",
    "PromptPhase",
    "PromptRole",
    "PromptSetting",
]
