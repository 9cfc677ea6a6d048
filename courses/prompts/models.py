"""Conversation prompts (samtalespørsmål): one question to ask, why it helps, and what to look out for.

Every text stands in nb, nn and en side by side in one record, so that the languages are edited and
published together. Nothing here is about a person: no reader writes anything in the library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin

from base.translated import LANGUAGES, Translated, columns
from courses.prompts.filters import PromptFilter

EVERYONE = "alle"
"""The key of the role that stands for all roles."""


class PromptPhase(models.Model):
    """Where in the talk a prompt belongs: its purpose. `short_name` fits a button."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    name_nb, name_nn, name_en = columns(models.CharField, _("name"), max_length=80)
    short_name_nb, short_name_nn, short_name_en = columns(models.CharField, _("short name"), max_length=24)
    name = Translated()
    short_name = Translated()

    class Meta:
        verbose_name = _("phase of the conversation")
        verbose_name_plural = _("phases of the conversation")
        ordering: ClassVar[list[str]] = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class PromptTag(models.Model):
    """Something prompts are found by. Abstract. `key` is stable and stands in addresses."""

    key = models.SlugField(_("key"), unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name_nb, name_nn, name_en = columns(models.CharField, _("name"), max_length=80)
    name = Translated()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["position", "key"]

    def __str__(self) -> str:
        return self.name


class PromptRole(PromptTag):
    """Who asks: a profession, or everyone."""

    class Meta(PromptTag.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")


class PromptSetting(PromptTag):
    """When it suits: the first session, with an interpreter, before a meeting."""

    class Meta(PromptTag.Meta):
        verbose_name = _("situation")
        verbose_name_plural = _("situations")


class PromptQuerySet(SearchableQuerySetMixin, models.QuerySet["Prompt"]):
    def live(self) -> Self:
        return self.filter(live=True)

    def with_codes(self, codes: Sequence[str]) -> Self:
        return self.filter(code__in=codes)

    def fitting(self, wanted: PromptFilter) -> Self:
        """Keep what fits every choice made. A prompt for everyone fits any role; time is "at most"."""
        found = self
        if wanted.phase:
            found = found.filter(phase__number=wanted.phase)
        if wanted.minutes:
            found = found.filter(minutes__lte=wanted.minutes)
        if wanted.setting:
            found = found.filter(settings__key=wanted.setting)
        if wanted.role:
            found = found.filter(roles__key__in=(wanted.role, EVERYONE)).distinct()
        return found


class Prompt(PreviewableMixin, DraftStateMixin, RevisionMixin, index.Indexed, ClusterableModel):
    """One question for a conversation. `code` (P01, P02 …) is stable: courses, rules and addresses use it."""

    class Minutes(models.IntegerChoices):
        ONE = 1, _("1 minute")
        FIVE = 5, _("5 minutes")
        FIFTEEN = 15, _("15 minutes")

    code = models.CharField(
        _("code"),
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"\AP\d{2,3}\Z", _("Write P and two or three digits, for example P56."))],
        help_text=_("Cannot be changed later: courses, recommendations and addresses point at it."),
    )
    phase = models.ForeignKey(PromptPhase, models.PROTECT, verbose_name=_("phase"), related_name="prompts")
    text_nb, text_nn, text_en = columns(models.TextField, _("question"), max_length=400)
    intent_nb, intent_nn, intent_en = columns(models.TextField, _("intent"), max_length=400)
    follow_up_nb, follow_up_nn, follow_up_en = columns(models.TextField, _("follow-up"), max_length=400)
    pitfall_nb, pitfall_nn, pitfall_en = columns(models.TextField, _("pitfall"), max_length=400)
    who_nb, who_nn, who_en = columns(models.CharField, _("suits"), max_length=160)
    roles = ParentalManyToManyField(PromptRole, verbose_name=_("roles"), related_name="prompts")
    settings = ParentalManyToManyField(
        PromptSetting, verbose_name=_("situations"), related_name="prompts", blank=True
    )
    minutes = models.PositiveSmallIntegerField(_("time"), choices=Minutes.choices)
    needs_consent = models.BooleanField(
        _("needs consent"), default=False, help_text=_("The person must say yes before this is followed up.")
    )
    text = Translated()
    intent = Translated()
    follow_up = Translated()
    pitfall = Translated()
    who = Translated()

    objects = PromptQuerySet.as_manager()

    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("code"),
        *(index.SearchField(f"text_{code}", boost=3) for code in LANGUAGES),
        *(
            index.SearchField(f"{name}_{code}")
            for name in ("intent", "follow_up", "pitfall", "who")
            for code in LANGUAGES
        ),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("conversation prompt")
        verbose_name_plural = _("conversation prompts")
        ordering: ClassVar[list[str]] = ["phase__number", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(minutes__in=(1, 5, 15)), name="prompt_minutes_1_5_or_15")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    def clean(self) -> None:
        super().clean()
        if self.pk and not Prompt.objects.filter(pk=self.pk, code=self.code).exists():
            raise ValidationError({"code": _("The code cannot be changed: other things point at it.")})

    def get_absolute_url(self) -> str:
        return reverse("prompts:card", args=[self.code])

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "prompts/card.html"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        with translation.override(mode_name):
            return super().serve_preview(request, mode_name).render()

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"prompt": self, "request": request, "section": "samtale"}
