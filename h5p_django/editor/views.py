"""Writing contents in the CMS: choosing a type, the form, its preview, and copies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images.widgets import AdminImageChooser

from h5p.editing import NEEDS_RECORD_STORE
from h5p.errors import InvalidLibraryName
from h5p.forms.checks import Problem
from h5p.forms.names import Submitted
from h5p.forms.nodes import Form, ListNode
from h5p.names import LibraryName
from h5p_django import actions, origins, places, revising, serving
from h5p_django.editor import rich, words
from h5p_django.editor.session import Editor, Session, SessionRefused
from h5p_django.editor.shelf import content_types
from h5p_django.models import Blob, Content, LibraryFile

FILES_SALT = "h5p.editor.files"
_FRAGMENT = "X-Fragment"
_KEPT = frozenset({"save", "save-over", "save-copy"})


class _Page(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """A page below the list of contents."""

    model: Any = None
    index_url_name = ""
    header_icon = "media"
    kwargs: dict[str, Any]

    @cached_property
    def content(self) -> Content | None:
        """The content that the page is about; none for a new one."""
        if "pk" not in self.kwargs:
            return None
        contents = Content.objects.current().filter(revision__isnull=False)
        return get_object_or_404(contents.select_related("revision"), pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        way = [{"url": reverse(self.index_url_name), "label": _("H5P contents")}]
        if self.content:
            way.append(
                {"url": reverse("h5p_contents:inspect", args=[self.content.pk]), "label": str(self.content)}
            )
        return [*self.breadcrumbs_items, *way, {"url": "", "label": self.get_page_title()}]


class TypesView(_Page, TemplateView):
    """Choose what kind of content to write."""

    permission_required = "add"
    template_name = "h5p_django/editor/types.html"
    page_title = gettext_lazy("New content")
    header_icon = "plus"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = get_language() or "nb"
        return super().get_context_data(
            types=content_types(here), languages=words.LANGUAGES, here=here, **kwargs
        )


class WriteView(_Page, TemplateView):
    """The form of a content: shown, changed step by step, previewed and saved."""

    template_name = "h5p_django/editor/write.html"
    header_icon = "edit"
    http_method_names = ["get", "post"]

    def get_page_title(self) -> str:
        return _("Edit the content") if self.content else _("New content")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        editor = Editor(self.session(), get_language() or "nb")
        self.must_be_here(editor)
        form = editor.stored(revising.current(self.content)) if self.content else editor.fresh()
        return self.show(editor, form)

    def session(self) -> Session:
        raise NotImplementedError

    def must_be_here(self, editor: Editor) -> None:
        """Raise Http404 for a library that is not installed, or that nothing can be made with."""
        library = editor.library
        if library is None or (
            (not library.runnable or library.name.machine in NEEDS_RECORD_STORE) and not self.content
        ):
            raise Http404(editor.session.library)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            session = Session.unsealed(request.POST.get("session", ""), request.user)
        except SessionRefused:
            return HttpResponse(_("This form cannot be read any more. Open it again."), status=400)
        if session.content != (self.content.pk if self.content else None):
            raise Http404(session.content)
        editor = Editor(session, get_language() or "nb")
        self.must_be_here(editor)
        command = request.POST.get("do", "save")
        data = Submitted(dict(request.POST.lists()))
        editor.take(data, request.FILES, command=command, by=request.user, at=timezone.now())
        if command == "preview":
            return self.preview(editor)
        if command in _KEPT:
            return self.keep(editor, command)
        if _FRAGMENT in request.headers:
            return self.fragment(editor, command)
        return self.show(editor, editor.form(), unsaved=True)

    def preview(self, editor: Editor) -> HttpResponse:
        draft = editor.preview(by=self.request.user, at=timezone.now())
        place = places.Place(
            content=editor.session.content or 0, draft=draft.pk, language=get_language() or "nb"
        )
        embed = places.embed(place, title=_("Preview"))
        if _FRAGMENT in self.request.headers:
            return JsonResponse({"address": embed.address})
        return self.show(editor, editor.form(), unsaved=True, embed=embed)

    def keep(self, editor: Editor, command: str) -> HttpResponse:
        problems = editor.problems()
        if problems or editor.refused:
            return self.show(editor, editor.form(problems), problems=problems, unsaved=True, status=422)
        if command == "save-over" and self.content:
            editor.session = editor.session.onto(revising.current(self.content).pk)
        as_copy = command == "save-copy"
        try:
            saved = editor.save(by=self.request.user, at=timezone.now(), as_copy=as_copy)
        except revising.Changed as changed:
            latest = revising.current(changed.content)
            return self.show(editor, editor.form(), unsaved=True, conflict=latest, status=409)
        messages.success(self.request, _("“%(title)s” is saved.") % {"title": saved})
        return redirect("h5p_contents:inspect", saved.pk)

    def fragment(self, editor: Editor, command: str) -> HttpResponse:
        """Return the part of the form that a command changed, and the panels of common texts."""
        form = editor.form()
        context = {**self.context_of(editor, form), **self.part(form, editor, command)}
        return HttpResponse(
            render_to_string("h5p_django/editor/fragment.html", context, request=self.request)
        )

    def part(self, form: Form, editor: Editor, command: str) -> dict[str, Any]:
        verb, _space, name = command.partition(" ")
        if verb == "add" and isinstance(listed := form.find(name), ListNode):
            key = editor.focus.rpartition("/")[2]
            element = next((each for each in listed.elements if each.key == key), None)
            return {"listed": listed, "element": element, "number": len(listed.elements)}
        return {"node": form.find(name)}

    def show(self, editor: Editor, form: Form, *, status: int = 200, **told: Any) -> HttpResponse:
        context = self.get_context_data(**self.context_of(editor, form), **told)
        context["summary"] = _summary(form, told.get("problems") or {}) if status == 422 else []
        context["focus"] = form.find(editor.focus) if editor.focus else None
        context["media"] = _media()
        return self.render_to_response(context, status=status)

    def context_of(self, editor: Editor, form: Form) -> dict[str, Any]:
        return {
            "h5p_form": form,
            "type_title": editor.type_title,
            "session": editor.session.sealed(self.request.user),
            "owned": editor.session.files,
            "video_hosts": settings.H5P_VIDEO_HOSTS,
            "frame_origin": origins.said_by_frames(),
            "frame_sandbox": origins.sandbox(),
            "content": self.content,
        }


class WriteNewView(WriteView):
    permission_required = "add"

    def session(self) -> Session:
        try:
            name = LibraryName.parse(self.kwargs["folder"])
        except InvalidLibraryName:
            raise Http404(self.kwargs["folder"]) from None
        asked = self.request.GET.get("language", "")
        known = {code for code, _label in words.LANGUAGES}
        return Session(name, asked if asked in known else get_language() or "nb")


class WriteOldView(WriteView):
    permission_required = "change"

    def session(self) -> Session:
        if self.content is None:
            raise Http404
        return Session.of(self.content, revising.current(self.content))


class CopyForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title of the copy"), max_length=255)


class CopyView(_Page, FormView):
    """Make a content of its own from another."""

    permission_required = "add"
    template_name = "h5p_django/editor/copy.html"
    page_title = gettext_lazy("Make a copy")
    header_icon = "copy"
    form_class = CopyForm

    def get_initial(self) -> dict[str, Any]:
        return {"title": _("Copy of %(title)s") % {"title": self.content}}

    def form_valid(self, form: CopyForm) -> HttpResponse:
        if self.content is None:
            raise Http404
        title = form.cleaned_data["title"]
        made = actions.copy(content=self.content, by=self.request.user, at=timezone.now(), title=title)
        messages.success(self.request, _("“%(title)s” is a content of its own now.") % {"title": made})
        return redirect("h5p_contents:inspect", made.pk)

    def form_invalid(self, form: CopyForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class FileView(PermissionCheckedMixin, View):
    """Send a file of an open form, to see or hear it."""

    any_permission_required = ("add", "change")

    def get(self, request: HttpRequest, signed: str) -> HttpResponseBase:
        try:
            sha256, path = signing.loads(signed, salt=FILES_SALT)
        except signing.BadSignature:
            raise Http404(signed) from None
        return serving.blob_response(request, get_object_or_404(Blob, pk=sha256), path)


class IconView(PermissionCheckedMixin, View):
    """Send the icon of an installed content type."""

    any_permission_required = ("add", "change")

    def get(self, request: HttpRequest, folder: str) -> HttpResponseBase:
        try:
            name = LibraryName.parse(folder)
        except InvalidLibraryName:
            raise Http404(folder) from None
        file = get_object_or_404(LibraryFile.objects.of_library(name).select_related("blob"), path="icon.svg")
        if file.blob is None:
            raise Http404(folder)
        return serving.blob_response(request, file.blob, "icon.svg")


def _summary(form: Form, problems: Mapping[str, Problem]) -> list[dict[str, Any]]:
    """Return what is to be mended, in the order of the form; last, what has no field of its own."""
    language = get_language() or "nb"
    found: list[dict[str, Any]] = []
    told: set[str] = set()
    for node, way in form.walk():
        if node.problem and (node.place not in told or node.place not in problems):
            told.add(node.place)
            label = " › ".join((*way, node.label or node.place))
            found.append({"node": node, "label": label, "text": words.problem(node.problem, language)})
    rest = (
        {"label": place, "text": words.problem(each, language)}
        for place, each in problems.items()
        if place not in told
    )
    return [*found, *rest]


def _media() -> Media:
    """Return the scripts and styles of the inputs that come from Wagtail."""
    features = rich.features_of(rich.OFFERED)
    media: Media = DraftailRichTextArea(features=features).media
    return media + AdminImageChooser().media + AdminDocumentChooser().media
