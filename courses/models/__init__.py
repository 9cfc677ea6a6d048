"""The tables of the room: course pages, conversation prompts, and what a learner has done."""

from courses.models.pages import CourseIndexPage, CoursePage, ModulePage
from courses.models.record import DeviceClaim, Enrolment, LearningEvent, Note
from courses.prompts.models import Prompt, PromptPhase, PromptRole, PromptSetting

__all__ = [
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
