"""What a learner has done. The log is only ever added to; progress and completion are worked out from it."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.domain.anchors import Anchor
from courses.domain.events import Event, Kind
from courses.domain.learner import Learner
from courses.encryption import decrypt, encrypt


class AppendOnly(Exception):
    """Something tried to change or delete the log. Only erasure may take events away."""


def one_owner(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(user__isnull=False, device__isnull=True) | Q(user__isnull=True, device__isnull=False),
        name=name,
    )


class OwnedQuerySet(models.QuerySet[Any]):
    """Rows that belong to a user or to a device."""

    def of(self, learner: Learner) -> Self:
        """Keep what counts as this learner's; one who only reads has nothing."""
        if not learner.has_record:
            return self.none()
        mine = Q(device__in=learner.devices) if learner.devices else Q()
        return self.filter(mine if learner.user_id is None else mine | Q(user_id=learner.user_id))

    def in_course(self, key: str) -> Self:
        return self.filter(course_key=key)


class Owned(models.Model):
    """A row of exactly one owner: a user, or a device on which somebody learns signed out."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    device = models.UUIDField(_("device"), null=True)
    course_key = models.CharField(_("course"), max_length=20)

    class Meta:
        abstract = True

    @property
    def owner(self) -> str:
        return f"user:{self.user_id}" if self.user_id is not None else f"device:{self.device}"


class Anchored(models.Model):
    """Something a learner fastened to a part of a lesson. Which text it had then is told by its digest, so that
    a changed text can be told from the one it was fastened to; a text in another language is not compared."""

    language = models.CharField(_("language"), max_length=5, blank=True)
    text_digest = models.CharField(_("digest of the text"), max_length=64, blank=True)
    passage = models.CharField(_("what the part was called"), max_length=120, blank=True)

    class Meta:
        abstract = True

    @property
    def fastened_to(self) -> Anchor:
        return Anchor(self.language, self.text_digest, self.passage)

    def fasten(self, anchor: Anchor) -> None:
        self.language, self.text_digest, self.passage = anchor.language, anchor.digest, anchor.passage


class EnrolmentQuerySet(OwnedQuerySet):
    def current(self) -> Self:
        """Keep those that have not been left."""
        return self.filter(left_at=None)


class Enrolment(Owned):
    """A learner takes a course, in the version it had when they began. Leaving keeps what was done."""

    course_version = models.CharField(_("version"), max_length=20)
    enrolled_at = models.DateTimeField(_("begun"))
    left_at = models.DateTimeField(_("left the course"), null=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            one_owner("enrolment_of_user_or_device"),
            models.UniqueConstraint(
                fields=["user", "course_key"], condition=Q(left_at=None), name="enrolment_once_per_user"
            ),
            models.UniqueConstraint(
                fields=["device", "course_key"], condition=Q(left_at=None), name="enrolment_once_per_device"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("enrolled_at")),
                name="enrolment_left_after_begun",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.course_key} {self.course_version}"


class LearningEventQuerySet(OwnedQuerySet):
    def update(self, **values: Any) -> int:
        raise AppendOnly("events are never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly("events go away by erasure only")

    def erase(self) -> int:
        """Delete these events because a person asks for it, or their time is up. Returns how many."""
        return super().delete()[0]

    def as_events(self) -> list[Event]:
        """Return the rows as values of the domain, in no particular order. One query."""
        return [event for _, event in self.as_events_by_course()]

    def as_events_by_course(self) -> list[tuple[str, Event]]:
        """Return (course key, event) of each row, in no particular order. One query."""
        rows = self.values_list(
            "course_key", "id", "kind", "module_key", "block_id", "data", "at", "course_version"
        )
        return [(course, Event(id, Kind(kind), *rest)) for course, id, kind, *rest in rows]


class LearningEvent(Owned):
    """One thing a learner did. `id` is made by the client, so that sending it twice does no harm.

    `data` is what courses.domain.progress.Kind says for the kind; `at` is the server's time."""

    id = models.UUIDField(primary_key=True)
    course_version = models.CharField(_("version"), max_length=20)
    module_key = models.CharField(_("module"), max_length=20)
    block_id = models.CharField(_("part"), max_length=80, blank=True)
    kind = models.CharField(
        _("what happened"), max_length=20, choices=[(kind.value, kind.value) for kind in Kind]
    )
    data = models.JSONField(_("content"), default=dict)
    at = models.DateTimeField(_("when"))

    objects = LearningEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("learning event")
        verbose_name_plural = _("learning events")
        indexes = [
            models.Index(fields=["user", "course_key", "at"], name="learning_event_by_user"),
            models.Index(fields=["device", "course_key", "at"], name="learning_event_by_device"),
        ]
        constraints = [
            one_owner("learning_event_of_user_or_device"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="learning_event_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.kind} {self.course_key} {self.module_key} {self.block_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("events are never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly("events go away by erasure only")

    def as_event(self) -> Event:
        """Return the row as a value of the domain."""
        kind, place = Kind(self.kind), (self.module_key, self.block_id)
        return Event(self.id, kind, *place, self.data, self.at, self.course_version)


class DeviceClaimQuerySet(models.QuerySet["DeviceClaim"]):
    def of(self, user_id: int) -> Self:
        return self.filter(user_id=user_id)

    def standing(self) -> Self:
        """Keep the claims that have not been taken back."""
        return self.filter(undone_at=None)


class DeviceClaim(models.Model):
    """What was done signed out on a device belongs to a person: made when they sign in on it.

    One row joins the two records, and taking it back parts them again: no event is touched. A device is
    claimed once, so the next person at a shared machine neither sees nor inherits anything."""

    device = models.UUIDField(_("device"), primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answers = models.PositiveIntegerField(_("answers"))
    claimed_at = models.DateTimeField(_("joined"))
    undone_at = models.DateTimeField(_("taken back"), null=True)

    objects = DeviceClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("device joined to a person")
        verbose_name_plural = _("devices joined to persons")
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_at__gte=F("claimed_at")),
                name="device_claim_undone_after_made",
            )
        ]

    def __str__(self) -> str:
        return f"{self.device} → {self.user_id}"


