"""A practice conversation (øvingssamtale): what was said so far, and where it may go. Pure; no Django.

The state is the list of chosen options, counted from 0, from the start of the conversation. Any prefix of a
valid path is valid, so going a step back is dropping the last choice. No choice fails anyone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

LONGEST_PATH = 200
"""Choices. Conversations may go in circles; our choice of a limit, so that a path cannot grow for ever."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Something the learner may say, where it leads, and what the coach thinks of it (plain text)."""

    text: str
    to: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Node:
    """What the other person says (HTML), and the replies to choose from."""

    key: str
    says: str
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class End:
    """A way the conversation may end, and what to take from it (HTML). `prompts` are prompt codes."""

    key: str
    title: str
    debrief: str
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One exchange that has taken place. `says_again`: the line was already there, and not said twice."""

    node: Node
    reply: Reply
    says_again: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a path has led: the steps taken, and either the node to answer or the end reached."""

    steps: tuple[Step, ...]
    node: Node | None
    end: End | None

    @property
    def says_again(self) -> bool:
        """True when the latest reply led back to the same line."""
        return bool(self.steps) and self.node is not None and self.steps[-1].node.key == self.node.key


class NoSuchChoice(ValueError):
    """The path chooses an option that is not there."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A practice conversation. Every `to` and `start` names a node or an end: see `courses.domain.lesson`."""

    start: str
    nodes: Mapping[str, Node]
    ends: Mapping[str, End]

    def walk(self, path: Sequence[int]) -> Place:
        """Follow `path` from the start. Raises NoSuchChoice if it leaves the conversation."""
        if len(path) > LONGEST_PATH:
            raise NoSuchChoice("the path is too long")
        steps: list[Step] = []
        here = self.start
        for choice in path:
            node = self.nodes.get(here)
            if node is None or not 0 <= choice < len(node.replies):
                raise NoSuchChoice(f"{here!r} has no option {choice}")
            reply = node.replies[choice]
            steps.append(Step(node, reply, says_again=bool(steps) and steps[-1].node.key == node.key))
            here = reply.to
        return Place(tuple(steps), self.nodes.get(here), self.ends.get(here))


def conversation_of(value: Mapping[str, Any]) -> Conversation:
    """Read a `branching` block of the authoring format: {start, nodes: {key: …}, ends: {key: …}}."""
    nodes = {
        key: Node(key, node["says"], tuple(Reply(o["text"], o["to"], o["feedback"]) for o in node["options"]))
        for key, node in value["nodes"].items()
    }
    ends = {
        key: End(key, end["title"], end["debrief"], tuple(end["prompts"]))
        for key, end in value["ends"].items()
    }
    return Conversation(value["start"], nodes, ends)


def script_of(conversation: Conversation) -> list[Mapping[str, Any]]:
    """Return the conversation to be read aloud: lines with numbers, ends with letters, replies that point at them."""
    numbers = {key: str(place) for place, key in enumerate(conversation.nodes, start=1)}
    numbers |= dict(zip(conversation.ends, ascii_uppercase, strict=False))
    return [
        {
            "number": numbers[key],
            "says": node.says,
            "replies": [(reply, numbers[reply.to]) for reply in node.replies],
        }
        for key, node in conversation.nodes.items()
    ] + [{"number": numbers[key], "end": end} for key, end in conversation.ends.items()]


def unreachable(value: Mapping[str, Any]) -> list[str]:
    """Return the keys of nodes and ends that no path from the start reaches, in the order they stand."""
    nodes = value["nodes"]
    reached: set[str] = set()
    waiting = [value["start"]]
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += [option["to"] for option in nodes.get(key, {}).get("options", [])]
    return [key for key in [*nodes, *value["ends"]] if key not in reached]


def dead_ends(value: Mapping[str, Any]) -> list[str]:
    """Return the keys of the nodes from which no end can be reached, in the order they stand."""
    nodes = value["nodes"]
    good = set(value["ends"])
    grew = True
    while grew:
        more = {k for k, n in nodes.items() if k not in good and any(o["to"] in good for o in n["options"])}
        grew = bool(more)
        good |= more
    return [key for key in nodes if key not in good]
