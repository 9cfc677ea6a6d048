"""Why a course is finished, or what remains and why: the requirements of the domain in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.domain.completion import Requirement, Rule, onward
from courses.domain.progress import ModuleProgress
from courses.domain.when import relative_day
from courses.models import ModulePage
from courses.queries import CourseState


@dataclass(frozen=True, slots=True)
class Remaining:
    """One requirement in words: what it is, where one stands and why, and where to go on (empty when met)."""

    title: str
    text: str
    met: bool
    url: str = ""

    @property
    def mark(self) -> str:
        """What the icon says aloud."""
        return _("Done") if self.met else _("Remains")

    @property
    def icon(self) -> str:
        return "hake" if self.met else "klokke"


@dataclass(frozen=True, slots=True)
class Resume:
    """Where to go on: the address, when one was last there ("i går kl. 14.02"), what it is, and all in words."""

    url: str
    when: str
    where: str
    text: str


def when(at: datetime, now: datetime) -> str:
    """Return when `at` was, in the reader's language and our time zone."""
    return relative_day(localtime(at), localtime(now), get_language() or "nb")


def remaining(state: CourseState, now: datetime) -> list[Remaining]:
    """Return every requirement of the course in words, in the order of the course."""
    words = {Rule.MODULES: _modules, Rule.SCENARIOS: _scenarios, Rule.QUIZ: _quiz}
    return [words[requirement.rule](requirement, state, now) for requirement in state.completion.requirements]


def finished_when(state: CourseState, now: datetime) -> str:
    """Return when the course was finished, in words; empty until it is."""
    at = state.completion.finished_at
    return when(at, now) if at else ""


def _modules(requirement: Requirement, state: CourseState, now: datetime) -> Remaining:
    title = ngettext("Read the module", "Read all %(total)s modules", requirement.total)
    title = title % {"total": requirement.total}
    declared = [module for module in state.progress.modules if module.declared]
    if requirement.met_at:
        text = _("You had read them all %(when)s.") % {"when": when(requirement.met_at, now)}
        if declared:
            text += " " + ngettext(
                "You marked one of them as read yourself.",
                "You marked %(count)s of them as read yourself.",
                len(declared),
            ) % {"count": len(declared)}
        return Remaining(title, text, met=True)
    text = _(
        "%(done)s of %(total)s are read. A module counts when you have been through all its parts, or when "
        "you say you are done with it. What remains: %(names)s, about %(minutes)s minutes."
    ) % {
        "done": requirement.done,
        "total": requirement.total,
        "names": _list(_name(state, key) for key in requirement.remaining),
        "minutes": state.completion.minutes_left,
    }
    first = state.module_page(requirement.remaining[0])
    return Remaining(title, text, met=False, url=first.url if first else "")


MOST_NAMED = 4
"""Parts that are named when a module is not done; of more, the number is told. Our choice."""


def why(page: ModulePage, progress: ModuleProgress | None, now: datetime) -> str:
    """Return why a module is done, or what remains in it; empty for one nobody has begun."""
    if progress is None or not (progress.seen_at or progress.reached):
        return ""
    if progress.seen_at and progress.declared:
        return _("Done by your own word, %(when)s.") % {"when": when(progress.seen_at, now)}
    if progress.seen_at:
        return _("Read through %(when)s.") % {"when": when(progress.seen_at, now)}
    names = list(dict.fromkeys(block_title(page, id) for id in progress.remaining))
    more = len(names) - MOST_NAMED
    if more > 0:
        names = [*names[:MOST_NAMED], ngettext("%(count)s more", "%(count)s more", more) % {"count": more}]
    return _("%(done)s of %(total)s parts are done. What remains: %(names)s.") % {
        "done": len(page.lesson.raw_data) - len(progress.remaining),
        "total": len(page.lesson.raw_data),
        "names": _list(names),
    }


