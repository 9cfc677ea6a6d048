"""Assessments for tests. They lean on the municipalities and the framework every test database holds."""

import datetime
import itertools
import uuid

import factory
from django.utils import timezone

from accounts.models import Membership, Municipality, User
from self_assessment import actions
from self_assessment.consensus import actions as consensus
from self_assessment.domain.values import NoLevel
from self_assessment.models import Assessment, FrameworkRelease, Participant
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


def full(municipality=LEVANGER, *, lead=None, at=None):
    """Start a full assessment as its lead would, and return (assessment, lead)."""
    municipality = Municipality.objects.get(pk=municipality)
    lead = lead or member(municipality)
    started = actions.start(
        municipality=municipality, kind=Assessment.Kind.FULL, by=lead, at=at or timezone.now()
    )
    return Assessment.objects.with_context().get(pk=started.pk), lead


def join(assessment, role="behandler", *, user=None):
    """Let a person take part as one who was invited and said yes."""
    user = user or person()
    Participant.objects.create(assessment=assessment, user=user, role=role, joined_at=timezone.now())
    return user


def answer_own(assessment, user, answers):
    """Save {indicator: level 0-4 or NoLevel} as the person's own."""
    for indicator, answer in answers.items():
        reason = "Det gjør nabokommunen for oss." if answer is NoLevel.NOT_RELEVANT else ""
        save(assessment, indicator, answer, by=user, respondent=user, reason=reason)


def gathered(answers=None, **kwargs):
    """A full assessment whose answers are gathered in: {indicator: [one level a person]}. Returns (it, lead)."""
    assessment, lead = full(**kwargs)
    for indicator, levels in (answers or {"B2": [0, 3]}).items():
        for place, level in enumerate(levels):
            user = _respondent(assessment, place)
            save(assessment, indicator, level, by=user, respondent=user)
    consensus.open_consensus(assessment=assessment, by=lead, at=timezone.now())
    return Assessment.objects.with_context().get(pk=assessment.pk), lead


def _respondent(assessment, place):
    people = list(assessment.participants.filter(as_lead=False))
    return people[place].user if place < len(people) else join(assessment)


def save(assessment, indicator, answer=None, *, by=None, replaces=0, save_id=None, respondent=None, **values):
    """Save one answer as `by` and return the outcome. `values` are reason, comment and confidence.

    It is the municipality's answer, or, with a `respondent`, that person's own."""
    proposed = actions.ProposedSave(save_id or uuid.uuid4(), replaces, AnswerValues(answer, **values))
    return actions.save_answer(
        assessment=assessment,
        indicator=indicator,
        proposed=proposed,
        by=by,
        at=timezone.now(),
        respondent=respondent,
    )


def answer_all(assessment, answers, *, by=None):
    """Save {indicator: level 0-4 or NoLevel}."""
    for indicator, answer in answers.items():
        reason = "Det gjør nabokommunen for oss." if answer is NoLevel.NOT_RELEVANT else ""
        save(assessment, indicator, answer, by=by, reason=reason)
