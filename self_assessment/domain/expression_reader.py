"""Read conditions from their data form, an object with exactly one key: `{"svar": ["B2", "<=", 1]}`."""

from collections.abc import Callable, Mapping

from self_assessment.domain import conditions as form
from self_assessment.domain.documents import Cursor
from self_assessment.domain.expressions import AllOf, AnyOf, AtLeast, Expression, Not
from self_assessment.domain.values import LEVELS, Kind, Overlay, Part, Profile
from self_assessment.domain.vocabulary import Vocabulary

_DEEPEST = 20  # conditions inside conditions; a real rule has four
_HIGHEST_COUNT = 1_000_000


NEVER = AnyOf(())  # false whatever is answered; stands in for a condition that could not be read


def read_expression(at: Cursor, known: Vocabulary, depth: int = 0) -> Expression:
    """Read one condition; a fault is noted at its place and the condition then counts as never true."""
    entries = at.items()
    if len(entries) != 1:
        at.fault("not-one-condition", ", ".join(key for key, _ in entries))
        return NEVER
    ((name, inside),) = entries
    if depth > _DEEPEST:
        at.fault("too-deep")
        return NEVER
    if name in _COMPOUNDS:
        return _COMPOUNDS[name](inside, known, depth + 1)
    if name in _FORMS:
        return _FORMS[name](inside, known)
    at.fault("unknown-condition", name)
    return NEVER


def _conditions(at: Cursor, known: Vocabulary, depth: int) -> tuple[Expression, ...]:
    each = at.each()
    if not each:
        at.fault("empty")
    return tuple(read_expression(part, known, depth) for part in each)


def _at_least(at: Cursor, known: Vocabulary, depth: int) -> Expression:
    parts = _conditions(at["av"], known, depth)
    return AtLeast(at["antall"].integer(1, max(1, len(parts))), parts)


_COMPOUNDS: Mapping[str, Callable[[Cursor, Vocabulary, int], Expression]] = {
    "og": lambda at, known, depth: AllOf(_conditions(at, known, depth)),
    "eller": lambda at, known, depth: AnyOf(_conditions(at, known, depth)),
    "ikke": lambda at, known, depth: Not(read_expression(at, known, depth)),
    "minst": _at_least,
}


def _row(at: Cursor, length: int) -> list[Cursor] | None:
    """A list of exactly `length` places, or None with the fault noted."""
    each = at.each()
    if len(each) == length:
        return each
    at.fault("wrong-number-of-parts", f"{len(each)}, not {length}")
    return None


def _comparison(operator: Cursor, limit: Cursor, highest: int) -> form.Comparison:
    compare = form.COMPARE[operator.one_of(form.COMPARE, "unknown-operator") or "="]
    return form.Comparison(compare, limit.integer(0, highest))


def _options(at: Cursor, known: frozenset[str]) -> frozenset[str]:
    each = at.each()
    if not each:
        at.fault("empty")
    return frozenset(option.one_of(known, "unknown-choice") for option in each)


def _level(at: Cursor, known: Vocabulary) -> Expression:
    if (row := _row(at, 3)) is None:
        return NEVER
    return form.LevelIs(row[0].one_of(known.indicators), _comparison(row[1], row[2], LEVELS[-1]))


def _block(at: Cursor, known: Vocabulary) -> Expression:
    if (row := _row(at, 3)) is None:
        return NEVER
    return form.BlockIs(row[0].one_of(known.blocks), _comparison(row[1], row[2], 100))


def _profile(at: Cursor, known: Vocabulary) -> Expression:
    return form.ProfileIn(frozenset(Profile(p) for p in _options(at, frozenset(Profile)) if p))


def _field(at: Cursor, fields: Mapping[str, frozenset[str]], options: Cursor) -> tuple[str, frozenset[str]]:
    name = at.one_of(fields, "unknown-field")
    return name, _options(options, fields[name]) if name else frozenset()


def _service(at: Cursor, known: Vocabulary) -> Expression:
    if (row := _row(at, 3)) is None:
        return NEVER
    field, options = _field(row[1], known.service_fields, row[2])
    return form.ServiceIs(row[0].one_of(known.services), field, options)


def _service_count(at: Cursor, known: Vocabulary) -> Expression:
    services = tuple(service.one_of(known.services) for service in at["av"].each())
    field, options = _field(at["felt"], known.service_fields, at["er"])
    return form.ServiceCount(services, field, options, at["minst"].integer(1, max(1, len(services))))


def _profession(at: Cursor, known: Vocabulary) -> Expression:
    if (row := _row(at, 3)) is None:
        return NEVER
    field, options = _field(row[1], known.profession_fields, row[2])
    return form.ProfessionIs(row[0].one_of(known.professions), field, options)


def _fact(at: Cursor, known: Vocabulary) -> Expression:
    if (row := _row(at, 2)) is None:
        return NEVER
    fact = row[0].one_of(known.choices)
    return form.FactIs(fact, _options(row[1], known.choices[fact]) if fact else frozenset())


def _fact_count(at: Cursor, known: Vocabulary) -> Expression:
    if (row := _row(at, 3)) is None:
        return NEVER
    return form.FactCount(row[0].one_of(known.counts), _comparison(row[1], row[2], _HIGHEST_COUNT))


def _known(at: Cursor, known: Vocabulary) -> Expression:
    code = at.one_of(known.indicators | {"profil"})
    return form.ProfileKnown() if code == "profil" else form.Known(code)


def _completeness(at: Cursor, known: Vocabulary) -> Expression:
    if (row := _row(at, 3)) is None:
        return NEVER
    return form.CompletenessIs(row[0].enum(Part, Part.ALL), _comparison(row[1], row[2], 100))


def _map_distance(at: Cursor, known: Vocabulary) -> Expression:
    row = _row(at, 2)
    return NEVER if row is None else form.MapDistance(_comparison(row[0], row[1], LEVELS[-1]))


_FORMS: Mapping[str, Callable[[Cursor, Vocabulary], Expression]] = {
    "svar": _level,
    "blokk": _block,
    "profil": _profile,
    "overlegg": lambda at, known: form.OverlayIs(at.enum(Overlay, Overlay.SMALL)),
    "har": lambda at, known: form.Exists(at.one_of(known.services)),
    "tjeneste": _service,
    "antall_tjenester": _service_count,
    "fag": _profession,
    "fakta": _fact,
    "fakta_tall": _fact_count,
    "type": lambda at, known: form.KindIn(frozenset(Kind(k) for k in _options(at, frozenset(Kind)) if k)),
    "kjent": _known,
    "kompletthet": _completeness,
    "avvik_d6": _map_distance,
}
