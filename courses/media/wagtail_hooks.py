"""What editors get in the CMS for recordings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from base.knowledge.usage import edit_use, keep
from base.translated import LANGUAGES
from courses.media.forms import MediaForm
from courses.media.models import Media

WARN_BEFORE = timedelta(days=30)
"""How long before a licence runs out editors are told. Our choice: time enough to ask for a new one."""


def _in_each(name: str, heading: str | Promise, before: str = "") -> MultiFieldPanel:
    names = [f"{each}_{code}" for code in LANGUAGES for each in ([before, name] if before else [name])]
    return MultiFieldPanel([FieldPanel(each) for each in names], heading=heading)


class MediaViewSet(SnippetViewSet):
    model = Media
    icon = "media"
    menu_label = gettext_lazy("Video and sound")
    menu_order = 215
    add_to_admin_menu = True
    list_display = (
        "title_nb",
        "kind",
        Column(
            "captions",
            label=gettext_lazy("captions"),
            accessor=lambda media: ", ".join(media.caption_languages),
        ),
        "rights_holder",
        "licence_until",
        LiveStatusTagColumn(),
    )
    list_filter = ("kind", "all_is_said", "spoken")
    search_fields = ("key", "title_nb", "title_nn", "rights_holder")
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel(f"title_{code}") for code in LANGUAGES]),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("spoken")]),
                    FieldPanel("file"),
                    FieldPanel("poster"),
                ],
                heading=gettext_lazy("The recording"),
            ),
            _in_each("captions", gettext_lazy("Captions"), before="captions_file"),
            _in_each("transcript", gettext_lazy("Transcript")),
            MultiFieldPanel(
                [FieldPanel("all_is_said"), FieldPanel("described_file"), FieldPanel("sign_file")],
                heading=gettext_lazy("For those who cannot see or hear it"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [FieldPanel("rights_holder"), FieldPanel("licence"), FieldPanel("licence_until")]
                    )
                ],
                heading=gettext_lazy("Rights"),
            ),
            FieldPanel("key"),
        ],
        base_form_class=MediaForm,
    )


register_snippet(MediaViewSet)
keep(Media)


class RunsOutPanel(Component):
    """On the dashboard: recordings that soon may not be shown any longer, or already are not."""

    name = "licences_run_out"
    template_name = "media/runs_out_panel.html"
    order = 155

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        media = Media.objects.live().expiring(timezone.localdate() + WARN_BEFORE)
        return {"items": [(one, edit_use(one)) for one in media]}


@hooks.register("construct_homepage_panels")
def show_what_runs_out(request: Any, panels: list[Any]) -> None:
    panels.append(RunsOutPanel())
