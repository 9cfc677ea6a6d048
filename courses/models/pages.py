"""The pages of the courses: the index, a course, and its modules. One page a language, by translation key."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import StreamValue
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.fields import StreamField
from wagtail.search import index

from base.knowledge.fields import CodesField
from base.models import BasePage
from base.responsible import ResponsibleForm
from courses.blocks import DrawsBlock, LessonBlock, OutcomesBlock, QuizBlock, SourcesBlock
from courses.blocks.flaws import message
from courses.domain.lesson import Flaw
from courses.domain.order import in_a_circle
from courses.domain.sources import changed_keys

KEY = RegexValidator(
    r"\A[A-Za-z][A-Za-z0-9-]*\Z", _("Use letters, digits and hyphens, and begin with a letter.")
)
FIXED = _("The same in every language, and never changed: what people have learned points at it.")


class CourseIndexPage(BasePage):
    """All courses. Its address is /kurs/."""

    lead = models.TextField(_("lead"), blank=True)

    template = "courses/course_index.html"
    subpage_types = ["courses.CoursePage"]
    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("lead"), *BasePage.review_panels]

    class Meta:
        verbose_name = _("list of courses")
        verbose_name_plural = _("lists of courses")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from courses.rendering import index_context

        return {**super().get_context(request, *args, **kwargs), **index_context(self, request)}


class KeyedForm(ResponsibleForm):
    """The editor's form of a page with a key: no sibling may have the same."""

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        siblings = type(self.instance).objects.child_of(self.parent_page)
        if siblings.filter(key=key).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Another page here has this key."))
        return key


class ModuleForm(KeyedForm):
    """The editor's form of a module. A draft may be unfinished; what is published may not."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        course = self.parent_page.specific
        if not self.is_deferred_validation and cleaned.get("lesson"):
            flaws = unknown_sources(cleaned["lesson"], course)
            if flaws:
                errors = [ValidationError(message(flaw), code=flaw.code) for flaw in flaws]
                self.add_error("lesson", StreamBlockValidationError(non_block_errors=errors))
        return cleaned

    def clean_after(self) -> list[str]:
        """Let a module come after others of the course, and never after itself."""
        siblings = ModulePage.objects.child_of(self.parent_page).exclude(pk=self.instance.pk)
        return checked_order(self.data.get("key", self.instance.key), self.cleaned_data["after"], siblings)


class CourseForm(KeyedForm):
    """The editor's form of a course. A source that says something else is marked as changed, by itself."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        published = CoursePage.objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        if published and cleaned.get("sources"):
            sources = [child.value for child in cleaned["sources"]]
            changed = changed_keys([child.value for child in published.sources], sources)
            for source in sources:
                if source["key"] in changed:
                    source["changed_at"] = timezone.now()
        return cleaned

    def clean_after(self) -> list[str]:
        """Let a course come after others, and never after itself."""
        siblings = CoursePage.objects.child_of(self.parent_page).exclude(pk=self.instance.pk)
        return checked_order(self.data.get("key", self.instance.key), self.cleaned_data["after"], siblings)