def _scenarios(requirement: Requirement, state: CourseState, now: datetime) -> Remaining:
    title = ngettext(
        "Take the practice conversation to an end",
        "Take all %(total)s practice conversations to an end",
        requirement.total,
    ) % {"total": requirement.total}
    if requirement.met_at:
        text = _("You had been through them all %(when)s.") % {"when": when(requirement.met_at, now)}
        return Remaining(title, text, met=True)
    text = _("%(done)s of %(total)s. Every end counts; no choice can fail you.") % {
        "done": requirement.done,
        "total": requirement.total,
    }
    block_id = requirement.remaining[0]
    homes = {raw["id"]: page for page in state.modules for raw in page.lesson.raw_data}
    page = homes.get(block_id)
    return Remaining(title, text, met=False, url=f"{page.url}#{block_id}" if page else "")


def _quiz(requirement: Requirement, state: CourseState, now: datetime) -> Remaining:
    title = _("Get %(percent)s %% of the %(count)s questions at the end right") % {
        "percent": requirement.total,
        "count": state.outline.asked,
    }
    if requirement.met_at:
        text = _("You did %(when)s. Your best result is %(percent)s %%.") % {
            "when": when(requirement.met_at, now),
            "percent": requirement.done,
        }
        return Remaining(title, text, met=True)
    if not requirement.tries:
        text = _("Not tried yet.")
    else:
        text = ngettext(
            "Your result so far is %(percent)s %%.",
            "Your best result in %(tries)s tries is %(percent)s %%.",
            requirement.tries,
        ) % {"tries": requirement.tries, "percent": requirement.done}
    text += " " + _("You may try as often as you like, and every answer is explained.")
    return Remaining(title, text, met=False, url=quiz_url(state))


def quiz_url(state: CourseState) -> str:
    return reverse("courses:quiz", args=[state.course.pk])


def _name(state: CourseState, key: str) -> str:
    number = [module.key for module in state.modules].index(key) + 1
    return _("module %(number)s") % {"number": number}


def _list(names: Iterable[str]) -> str:
    """Return "a", "a og b", "a, b og c"."""
    *first, last = names
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def resume(state: CourseState, now: datetime) -> Resume | None:
    """Return where the learner should go on, in words and as an address; None when they have not been anywhere.

    That is where they were, or what comes next when they were done there."""
    position = state.progress.position
    if position is None:
        return None
    at = when(position.at, now)
    coming = onward(state.progress, state.completion)
    url, where = _place(state, coming or position.module, "" if coming else position.block)
    words = {"when": at, "where": where}
    text = (
        _("Next: %(where)s. You were here %(when)s.") if coming else _("You were here %(when)s: %(where)s.")
    )
    return Resume(url, at, where, text % words)


def _place(state: CourseState, module: str, block_id: str) -> tuple[str, str]:
    """Return the address and the name of a block, of a module when no block is named, or of the quiz."""
    anchor = f"#{block_id}" if block_id else ""
    page = state.module_page(module)
    if page is None:
        return quiz_url(state) + anchor, _("the questions at the end")
    where = _("module %(number)s, %(title)s") % {"number": state.modules.index(page) + 1, "title": page.title}
    title = block_title(page, block_id)
    return page.url + anchor, f"{where}: {title}" if title else where


def block_title(page: ModulePage, block_id: str) -> str:
    """Return what a lesson block is called to the reader: its title or question, else what kind it is."""
    # The raw form: reading the part itself would read what it points at, too.
    raw = next((raw for raw in page.lesson.raw_data if raw["id"] == block_id), None)
    if raw is None:
        return ""
    for name in ("title", "question"):
        if raw["value"].get(name):
            return quoted(Truncator(raw["value"][name]).chars(70))
    return str(page.lesson.stream_block.child_blocks[raw["type"]].label)


def quoted(text: str) -> str:
    """Return `text` in quotation marks; what it quotes itself gets the inner ones."""
    return "«" + text.replace("«", "‘").replace("»", "’") + "»"
