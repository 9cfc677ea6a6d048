"""What editors and approvers fill in."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


def _limit() -> str:
    return _("A file that ends in .h5p, of at most %(size)s MiB.") % {"size": settings.H5P_PACKAGE_MIB}


class UploadForm(forms.Form):
    """The file is checked by `actions.upload`, which tells every fault at once."""

    file = forms.FileField(
        label=gettext_lazy("H5P package"),
        help_text=lazy(_limit, str)(),
        widget=forms.FileInput(attrs={"accept": ".h5p"}),
        allow_empty_file=True,  # or an empty file would be told in other words than any other bad one
    )


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why the package is refused"),
        help_text=gettext_lazy("Whoever uploaded it reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
