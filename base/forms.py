"""How our forms are drawn: each field with its help and its error, in the look of Designsystemet.

Set as FORM_RENDERER: `{{ form }}` and `{{ field.as_field_group }}` do it everywhere, allauth's forms too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates

_TICKED = ("checkbox", "radio")


class BoundField(forms.BoundField):
    """A field whose control carries the class of Designsystemet."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        given = attrs.get("class") or (widget or self.field.widget).attrs.get("class", "")
        attrs["class"] = f"{given} ds-input".strip()
        attrs["placeholder"] = False  # allauth repeats the label there; the label stays when one writes
        return attrs

    @property
    def is_ticked(self) -> bool:
        """True for a box or buttons, where the label stands after or above rather than before."""
        return getattr(self.field.widget, "input_type", "") in _TICKED


class Renderer(DjangoTemplates):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = BoundField

    def get_template(self, template_name: str) -> Any:
        """Find our own templates where all our templates are, and the widgets where Django keeps them."""
        if template_name.startswith("components/"):
            from django.template.loader import get_template

            return get_template(template_name)
        return super().get_template(template_name)
