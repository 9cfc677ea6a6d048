"""Answers, and every save that led to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from self_assessment.domain.values import LEVELS, NoLevel
from self_assessment.domain.values import Answer as GivenAnswer
from self_assessment.models.assessment import Assessment


@dataclass(frozen=True, slots=True)
class AnswerValues:
    """What one answer says. `answer` is None while only a comment has been written."""

    answer: GivenAnswer | None = None
    reason: str = ""
    comment: str = ""
    confidence: str = ""


class AnswerFields(models.Model):
    """What can be answered to one indicator. Abstract: an answer holds it now, a save holds it as it was."""

    class Without(models.TextChoices):
        UNKNOWN = NoLevel.UNKNOWN.value, _("do not know yet")
        NOT_RELEVANT = NoLevel.NOT_RELEVANT.value, _("not relevant")

    class Confidence(models.TextChoices):
        SURE = "sure", _("quite sure")
        UNSURE = "unsure", _("unsure")

    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    without_level = models.CharField(_("without a level"), max_length=20, choices=Without.choices, blank=True)
    reason = models.TextField(_("why it is not relevant"), blank=True)
    comment = models.TextField(_("comment"), blank=True)
    confidence = models.CharField(_("how sure"), max_length=10, choices=Confidence.choices, blank=True)

    class Meta:
        abstract = True

    @property
    def values(self) -> AnswerValues:
        answer = NoLevel(self.without_level) if self.without_level else self.level
        return AnswerValues(answer, self.reason, self.comment, self.confidence)

    @values.setter
    def values(self, values: AnswerValues) -> None:
        self.level = None if isinstance(values.answer, NoLevel) else values.answer
        self.without_level = values.answer.value if isinstance(values.answer, NoLevel) else ""
        self.reason, self.comment, self.confidence = values.reason, values.comment, values.confidence


def sound_answer(name: str) -> list[models.CheckConstraint]:
    """The rules of `AnswerFields` as constraints, for the table called `name`."""
    return [
        models.CheckConstraint(
            condition=Q(level=None) | Q(level__range=(LEVELS[0], LEVELS[-1])), name=f"{name}_level_0_to_4"
        ),
        models.CheckConstraint(
            condition=Q(level=None) | Q(without_level=""), name=f"{name}_level_or_without_not_both"
        ),
        models.CheckConstraint(
            condition=~Q(without_level=NoLevel.NOT_RELEVANT.value) | ~Q(reason=""),
            name=f"{name}_not_relevant_has_reason",
        ),
    ]


class AnswerQuerySet(models.QuerySet["Answer"]):
    def agreed(self) -> Self:
        """Keep the municipality's own answers, not those of one person."""
        return self.filter(respondent=None)

    def of(self, user_pk: int) -> Self:
        """Keep one person's own answers."""
        return self.filter(respondent=user_pk)

    def individual(self) -> Self:
        """Keep what persons answered each for themselves. Never to be shown with whose it is."""
        return self.exclude(respondent=None)


class Answer(AnswerFields):
    """The answer now: one person's, or, without a respondent, the one the municipality stands by.

    A quick check is answered straight into the municipality's answer, however many leads share the work."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    respondent = models.ForeignKey(
        # CASCADE and not SET_NULL: without its respondent it would pass for the agreed answer
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    indicator = models.CharField(_("indicator"), max_length=10)
    version = models.PositiveIntegerField(_("version"), default=0)
    saved_at = models.DateTimeField(_("saved at"), null=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            *sound_answer("answer"),
            models.UniqueConstraint(
                fields=["assessment", "respondent", "indicator"],
                condition=~Q(respondent=None),
                name="answer_once_per_respondent",
            ),
            models.UniqueConstraint(
                fields=["assessment", "indicator"], condition=Q(respondent=None), name="answer_agreed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.indicator} v{self.version}"


class AnswerSave(AnswerFields):
    """One save, kept for ever. `replaces` is the version the person saw; `version` the one it became.

    A save that came too late (someone had saved in between) has no version: it changed nothing, and is kept
    so that both can be seen side by side. The id is made by the client, so that a repeat does no harm."""

    id = models.UUIDField(primary_key=True)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="saves")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    replaces = models.PositiveIntegerField(_("replaces version"))
    version = models.PositiveIntegerField(_("became version"), null=True)
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("save of an answer")
        verbose_name_plural = _("saves of answers")
        ordering = ["saved_at"]
        constraints = [
            *sound_answer("save"),
            models.UniqueConstraint(fields=["answer", "version"], name="save_version_once"),
            models.CheckConstraint(
                condition=Q(version=None) | Q(version=F("replaces") + 1), name="save_is_the_next_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.replaces}→{self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert. Raises IntegrityError when the id is taken: what is kept is never written over."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)