class CoursePage(BasePage):
    """One course: what it is for, what it asks of the learner, its quiz and its sources."""

    class Status(models.TextChoices):
        DRAFT = "utkast", _("draft")
        APPROVED = "godkjent", _("approved")

    key = models.CharField(_("key"), max_length=12, validators=[KEY], help_text=FIXED)
    version = models.CharField(
        _("version"),
        max_length=12,
        help_text=_("Raise it when the content changes so much that the course should be taken again."),
    )
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.DRAFT)
    summary = models.TextField(_("summary"), help_text=_("One or two sentences for the list of courses."))
    outcomes = StreamField(OutcomesBlock(), verbose_name=_("after the course you can"))
    audience = CodesField(_("for whom"), help_text=_("Keys of professions, with a comma between them."))
    minutes = models.PositiveSmallIntegerField(_("time (minutes)"), validators=[MinValueValidator(1)])
    indicators = CodesField(_("indicators it serves"), help_text=_("For example A1, B3."))
    quiz_percent = models.PositiveSmallIntegerField(
        _("per cent right to pass the quiz"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Leave empty when the course has no quiz."),
    )
    asks_for_scenarios = models.BooleanField(
        _("every practice conversation must reach an end"), default=False
    )
    quiz = StreamField(QuizBlock(required=False), verbose_name=_("quiz"), blank=True)
    draws = StreamField(
        DrawsBlock(required=False),
        verbose_name=_("questions drawn for each attempt"),
        blank=True,
        help_text=_(
            "From a group of questions, each attempt gets this many by lot. The others are always asked."
        ),
    )
    after = CodesField(
        _("comes after"),
        help_text=_("Keys of courses that must be finished first, with a comma between them."),
    )
    sources = StreamField(SourcesBlock(required=False), verbose_name=_("sources"), blank=True)

    taught_then: tuple[ModulePage, ...] | None = None
    """Its modules, when this is the page as an earlier version had it: see courses.versions."""

    template = "courses/course.html"
    base_form_class = CourseForm
    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = ["courses.ModulePage"]
    search_fields = [*BasePage.search_fields, index.SearchField("summary", boost=1.5)]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [FieldPanel("audience"), FieldPanel("minutes"), FieldPanel("indicators")], _("For whom")
        ),
        MultiFieldPanel(
            [FieldPanel("quiz_percent"), FieldPanel("asks_for_scenarios")], _("To finish the course")
        ),
        FieldPanel("after"),
        FieldPanel("quiz"),
        FieldPanel("draws"),
        FieldPanel("sources"),
        MultiFieldPanel([FieldPanel("key"), FieldPanel("version"), FieldPanel("status")], _("Course record")),
        *BasePage.review_panels,
    ]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def clean(self) -> None:
        super().clean()
        ids = [child.id for child in self.quiz]
        if len(ids) != len(set(ids)):
            raise ValidationError({"quiz": _("Two questions have the same id.")})
        # A course described in English has its modules and its quiz in Norwegian only.
        if self.quiz_percent and not ids and self.pk and self.get_children().exists():
            raise ValidationError(
                {"quiz_percent": _("The course has no quiz to pass. Add one, or empty this field.")}
            )

    def find_block(self, block_id: str) -> StreamValue.StreamChild | None:
        """Return the question with this id."""
        return find_child(self.quiz, block_id)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        from courses.previews import COURSE_MODES

        return COURSE_MODES

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from courses.previews import serve

        return serve(
            self, request, mode_name, lambda: super(CoursePage, self).serve_preview(request, mode_name)
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from courses.rendering import course_context

        return {**super().get_context(request, *args, **kwargs), **course_context(self, request)}


class ModulePage(BasePage):
    """One course module: a short lesson a municipal employee takes in one sitting (7-15 minutes)."""

    key = models.CharField(_("key"), max_length=12, validators=[KEY], help_text=FIXED)
    minutes = models.PositiveSmallIntegerField(_("time (minutes)"), validators=[MinValueValidator(1)])
    lead = models.TextField(_("lead"), help_text=_("One sentence: what the learner can do after this."))
    lesson = StreamField(LessonBlock(), verbose_name=_("lesson"))
    after = CodesField(
        _("comes after"),
        help_text=_("Keys of modules in this course that must be done first, with a comma between them."),
    )
    may_declare = models.BooleanField(
        _("the learner may say that it is done"),
        default=True,
        help_text=_(
            "It is shown as said by themselves. Without this, the module counts when it has been read through "
            "and each exercise in it is answered."
        ),
    )

    kept_version = ""
    """The version of the course, when this is the page as an earlier one had it: see courses.versions."""

    template = "courses/module.html"
    base_form_class = ModuleForm
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead", boost=1.5),
        index.SearchField("lesson"),
    ]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("minutes"),
        FieldPanel("lesson"),
        MultiFieldPanel([FieldPanel("may_declare"), FieldPanel("after")], _("To be done with the module")),
        FieldPanel("key"),
        *BasePage.review_panels,
    ]

    class Meta:
        verbose_name = _("course module")
        verbose_name_plural = _("course modules")

    def get_url(self, request: HttpRequest | None = None, current_site: Any = None) -> Any:
        """Return its address; of a page that has been taken down, the one for those who still take it."""
        if self.kept_version and not self.live:
            return reverse("courses:kept_module", args=[self.pk])
        return super().get_url(request, current_site)

    url = property(get_url)

    def find_block(self, block_id: str) -> StreamValue.StreamChild | None:
        """Return the part of the lesson with this id."""
        return find_child(self.lesson, block_id)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        from courses.previews import MODES

        return MODES

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from courses.previews import serve

        return serve(
            self, request, mode_name, lambda: super(ModulePage, self).serve_preview(request, mode_name)
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from courses.rendering import module_context

        return {**super().get_context(request, *args, **kwargs), **module_context(self, request)}


def checked_order(key: str, first: list[str], siblings: models.QuerySet[Any]) -> list[str]:
    """Return `first`, or raise ValidationError for a key nobody has, or an order that goes in a circle."""
    after = dict(siblings.values_list("key", "after"))
    unknown = [other for other in first if other not in {key, *after}]
    if unknown:
        raise ValidationError(_("Nothing here has the key %(keys)s.") % {"keys": ", ".join(unknown)})
    if in_a_circle({**after, key: first}):
        raise ValidationError(_("This goes in a circle, so nobody would ever get to it."))
    return first


def find_child(stream: StreamValue, block_id: str) -> StreamValue.StreamChild | None:
    """Return the child of a stream with this id, without reading the values of the others."""
    for place, raw in enumerate(stream.raw_data):
        if raw.get("id") == block_id:
            child: StreamValue.StreamChild = stream[place]
            return child
    return None


def unknown_sources(lesson: StreamValue, course: CoursePage) -> list[Flaw]:
    """Return a flaw for each source the lesson names and the course does not have."""
    known = {child.value["key"] for child in course.sources}
    named = [child.value.get("source") for child in lesson if child.block_type in ("fact", "choice")]
    return [Flaw("lesson", "unknown-source", key) for key in named if key and key not in known]
