"""Rows of the service map and of the profession table, extra facts, and a profile chosen by the lead."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality
from self_assessment.domain.tables import EXISTING
from self_assessment.domain.values import Profile
from self_assessment.models.assessment import Assessment


class Row(models.Model):
    """What a row of any table here has: whose it is, its code in the release, and which version it is.

    Options are stored by the release's own codes; an empty one is unanswered. `version` grows by one for each
    save, so that a late save is seen for what it is."""

    code = models.CharField(_("code"), max_length=40)
    version = models.PositiveIntegerField(_("version"), default=0)
    saved_at = models.DateTimeField(_("saved at"), null=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class ServiceEntry(Row):
    """One row of the service map: a service, whether it exists, whom it is open to, and whom it works with.

    `referral` codes of ways in; `linked_to` services it has a fixed cooperation with; `shared_with` the
    municipalities it is shared with. Roles may be named, never persons."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="service_entries")
    exists = models.CharField(_("exists"), max_length=20, blank=True)
    working_age = models.CharField(_("open to working age"), max_length=20, blank=True)
    work_topic = models.CharField(_("work is a fixed topic"), max_length=20, blank=True)
    contact_role = models.CharField(_("contact role"), max_length=20, blank=True)
    referral = models.JSONField(_("ways in"), default=list, blank=True)
    linked_to = models.JSONField(_("works with"), default=list, blank=True)
    shared_with = models.ManyToManyField(
        Municipality, related_name="+", blank=True, verbose_name=_("shared with")
    )

    class Meta:
        verbose_name = _("service on the map")
        verbose_name_plural = _("service map")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="service_once_per_assessment")
        ]

    @property
    def is_there(self) -> bool:
        """The municipality has it: its own, with others, or by agreement."""
        return self.exists in EXISTING


class ProfessionEntry(Row):
    """One row of the profession table. `posts` in whole and parts of posts (årsverk); never a name."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="profession_entries")
    posts = models.DecimalField(
        _("posts"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(9999)],
    )
    available = models.CharField(_("available to rehabilitation"), max_length=20, blank=True)
    attached = models.CharField(_("attached"), max_length=20, blank=True)
    cover = models.CharField(_("absence is covered"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("profession")
        verbose_name_plural = _("profession table")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="profession_once_per_assessment"),
            models.CheckConstraint(
                condition=Q(posts=None) | Q(posts__range=(0, 9999)), name="profession_posts_not_negative"
            ),
        ]


class FactEntry(Row):
    """The answer to one of the release's extra questions, such as whether Nav employs social workers."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="fact_entries")
    option = models.CharField(_("answer"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="fact_once_per_assessment")
        ]


class ProfileChoice(models.Model):
    """The profile as the lead chose it, and why. The newest counts; an empty one goes back to the map's."""

    class Profiles(models.TextChoices):
        START = Profile.START.value, _("start in the consultation")
        BUILD = Profile.BUILD.value, _("build")
        COORDINATE = Profile.COORDINATE.value, _("coordinate")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="profile_choices")
    profile = models.CharField(_("profile"), max_length=20, choices=Profiles.choices, blank=True)
    reason = models.TextField(_("reason"))
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    chosen_at = models.DateTimeField(_("chosen at"))

    class Meta:
        verbose_name = _("chosen profile")
        verbose_name_plural = _("chosen profiles")
        ordering = ["chosen_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="profile_choice_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.profile}"
