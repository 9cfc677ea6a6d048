"""The walk: which libraries, in which order, whatever the libraries say of each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h5p.dependencies import Walk, assets, preloaded
from h5p.library import Kind
from tests.h5p.builders import MemoryLibraries, calm, library, needs


def walk(libraries, *names):
    made = Walk(libraries)
    for name in names:
        made.add(next(known for known, _ in libraries.known.values() if str(known.name) == name))
    return made


def order(made):
    return [f"{each.kind} {each.library.name}" for each in made.dependencies()]


def test_dependencies_load_before_dependants():
    libraries = MemoryLibraries()
    libraries.add(library("A 1.0", preloadedDependencies=needs("B 1.0", "C 1.0")))
    libraries.add(library("B 1.0", preloadedDependencies=needs("C 1.0")))
    libraries.add(library("C 1.0"))

    assert order(walk(libraries, "A 1.0")) == ["preloaded C 1.0", "preloaded B 1.0", "preloaded A 1.0"]


def test_dynamic_before_preloaded_before_editor_and_below_an_editor_all_is_editor():
    libraries = MemoryLibraries()
    libraries.add(
        library(
            "A 1.0",
            editorDependencies=needs("Editor 1.0"),
            preloadedDependencies=needs("Base 1.0"),
            dynamicDependencies=needs("Later 1.0"),
        )
    )
    libraries.add(library("Editor 1.0", preloadedDependencies=needs("Base 1.0", "Tool 1.0")))
    libraries.add(library("Later 1.0", preloadedDependencies=needs("Base 1.0")))
    libraries.add(library("Base 1.0"))
    libraries.add(library("Tool 1.0", dynamicDependencies=needs("Late 1.0")))
    libraries.add(library("Late 1.0", preloadedDependencies=needs("Deep 1.0")))
    libraries.add(library("Deep 1.0"))

    assert order(walk(libraries, "A 1.0")) == [
        "preloaded Base 1.0",
        "dynamic Later 1.0",
        "editor Base 1.0",
        "editor Deep 1.0",
        "dynamic Late 1.0",
        "editor Tool 1.0",
        "editor Editor 1.0",
        "preloaded A 1.0",
    ]


def test_cycles_end():
    libraries = MemoryLibraries()
    libraries.add(library("A 1.0", preloadedDependencies=needs("B 1.0")))
    libraries.add(library("B 1.0", preloadedDependencies=needs("A 1.0", "B 1.0")))

    assert order(walk(libraries, "A 1.0")) == ["preloaded B 1.0", "preloaded A 1.0"]


def test_a_chain_as_long_as_the_store_does_not_overflow():
    libraries = MemoryLibraries().add(library("L5000 1.0"))
    for number in range(5_000):
        libraries.add(library(f"L{number} 1.0", preloadedDependencies=needs(f"L{number + 1} 1.0")))

    made = walk(libraries, "L0 1.0").dependencies()

    assert [made[0].library.name.machine, made[-1].library.name.machine] == ["L5000", "L0"]


def test_the_first_version_met_wins_and_the_clash_is_told_once():
    libraries = MemoryLibraries()
    libraries.add(library("A 1.0", preloadedDependencies=needs("X 1.0", "B 1.0", "X 2.0")))
    libraries.add(library("B 1.0", preloadedDependencies=needs("X 2.0")))
    libraries.add(library("X 1.0"))
    libraries.add(library("X 2.0"))

    made = walk(libraries, "A 1.0")

    assert order(made) == ["preloaded X 1.0", "preloaded B 1.0", "preloaded A 1.0"]
    assert [(fault.code, fault.values) for fault in made.faults] == [
        ("library-version-clash", {"library": "X 2.0", "chosen": "X 1.0"})
    ]


def test_what_is_missing_is_told_and_the_walk_goes_on():
    libraries = MemoryLibraries()
    libraries.add(library("A 1.0", preloadedDependencies=needs("Gone 1.0", "B 1.0")))
    libraries.add(library("B 1.0"))

    made = walk(libraries, "A 1.0")

    assert order(made) == ["preloaded B 1.0", "preloaded A 1.0"]
    assert [fault.code for fault in made.faults] == ["missing-library-dependency"]


def test_assets_come_in_load_order_without_the_styles_that_are_dropped():
    libraries = MemoryLibraries()
    libraries.add(
        library(
            "A 1.0",
            preloadedDependencies=needs("B 1.0"),
            dynamicDependencies=needs("Later 1.0"),
            preloadedJs=[{"path": "a1.js"}, {"path": "a2.js"}],
            preloadedCss=[{"path": "a.css"}],
            dropLibraryCss=[{"machineName": "B"}],
        )
    )
    libraries.add(library("B 1.0", preloadedJs=[{"path": "b.js"}], preloadedCss=[{"path": "b.css"}]))
    libraries.add(library("Later 1.0", preloadedJs=[{"path": "later.js"}]))

    made = assets(walk(libraries, "A 1.0").dependencies())

    assert [asset.path for asset in made.scripts] == ["b.js", "a1.js", "a2.js"]
    assert [asset.path for asset in made.styles] == ["a.css"]


_NAMES = [f"L{number} 1.0" for number in range(7)]
_GRAPH = st.dictionaries(
    st.sampled_from(_NAMES),
    st.fixed_dictionaries({kind: st.lists(st.sampled_from(_NAMES), max_size=3) for kind in Kind}),
)


def _libraries(graph, names):
    libraries = MemoryLibraries()
    for name in names:
        wanted = graph.get(name, {})
        libraries.add(library(name, **{f"{kind}Dependencies": needs(*wanted.get(kind, ())) for kind in Kind}))
    return libraries


@calm
@given(_GRAPH, st.permutations(_NAMES), st.lists(st.sampled_from(_NAMES), min_size=1, max_size=3))
def test_any_graph_is_walked_in_one_order(graph, names, used):
    straight = walk(_libraries(graph, _NAMES), *used)
    shuffled = walk(_libraries(graph, names), *used)

    assert order(straight) == order(shuffled)
    assert len(order(straight)) == len(set(order(straight)))
    assert [each.weight for each in straight.dependencies()] == list(range(len(order(straight))))
    assert {str(each.name) for each in preloaded(straight.dependencies())} >= set(used)


@calm
@given(_GRAPH)
def test_without_cycles_every_preloaded_dependency_loads_first(graph):
    forward = {
        name: {Kind.PRELOADED: [each for each in kinds[Kind.PRELOADED] if each > name]}
        for name, kinds in graph.items()
    }
    loaded = [
        str(each.name) for each in preloaded(walk(_libraries(forward, _NAMES), _NAMES[0]).dependencies())
    ]

    for name in loaded:
        for needed in forward.get(name, {}).get(Kind.PRELOADED, ()):
            assert loaded.index(needed) < loaded.index(name)
    assert loaded[-1] == _NAMES[0]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_library_names_its_dependencies_by_kind(kind):
    made = library("A 1.0", **{f"{kind}Dependencies": needs("B 1.0")})

    assert [str(name) for name in made.dependencies(kind)] == ["B 1.0"]
