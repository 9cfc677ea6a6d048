"""The accessible twin: what a content says and asks, as plain values that any host can draw without its scripts.

`make_twin(main_library, parameters, …)` reads filtered parameters. Types it knows become questions that can be
answered and counted; of all others it gives headings, text and media. It never raises on any JSON, and both
its work and its result are bounded."""

from h5p.twin.reading import Semantics
from h5p.twin.types import make_twin
from h5p.twin.values import (
    Cards,
    Choice,
    Conversation,
    Gaps,
    Heading,
    Link,
    Media,
    Option,
    Order,
    Part,
    Question,
    Reply,
    Sorting,
    Step,
    Text,
    Twin,
)

__all__ = [
    "Cards",
    "Choice",
    "Conversation",
    "Gaps",
    "Heading",
    "Link",
    "Media",
    "Option",
    "Order",
    "Part",
    "Question",
    "Reply",
    "Semantics",
    "Sorting",
    "Step",
    "Text",
    "Twin",
    "make_twin",
]