class Note(Owned, Anchored):
    """A learner's own words at a part of a lesson. Nobody else reads them; the database holds them encrypted.

    `revision` counts the times it was saved, so that an older tab cannot overwrite a newer text."""

    module_key = models.CharField(_("module"), max_length=20)
    block_id = models.CharField(_("part"), max_length=80)
    token = models.TextField(_("encrypted text"))
    revision = models.PositiveIntegerField(_("revision"), default=1)
    saved_at = models.DateTimeField(_("saved"))

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("private note")
        verbose_name_plural = _("private notes")
        constraints = [
            one_owner("note_of_user_or_device"),
            models.UniqueConstraint(fields=["user", "course_key", "block_id"], name="note_once_per_user"),
            models.UniqueConstraint(fields=["device", "course_key", "block_id"], name="note_once_per_device"),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.course_key} {self.block_id}"

    @property
    def text(self) -> str:
        """The learner's words. Raises courses.encryption.UnreadableNote when no key fits."""
        return decrypt(self.token, owner=self.owner)

    @text.setter
    def text(self, words: str) -> None:
        self.token = encrypt(words, owner=self.owner)


class Bookmark(Owned, Anchored):
    """A part of a lesson a learner wants to find again. Seen by nobody else, and in no report."""

    module_key = models.CharField(_("module"), max_length=20)
    block_id = models.CharField(_("part"), max_length=80)
    made_at = models.DateTimeField(_("when"))

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("bookmark")
        verbose_name_plural = _("bookmarks")
        constraints = [
            one_owner("bookmark_of_user_or_device"),
            models.UniqueConstraint(fields=["user", "course_key", "block_id"], name="bookmark_once_per_user"),
            models.UniqueConstraint(
                fields=["device", "course_key", "block_id"], name="bookmark_once_per_device"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.course_key} {self.block_id}"
