"""The tables of the room: course pages, conversation prompts, recordings, what a learner has done, and certificates."""

from courses.certificates.models import Certificate, CertificateTerm
from courses.media.models import Media, MediaPlace
from courses.models.draft import Draft
from courses.models.edition import AskedQuestion, CourseEdition
from courses.models.pages import CourseIndexPage, CoursePage, ModulePage
from courses.models.record import Bookmark, DeviceClaim, Enrolment, LearningEvent, Note
from courses.prompts.models import Prompt, PromptPhase, PromptRole, PromptSetting

__all__ = [
    "AskedQuestion",
    "Bookmark",
    "Certificate",
    "CertificateTerm",
    "CourseEdition",
    "CourseIndexPage",
    "CoursePage",
    "DeviceClaim",
    "Draft",
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
