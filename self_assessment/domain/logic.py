"""Three-valued logic (Kleene's): true, false, and None for unknown. Unknown never becomes true by itself."""

from collections.abc import Iterable

Truth = bool | None


def all_of(values: Iterable[Truth]) -> Truth:
    """False if any is false; else unknown if any is unknown; else true."""
    unknown = False
    for value in values:
        if value is False:
            return False
        unknown = unknown or value is None
    return None if unknown else True


def any_of(values: Iterable[Truth]) -> Truth:
    """True if any is true; else unknown if any is unknown; else false."""
    unknown = False
    for value in values:
        if value is True:
            return True
        unknown = unknown or value is None
    return None if unknown else False


def negation(value: Truth) -> Truth:
    return None if value is None else not value


def at_least(count: int, values: Iterable[Truth]) -> Truth:
    """True when `count` values are true, false when not even the unknown would suffice, else unknown."""
    true = unknown = 0
    for value in values:
        true += value is True
        unknown += value is None
    if true >= count:
        return True
    return None if true + unknown >= count else False
