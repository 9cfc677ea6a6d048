"""The framework in use, and what municipalities have answered to it."""

from self_assessment.models.assessment import Assessment  # isort: skip - the sub-rooms' tables point at it
from self_assessment.evidence.models import Evidence, EvidenceUse
from self_assessment.finishing.models import AuditEntry, KeptAsItIs, Reopening, SignOff, Snapshot
from self_assessment.mapping.models import FactEntry, ProfessionEntry, ProfileChoice, ServiceEntry
from self_assessment.meeting.models import Attendance, Meeting, MeetingItem, Vote
from self_assessment.models.answer import Answer, AnswerSave
from self_assessment.models.release import FrameworkRelease, ReleaseIsFixed
from self_assessment.plan.models import CalendarLink, PlannedAction
from self_assessment.sharing.models import ShareLink, ShareOpening
from self_assessment.steps.models import Dismissal
from self_assessment.targets.models import Target
from self_assessment.team.models import Invitation, Participant

__all__ = [
    "Answer",
    "AnswerSave",
    "Assessment",
    "Attendance",
    "AuditEntry",
    "CalendarLink",
    "Dismissal",
    "Evidence",
    "EvidenceUse",
    "FactEntry",
    "FrameworkRelease",
    "Invitation",
    "KeptAsItIs",
    "Meeting",
    "MeetingItem",
    "Participant",
    "PlannedAction",
    "ProfessionEntry",
    "ProfileChoice",
    "ReleaseIsFixed",
    "Reopening",
    "ServiceEntry",
    "ShareLink",
    "ShareOpening",
    "SignOff",
    "Snapshot",
    "Target",
    "Vote",
]
