"""The framework in use, and what municipalities have answered to it."""

from self_assessment.models.answer import Answer, AnswerSave
from self_assessment.models.assessment import Assessment
from self_assessment.models.release import FrameworkRelease, ReleaseIsFixed

__all__ = ["Answer", "AnswerSave", "Assessment", "FrameworkRelease", "ReleaseIsFixed"]
