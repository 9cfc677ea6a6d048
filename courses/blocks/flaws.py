"""The words for what is wrong with a lesson, in the editor's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from courses.domain.lesson import Flaw

_WORDS = {
    "too-few": gettext_lazy("There must be at least two."),
    "no-right-option": gettext_lazy("Mark at least one option as right."),
    "several-right-options": gettext_lazy(
        "Several options are right. Mark only one, or let the learner choose several."
    ),
    "without-feedback": gettext_lazy("Every option needs feedback. It is missing at: %(about)s"),
    "same-key-twice": gettext_lazy("The key stands twice: %(about)s"),
    "same-text-twice": gettext_lazy("The text stands twice: %(about)s"),
    "unknown-category": gettext_lazy("No category has the key “%(about)s”."),
    "no-gap": gettext_lazy("Mark at least one gap, for example [[doctor|the doctor]]."),
    "unclosed-gap": gettext_lazy("A gap starts with [[ and ends with ]], and has no gap inside."),
    "empty-gap": gettext_lazy("The gap %(about)s lacks an answer."),
    "no-end": gettext_lazy("The conversation needs at least one end."),
    "unknown-start": gettext_lazy("The conversation starts at “%(about)s”, but no line has that key."),
    "leads-nowhere": gettext_lazy("An option leads to a line or an end that does not exist: %(about)s"),
    "never-reached": gettext_lazy("No option leads here: %(about)s"),
    "no-way-to-an-end": gettext_lazy("From here no end can be reached: %(about)s"),
    "idea-too-long": gettext_lazy("Use at most %(about)s words. One idea should be possible to remember."),
    "opens-without-situation": gettext_lazy("The lesson should open with a situation from a working day."),
    "closes-without-try-tomorrow": gettext_lazy("The lesson should close with one thing to try tomorrow."),
    "not-one-idea": gettext_lazy("The lesson should hold exactly one idea to keep. Now it holds %(about)s."),
    "no-exercise": gettext_lazy("The lesson needs at least one exercise."),
    "unknown-source": gettext_lazy("The course has no source with the key “%(about)s”."),
}


def message(flaw: Flaw) -> str:
    """Return what is wrong, and what to do about it."""
    return str(_WORDS[flaw.code]) % {"about": flaw.about}
