"""Saying the domain's values in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, ngettext

from self_assessment.domain.consensus import Spread
from self_assessment.domain.texts import Text
from self_assessment.domain.values import LegalStatus, NoLevel
from self_assessment.queries import Item

register = template.Library()


@register.filter
def said(text: Text | None) -> str:
    """The words of a text that stands in three languages; marked as Norwegian where English is missing."""
    if text is None:
        return ""
    language = get_language() or "nb"
    words = text.in_language(language)
    if language == "en" and not text.en:
        return format_html('<span lang="nb">{}</span>', words)  # WCAG 3.1.2: read aloud in its own language
    return words


def _words(text: Text | None) -> str:
    return text.in_language(get_language() or "nb") if text else ""


@register.filter
def percent(value: Fraction | None) -> str:
    """A share with one decimal as the reader writes it: 43,8."""
    return "" if value is None else number_format(float(value), decimal_pos=1)


@register.filter
def sentence(text: Text | None) -> str:
    """The words with a capital first, for a phrase that stands alone."""
    words = _words(text)
    return words[:1].upper() + words[1:]


@register.simple_tag
def in_words(item: Item, scale: Mapping[int, Text]) -> str:
    """An answer in words: its level with the level's name, or why there is none.

    A tag and not a part of its own: pages say it fifty times, and each part costs as much as ten tags."""
    if item.level is not None:
        return format_html("{} – {}", item.level, said(scale.get(item.level)))
    if item.unknown:
        return gettext("do not know yet")
    return gettext("not relevant") if item.not_relevant else gettext("not answered")


@register.filter
def signed(value: Fraction | None) -> str:
    """A change with its sign: +4,2, −1,0, 0,0."""
    if value is None:
        return ""
    words = number_format(abs(float(value)), decimal_pos=1)
    return f"+{words}" if value > 0 else f"\u2212{words}" if value < 0 else words


@register.filter
def step_or_word(answer: int | NoLevel | None) -> str:
    """The step of an answer, or what was said instead."""
    if isinstance(answer, int):
        return str(answer)
    if answer is None:
        return gettext("not answered")
    return gettext("do not know") if answer is NoLevel.UNKNOWN else gettext("not relevant")


@register.filter
def legal_status(status: LegalStatus | None) -> str:
    """The status of a duty in words; nothing when it is no duty."""
    if status is None:
        return gettext("not asked")
    return {
        LegalStatus.MET: gettext("Met"),
        LegalStatus.NOT_MET: gettext("Not met yet"),
        LegalStatus.UNSETTLED: gettext("Not settled"),
    }[status].lower()


@register.filter
def clock(seconds: int) -> str:
    """Seconds as a clock shows them: 7:05."""
    return f"{seconds // 60}:{seconds % 60:02}"


@register.filter
def take_up(code: str) -> str:
    return gettext("Take up %(code)s") % {"code": code}


@register.filter
def back_to(code: str) -> str:
    return gettext("Back to %(code)s") % {"code": code}


@register.filter
def on_to(code: str) -> str:
    return gettext("On to %(code)s") % {"code": code}


@register.filter
def begin_with(code: str) -> str:
    return gettext("Begin with %(code)s") % {"code": code}


@register.filter
def in_numbers(votes: Spread) -> str:
    """How votes lay, in one line: 2 on step 1, 1 on step 3, one does not know."""
    words = [
        gettext("%(people)s on step %(level)s") % {"people": people, "level": level}
        for level, people in votes.per_level.items()
        if people
    ]
    if votes.unknown:
        unknown = ngettext("one does not know", "%(unknown)s do not know", votes.unknown)
        words.append(unknown % {"unknown": votes.unknown})
    return ", ".join(words)
