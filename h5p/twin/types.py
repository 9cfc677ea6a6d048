"""From a content to its twin: containers lead to their parts, the rest is read out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from h5p.names import LibraryName
from h5p.strict_json import Json
from h5p.twin import readable
from h5p.twin.questions import QUESTIONS, Params
from h5p.twin.reading import MAX_DEPTH, MAX_PARTS, Html, Semantics, items, library, line, obj, plain
from h5p.twin.scenario import branching_scenario
from h5p.twin.values import Heading, Part, Text, Twin


def make_twin(main_library: LibraryName, parameters: Json, semantics: Semantics, *, title: str = "") -> Twin:
    """Return the twin of a content. Never raises, whatever the parameters; at most MAX_PARTS parts.

    `semantics` are asked only for types that are not known here; without them what looks like text is read."""
    maker = _Maker(semantics)
    return Twin(title, tuple(islice(maker.content(main_library, parameters, 0), MAX_PARTS)))


class _Maker:
    def __init__(self, semantics: Semantics) -> None:
        self._html = Html()
        self._semantics = semantics
        self._containers: Mapping[str, Callable[[Params, int], Iterator[Part]]] = {
            "H5P.Column": self._column,
            "H5P.QuestionSet": self._question_set,
            "H5P.InteractiveBook": self._book,
            "H5P.CoursePresentation": self._presentation,
            "H5P.InteractiveVideo": self._video,
            "H5P.Accordion": self._accordion,
            "H5P.ImageHotspots": self._hotspots,
        }

    def content(self, name: LibraryName, value: Json, depth: int) -> Iterator[Part]:
        """Yield the parts of one content, those of what it contains among them."""
        if depth > MAX_DEPTH:
            return
        params = obj(value)
        yield from self._medium(params, depth)
        if name.machine in QUESTIONS:
            yield from QUESTIONS[name.machine](params, self._html)
        elif name.machine in self._containers:
            yield from self._containers[name.machine](params, depth)
        elif name.machine in readable.TYPES:
            yield from readable.TYPES[name.machine](params, self._html)
        elif name.machine == "H5P.BranchingScenario":
            yield from branching_scenario(params, self._html, lambda used: self._used(used, depth))
        else:
            yield from readable.anything(
                name, params, self._html, self._semantics, lambda used: self._used(used, depth)
            )

    def _used(self, value: Json, depth: int) -> Iterator[Part]:
        """Yield the parts of {library, params}; nothing for what is none."""
        used = obj(value)
        name = library(used.get("library"))
        if name is not None:
            yield from self.content(name, used.get("params"), depth + 1)

    def _medium(self, params: Params, depth: int) -> Iterator[Part]:
        """Yield the picture, sound or film that many types show above their question."""
        medium = obj(params.get("media"))
        yield from self._used(medium.get("type", medium), depth)

    def _column(self, params: Params, depth: int) -> Iterator[Part]:
        for each in items(params.get("content")):
            yield from self._used(obj(each).get("content"), depth)

    def _question_set(self, params: Params, depth: int) -> Iterator[Part]:
        """H5P.QuestionSet: of a pool, as many as the player draws, so that both give the same points."""
        intro = obj(params.get("introPage"))
        if intro.get("showIntroPage") is not False:
            if title := line(intro.get("title")):
                yield Heading(title)
            if introduction := self._html(intro.get("introduction")):
                yield Text(introduction)
        size = params.get("poolSize")
        questions = items(params.get("questions"))
        drawn = size if isinstance(size, int) and 0 < size < len(questions) else len(questions)
        for each in questions[:drawn]:
            yield from self._used(each, depth)

    def _book(self, params: Params, depth: int) -> Iterator[Part]:
        cover = obj(params.get("bookCover"))
        if params.get("showCoverPage") is not False:
            if description := self._html(cover.get("coverDescription")):
                yield Text(description)
            yield from self._used(cover.get("coverMedium"), depth)
        for chapter in items(params.get("chapters")):
            yield from _heading(obj(obj(chapter).get("metadata")).get("title"))
            yield from self._used(chapter, depth)

    def _presentation(self, params: Params, depth: int) -> Iterator[Part]:
        for slide in items(obj(params.get("presentation")).get("slides")):
            words = [line(obj(each).get("main")) for each in items(obj(slide).get("keywords"))]
            yield from _heading(next(filter(None, words), ""))
            for each in map(obj, items(obj(slide).get("elements"))):
                yield from self._used(each.get("action"), depth)

    def _video(self, params: Params, depth: int) -> Iterator[Part]:
        """H5P.InteractiveVideo: the film, then what it stops for, in the order of its time, then the summary."""
        video = obj(params.get("interactiveVideo"))
        shown = obj(video.get("video"))
        tracks = items(obj(shown.get("textTracks")).get("videoTrack"))
        yield from _heading(obj(shown.get("startScreenOptions")).get("title"))
        yield from readable.films(shown.get("files"), tracks)
        interactions = [obj(each) for each in items(obj(video.get("assets")).get("interactions"))]
        for each in sorted(interactions, key=_time):
            yield from self._used(each.get("action"), depth)
        yield from self._used(obj(video.get("summary")).get("task"), depth)

    def _accordion(self, params: Params, depth: int) -> Iterator[Part]:
        for panel in map(obj, items(params.get("panels"))):
            yield from _heading(panel.get("title"))
            yield from self._used(panel.get("content"), depth)

    def _hotspots(self, params: Params, depth: int) -> Iterator[Part]:
        yield from readable.picture(params.get("image"), params.get("backgroundImageAltText"))
        for spot in map(obj, items(params.get("hotspots"))):
            yield from _heading(spot.get("header"))
            for each in items(spot.get("content")):
                yield from self._used(each, depth)


def _heading(value: Json) -> Iterator[Heading]:
    if title := plain(value).replace("\n", " "):
        yield Heading(title)


def _time(interaction: Params) -> float:
    begins = obj(interaction.get("duration")).get("from")
    return float(begins) if isinstance(begins, int | float) and abs(begins) < 1e9 else 0.0
