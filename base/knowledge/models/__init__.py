from base.knowledge.models.example import Example, ExampleSource
from base.knowledge.models.fact import Fact, TimelineItem
from base.knowledge.models.item import KnowledgeItem
from base.knowledge.models.resource import Resource
from base.knowledge.models.source import Source
from base.knowledge.models.term import Term

__all__ = [
    "Example",
    "ExampleSource",
    "Fact",
    "KnowledgeItem",
    "Resource",
    "Source",
    "Term",
    "TimelineItem",
]
