# ruff: noqa: SIM905  a line of words reads better than a column of strings
"""Types that only show: text, pictures, sound, film and links; and any other type, read out as well as can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from h5p.names import LibraryName
from h5p.strict_json import Json
from h5p.text import SILENT_WIDGETS
from h5p.twin.questions import Params
from h5p.twin.reading import MAX_DEPTH, Html, Semantics, address, file_path, items, line, obj, plain, text
from h5p.twin.values import Heading, Link, Media, Part, Sorting, Text

Used = Callable[[Json], Iterator[Part]]
_NOT_READ = frozenset(
    (
        "behaviour l10n texts override overallFeedback copyright metadata currikisettings a11y accessibility "
        "ui userAgentText buttonText library subContentId path mime license version source id color "
        "backgroundColor contentName"
    ).split()
)
"""What steers a type, or are words of its buttons; left out where there are no semantics to say so."""


def picture(file: Json, alternative: Json = None, caption: Json = None) -> Iterator[Part]:
    if path := file_path(file):
        yield Media("image", path, line(alternative), line(caption))


def films(files: Json, tracks: Sequence[Json] = ()) -> Iterator[Part]:
    """Yield a film or a sound once: the first of its formats that there is, with its texts."""
    texts = []
    for track in map(obj, tracks):
        path = file_path(track.get("track"))
        if path:
            kind, code = text(track.get("kind")), text(track.get("srcLang"))
            kind = kind if kind in ("captions", "subtitles", "descriptions", "chapters") else "subtitles"
            texts.append((path, kind, code[:12], line(track.get("label"))))
    for each in map(obj, items(files)):
        path = file_path(each)
        if path:
            mime = text(each.get("mime"))
            if mime.startswith("video/") and not mime.endswith(("YouTube", "Vimeo")):
                yield Media("video", path, tracks=tuple(texts))
            elif mime.startswith("audio/"):
                yield Media("audio", path)
            elif link := address(each.get("path")):
                yield Link(link, link)
            return


def _text(name: str) -> Callable[[Params, Html], Iterator[Part]]:
    def read(params: Params, html: Html) -> Iterator[Part]:
        if found := html(params.get(name)):
            yield Text(found)

    return read


def _image(params: Params, html: Html) -> Iterator[Part]:
    decorative = params.get("decorative") is True
    yield from picture(params.get("file"), None if decorative else params.get("alt"))


def _audio(params: Params, html: Html) -> Iterator[Part]:
    yield from films(params.get("files"))


def _video(params: Params, html: Html) -> Iterator[Part]:
    tracks = items(obj(obj(params.get("a11y")).get("textTracks") or params.get("a11y")).get("subtitles"))
    tracks = tracks or items(obj(params.get("textTracks")).get("videoTrack"))
    yield from films(params.get("sources"), tracks)


def _link(params: Params, html: Html) -> Iterator[Part]:
    widget = obj(params.get("linkWidget"))
    protocol, rest = text(widget.get("protocol")), text(widget.get("url"))
    found = address(rest) or address(protocol + rest)
    if found:
        yield Link(found, line(params.get("title")) or found)


def _guess(params: Params, html: Html) -> Iterator[Part]:
    """H5P.GuessTheAnswer: think first, then see."""
    if task := html(params.get("taskDescription")):
        yield Text(task)
    if solution := html(params.get("solutionText")):
        yield Text(solution, line(params.get("solutionLabel")) or "…")


def _memory(params: Params, html: Html) -> Iterator[Part]:
    for card in map(obj, items(params.get("cards"))):
        yield from picture(card.get("image"), card.get("imageAlt"), card.get("description"))
        yield from picture(card.get("match"), card.get("matchAlt"))


def _drag_question(params: Params, html: Html) -> Iterator[Part]:
    """H5P.DragQuestion: a question when all there is to place and every place has words; else what there is to
    read and see. Which goes where is not told."""
    task = obj(obj(params.get("question")).get("task"))
    yield from picture(obj(obj(params.get("question")).get("settings")).get("background"))
    if sorting := _sorting(params, task):
        yield sorting
        return
    zones = [plain(obj(each).get("label")) for each in items(task.get("dropZones"))]
    for each in map(obj, items(task.get("elements"))):
        shown = obj(obj(each.get("type")).get("params"))
        if found := html(shown.get("text")):
            yield Text(found)
        yield from picture(shown.get("file"), shown.get("alt"))
    for zone in filter(None, zones):
        yield Heading(zone, 2)


def _sorting(params: Params, task: Params) -> Sorting | None:
    zones = [obj(each) for each in items(task.get("dropZones"))]
    places = tuple(line(zone.get("label")) for zone in zones)
    right = [{text(number) for number in items(zone.get("correctElements"))} for zone in zones]
    found = []
    for number, element in enumerate(map(obj, items(task.get("elements")))):
        shown = obj(obj(element.get("type")).get("params"))
        said = plain(shown.get("text")) or line(shown.get("alt"))
        found.append((said, tuple(place for place, those in enumerate(right) if str(number) in those)))
    if not found or not all(places) or not all(said and where for said, where in found):
        return None
    behaviour = obj(params.get("behaviour"))
    return Sorting(
        "",
        places,
        tuple(found),
        wrong_costs=behaviour.get("applyPenalties", True) is not False,
        one_point=behaviour.get("singlePoint") is True,
    )


TYPES: Mapping[str, Callable[[Params, Html], Iterator[Part]]] = {
    "H5P.AdvancedText": _text("text"),
    "H5P.Text": _text("text"),
    "H5P.Table": _text("text"),
    "H5P.Image": _image,
    "H5P.Audio": _audio,
    "H5P.Video": _video,
    "H5P.Link": _link,
    "H5P.GuessTheAnswer": _guess,
    "H5P.MemoryGame": _memory,
    "H5P.DragQuestion": _drag_question,
    "H5P.Nil": lambda params, html: iter(()),
    "H5P.Shape": lambda params, html: iter(()),
    "H5P.GoToQuestion": _text("text"),
}


def anything(
    name: LibraryName, params: Params, html: Html, semantics: Semantics, used: Used
) -> Iterator[Part]:
    """Yield what any type says: by its semantics, or what looks like text where those are not here."""
    described = semantics.semantics(name)
    if described:
        yield from _fields(described, dict(params), html, used, 0)
    else:
        yield from _whatever(dict(params), html, used, 0)


def _fields(described: Json, value: Json, html: Html, used: Used, depth: int) -> Iterator[Part]:
    known = obj(value)
    for field in items(described):
        name = text(obj(field).get("name"))
        if name in known:
            yield from _field(obj(field), known[name], html, used, depth + 1)


def _field(field: Mapping[str, Json], value: Json, html: Html, used: Used, depth: int) -> Iterator[Part]:
    if depth > MAX_DEPTH or field.get("common") is True or field.get("name") in _NOT_READ:
        return
    match field.get("type"):
        case "text" if field.get("widget") not in SILENT_WIDGETS:
            if found := html(value):
                yield Text(found)
        case "group":
            fields = items(field.get("fields"))
            if len(fields) == 1 and not field.get("isSubContent"):
                yield from _field(obj(fields[0]), value, html, used, depth + 1)
            else:
                yield from _fields(field.get("fields"), value, html, used, depth + 1)
        case "list":
            for each in items(value):
                yield from _field(obj(field.get("field")), each, html, used, depth + 1)
        case "library":
            yield from used(value)
        case "image":
            yield from picture(value)
        case "audio" | "video":
            yield from films(value)


def _whatever(value: Json, html: Html, used: Used, depth: int) -> Iterator[Part]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, str):
        # A word alone is as often a setting as something to read.
        if (" " in value.strip() or "<" in value) and (found := html(value)):
            yield Text(found)
    elif isinstance(value, list):
        for each in items(value):
            yield from _whatever(each, html, used, depth + 1)
    elif isinstance(value, dict):
        if "library" in value and "params" in value:
            yield from used(value)
            return
        if isinstance(value.get("path"), str) and text(value.get("mime")).startswith("image/"):
            yield from picture(value)
            return
        for key, each in value.items():
            if key not in _NOT_READ:
                yield from _whatever(each, html, used, depth + 1)
