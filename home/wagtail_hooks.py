"""What editors get in the CMS from this room, and from the knowledge base, which is a part of `base`."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_localize.views.update_translations import UpdateTranslationsForm

from base.knowledge import wagtail_hooks as knowledge  # noqa: F401
from base.knowledge.models import Fact
from base.knowledge.usage import Use, edit_use, register
from home.bin import wagtail_hooks as bin_  # noqa: F401
from home.checks import wagtail_hooks as checks  # noqa: F401
from home.models import ThemePage
from home.packages import wagtail_hooks as packages  # noqa: F401
from self_assessment import public as self_assessment

# "Sync translated pages" may also publish at once. A text that has changed would then stand in bokmål where a
# person's translation stood, so the tick is taken away: a translation is published from its own page.
_publish = UpdateTranslationsForm.base_fields["publish_translations"]
_publish.disabled = True
_publish.help_text = gettext_lazy(
    "A translation is published from its own page, when all of it is translated."
)


def theme_pages_that_mark(thing: Model) -> Iterator[Use]:
    """Theme pages name a fact by its key in a source mark, which the reference index cannot know."""
    if isinstance(thing, Fact):
        mark = f"{{fact:{thing.key}}}"
        for page in ThemePage.objects.all():
            if mark in str(page.body.raw_data):
                yield edit_use(page)


def rules_that_show(thing: Model) -> Iterator[Use]:
    """The framework's rules name examples by key and prompts by code; a rule is changed by a new release."""
    name = {"base.Example": "key", "courses.Prompt": "code"}.get(thing._meta.label)
    if name:
        for code in self_assessment.rules_naming(getattr(thing, name)):
            yield Use(_("Rule %(code)s of the framework") % {"code": code}, "")


register(theme_pages_that_mark)
register(rules_that_show)


@hooks.register("insert_editor_js")
def save_in_turn() -> str:
    return format_html('<script type="module" src="{}"></script>', static("build/cms-save.js"))


@hooks.register("construct_help_menu")
def keep_to_our_own_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Take away the menu's news about Wagtail: in English, on a foreign host, and marked as unread.

    Its guide is still linked beside one's account; ours is docs/redaktorer.md."""
    items.clear()
