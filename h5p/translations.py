"""Languages of libraries: which to try, and how one is laid over the semantics (h5p-spec section 14)."""

from __future__ import annotations

from collections.abc import Callable

from h5p.strict_json import Json

# What a language file may put in place of the English. Everything else in it is ignored, so that a
# translation can change words and never rules.
_TEXTS = frozenset(
    {"label", "description", "default", "placeholder", "entity", "important", "example", "title"}
)
_STRUCTURE = frozenset({"fields", "field", "options"})


def fallbacks(language: str) -> tuple[str, ...]:
    """Return the language files to try, best first; English is semantics.json itself and is never listed.

    Nynorsk may fall back to bokmål, never the other way round.
    """
    code = language.lower().replace("_", "-")
    if code in ("no", "nb") or code.startswith(("nb-", "no-")):
        return ("nb",)
    if code == "nn" or code.startswith("nn-"):
        return ("nn", "nb")
    base = code.partition("-")[0]
    return tuple(each for each in dict.fromkeys((code, base)) if each not in ("", "en", "und"))


def translated(semantics: list[Json], language: str, translation: Callable[[str], Json]) -> list[Json]:
    """Return the semantics in the best language there is; `translation(code)` gives a file or None."""
    for code in fallbacks(language):
        value = translation(code)
        if isinstance(value, dict) and isinstance(fields := value.get("semantics"), list):
            merged = _laid_over(semantics, fields, 0)
            return merged if isinstance(merged, list) else semantics
    return semantics


def _laid_over(base: Json, over: Json, level: int) -> Json:
    """Return `base` with the texts of `over`, matched by position and key; `base` where shapes differ."""
    if level > 200:
        return base
    if isinstance(base, list) and isinstance(over, list):
        known = [_laid_over(b, o, level + 1) for b, o in zip(base, over, strict=False)]
        return known + base[len(known) :]
    if isinstance(base, dict) and isinstance(over, dict):
        merged = dict(base)
        for key, value in over.items():
            if key in _STRUCTURE and key in base:
                merged[key] = _laid_over(base[key], value, level + 1)
            elif key in _TEXTS:
                merged[key] = _text(base.get(key), value, level + 1)
        return merged
    return base


def _text(base: Json, over: Json, level: int) -> Json:
    if isinstance(over, str) and (base is None or isinstance(base, str)):
        return over
    if isinstance(base, list) and isinstance(over, list) and level <= 200:  # defaults of lists and groups
        known = [_text(b, o, level + 1) for b, o in zip(base, over, strict=False)]
        return known + base[len(known) :]
    if isinstance(base, dict) and isinstance(over, dict) and level <= 200:
        return {
            key: _text(value, over[key], level + 1) if key in over else value for key, value in base.items()
        }
    return base
