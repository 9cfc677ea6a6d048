"""The small values everything else is said with. Each enum's value is the word the data files use."""

from enum import Enum, StrEnum

LEVELS = range(5)  # 0 not in place ... 4 embedded and improving
UNKNOWN_OPTION = "vet_ikke"  # the option a service, profession or fact is given when nobody knows


class NoLevel(Enum):
    """An answer that is not a level. Neither counts as level 0."""

    UNKNOWN = "vet_ikke"
    NOT_RELEVANT = "ikke_relevant"


Answer = int | NoLevel
Scalar = str | int | bool | None


class Kind(StrEnum):
    """How much is asked: the core indicators only, or all."""

    QUICK = "rask"
    FULL = "full"


class Profile(StrEnum):
    """What kind of advice fits: how many open services there are to work with."""

    START = "starte"
    BUILD = "bygge"
    COORDINATE = "samordne"


class Overlay(StrEnum):
    """A trait that changes the advice whatever the profile is."""

    SMALL = "liten"
    REMOTE = "distrikt"
    SAMI = "samisk"
    NYNORSK = "nynorsk"
    JOINT = "interkommunal"
    DISTRICTS = "bydel"


class Effort(StrEnum):
    """S: under five hours. M: under a month of part time. L: a decision and money."""

    SMALL = "S"
    MEDIUM = "M"
    LARGE = "L"


class LegalStatus(StrEnum):
    """The municipality's own view of one statutory indicator; never a ruling."""

    MET = "oppfylt"
    NOT_MET = "ikke_oppfylt"
    UNSETTLED = "ikke_avklart"


class RuleType(StrEnum):
    """A suggestion of something to do, or a request to find out something first."""

    ACTION = "tiltak"
    CLARIFY = "avklaring"


class Part(StrEnum):
    """What completeness is counted of."""

    SERVICE_MAP = "tjenestekart"
    PROFESSION_TABLE = "kompetansetabell"
    CORE = "kjerne"
    ALL = "alle"
