"""Assessments for tests. They lean on the municipalities and the framework every test database holds."""

import datetime
import itertools
import uuid

import factory
from django.utils import timezone

from accounts.models import Membership, Municipality, User
from self_assessment import actions
from self_assessment.domain.values import NoLevel
from self_assessment.models import Assessment, FrameworkRelease
from self_assessment.models.answer import AnswerValues

_numbers = itertools.count(1)
LEVANGER, STEINKJER, KAUTOKEINO = "5037", "5006", "5612"


def person(**fields):
    return User.objects.create_user(
        f"person{next(_numbers)}@eksempel.kommune.no", "et-langt-passord", **fields
    )


def member(municipality, role=Membership.Role.LEAD, **fields):
    """Make a person with a role in the municipality, from yesterday on: a lead when no other is given."""
    user = person()
    from_date = datetime.date.today() - datetime.timedelta(days=1)
    Membership.objects.create(
        **{"user": user, "municipality": municipality, "role": role, "from_date": from_date} | fields
    )
    return user


class AssessmentFactory(factory.django.DjangoModelFactory):
    """A quick check in Levanger, when nothing else is said."""

    class Meta:
        model = Assessment

    municipality = factory.LazyFunction(lambda: Municipality.objects.get(pk=LEVANGER))
    release = factory.LazyFunction(FrameworkRelease.objects.newest)
    kind = Assessment.Kind.QUICK
    created_at = factory.LazyFunction(timezone.now)


def save(assessment, indicator, answer=None, *, by=None, replaces=0, save_id=None, **values):
    """Save one answer as `by` and return the outcome. `values` are reason, comment and confidence."""
    proposed = actions.ProposedSave(save_id or uuid.uuid4(), replaces, AnswerValues(answer, **values))
    return actions.save_answer(
        assessment=assessment, indicator=indicator, proposed=proposed, by=by, at=timezone.now()
    )


def answer_all(assessment, answers, *, by=None):
    """Save {indicator: level 0-4 or NoLevel}."""
    for indicator, answer in answers.items():
        reason = "Det gjør nabokommunen for oss." if answer is NoLevel.NOT_RELEVANT else ""
        save(assessment, indicator, answer, by=by, reason=reason)
