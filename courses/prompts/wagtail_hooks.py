"""What editors get in the CMS for the conversation prompts."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from base.knowledge.usage import keep
from base.translated import LANGUAGES
from courses.prompts.models import Prompt, PromptPhase, PromptRole, PromptSetting


def _in_each_language(name: str, heading: str | Promise) -> Panel:
    return MultiFieldPanel([FieldPanel(f"{name}_{code}") for code in LANGUAGES], heading=heading)


class PromptViewSet(SnippetViewSet):
    model = Prompt
    icon = "comment"
    list_display = ("code", "text_nb", "phase", "minutes", LiveStatusTagColumn())
    list_filter = ("phase", "roles", "settings", "minutes", "needs_consent")
    inspect_view_enabled = True
    panels = (
        FieldRowPanel([FieldPanel("code"), FieldPanel("phase"), FieldPanel("minutes")]),
        _in_each_language("text", gettext_lazy("question")),
        _in_each_language("intent", gettext_lazy("intent")),
        _in_each_language("follow_up", gettext_lazy("follow-up")),
        _in_each_language("pitfall", gettext_lazy("pitfall")),
        _in_each_language("who", gettext_lazy("suits")),
        MultiFieldPanel(
            [FieldPanel("roles"), FieldPanel("settings"), FieldPanel("needs_consent")],
            heading=gettext_lazy("Found by"),
        ),
    )


class PromptPhaseViewSet(SnippetViewSet):
    model = PromptPhase
    icon = "list-ol"
    list_display = ("number", "name_nb", "short_name_nb")
    panels = (
        FieldPanel("number"),
        _in_each_language("name", gettext_lazy("name")),
        _in_each_language("short_name", gettext_lazy("short name")),
    )


class PromptTagViewSet(SnippetViewSet):
    list_display = ("name_nb", "key", "position")
    panels = (FieldPanel("key"), FieldPanel("position"), _in_each_language("name", gettext_lazy("name")))


class PromptRoleViewSet(PromptTagViewSet):
    model = PromptRole
    icon = "user"


class PromptSettingViewSet(PromptTagViewSet):
    model = PromptSetting
    icon = "tag"


class PromptGroup(SnippetViewSetGroup):
    """All that makes up the prompt library, under one item of the menu."""

    menu_label = gettext_lazy("Conversation prompts")
    menu_icon = "comment"
    menu_order = 210
    items = (PromptViewSet, PromptPhaseViewSet, PromptRoleViewSet, PromptSettingViewSet)


register_snippet(PromptGroup)
keep(Prompt, PromptPhase, PromptRole, PromptSetting)
