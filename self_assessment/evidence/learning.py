"""Courses that people in the municipality have finished, as numbers and never as names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from accounts.models import Membership, User
from courses.public import Link, certificate_holders
from self_assessment.domain.few import Told, told
from self_assessment.models import Assessment, Participant


@dataclass(frozen=True, slots=True)
class Learned:
    """A course, and what may be told of how many have finished it."""

    course: Link
    told: Told


def learned(assessment: Assessment, courses: Sequence[Link]) -> list[Learned]:
    """What may be told of how many have a certificate for each of `courses` that stands today. One query.

    The people are the same for every assessment of a municipality, so that two of them say nothing together."""
    if not courses:
        return []
    municipality = assessment.municipality_id
    members = Membership.objects.current().filter(municipality=municipality)
    present = Participant.objects.present().filter(assessment__municipality=municipality)
    people = User.objects.filter(is_active=True).filter(
        Q(pk__in=members.values("user")) | Q(pk__in=present.values("user"))
    )
    keys = [course.key for course in courses]
    found = certificate_holders(keys, people=people, now=timezone.now())
    least = settings.ASSESSMENT_FEWEST_TOLD
    return [
        Learned(course, told(found.holders.get(course.key, 0), of=found.people, least=least))
        for course in courses
    ]
