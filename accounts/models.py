"""People, municipalities, and who belongs where."""

from __future__ import annotations

import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes people who log in by e-mail."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person with an account. The e-mail address is the login; names are optional and never public."""

    username = None  # type: ignore[assignment]  # Django's own way to do without
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="nb")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()  # type: ignore[assignment, misc]

    class Meta(AbstractUser.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once_in_any_case",
                violation_error_message=_("Someone has an account with this e-mail address already."),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def clean(self) -> None:
        """Write the address in small letters, also when it comes from a form of the CMS."""
        super().clean()
        self.email = self.email.lower()


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def led_by(self, user: User) -> Self:
        """Keep the municipalities whose assessments `user` leads today."""
        return self.filter(memberships__in=Membership.objects.of(user).current().leads()).distinct()


class Municipality(models.Model):
    """One of the 357 municipalities, as Statistics Norway numbers and counts them.

    Two names are not unique (Herøy, Våler): show `name_with_county` wherever one is chosen.
    """

    class LanguageForm(models.TextChoices):
        BOKMAL = "bokmål", _("Bokmål")
        NYNORSK = "nynorsk", _("Nynorsk")
        NEUTRAL = "nøytral", _("neutral")

    number = models.CharField(_("number"), max_length=4, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    sami_name = models.CharField(_("Sami name"), max_length=60, blank=True)
    kven_name = models.CharField(_("Kven name"), max_length=60, blank=True)
    county_number = models.CharField(_("county number"), max_length=2)
    county = models.CharField(_("county"), max_length=40)
    health_region = models.CharField(_("health region"), max_length=40)
    population = models.PositiveIntegerField(_("population"))
    population_year = models.PositiveSmallIntegerField(_("year of population"))
    centrality_class = models.PositiveSmallIntegerField(_("centrality class"))
    language_form = models.CharField(_("language form"), max_length=8, choices=LanguageForm.choices)
    in_sami_area = models.BooleanField(_("in the Sami language area"), default=False)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(centrality_class__range=(1, 6)), name="municipality_centrality_class_1_to_6"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name_with_county(self) -> str:
        return f"{self.name} ({self.county})"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, user: User) -> Self:
        return self.filter(user_id=user.pk)

    def current(self, on: datetime.date | None = None) -> Self:
        """Keep those that hold on a date (today when none is given)."""
        on = on or datetime.date.today()
        return self.filter(from_date__lte=on).filter(Q(to_date__isnull=True) | Q(to_date__gte=on))

    def leads(self) -> Self:
        return self.filter(role=Membership.Role.LEAD)


class Membership(models.Model):
    """What a person does in a municipality, from one date to another. One may have several at once."""

    class Role(models.TextChoices):
        LEAD = "lead", _("assessment lead")
        CONTRIBUTOR = "contributor", _("team member")
        DECISION_MAKER = "decision_maker", _("decision maker")
        LEARNER = "learner", _("learner")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    from_date = models.DateField(_("from"), default=datetime.date.today)
    to_date = models.DateField(_("to"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality", "role"],
                condition=Q(to_date=None),
                name="membership_open_once",
            ),
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")), name="membership_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.municipality_id}"


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def waiting(self) -> Self:
        """Keep those that have not left yet, the oldest first."""
        return self.filter(sent_at=None).order_by("queued_at", "pk")


class OutgoingMail(models.Model):
    """A mail that is to leave once what it tells of is in the database. Written in the same transaction.

    `key` says what the mail is about, so that telling it twice does no harm. What it said is forgotten when
    it has left."""

    key = models.CharField(max_length=120, unique=True)
    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    queued_at = models.DateTimeField(_("queued at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")

    def __str__(self) -> str:
        return self.key
