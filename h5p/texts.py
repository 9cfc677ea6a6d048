"""What an editor reads about a fault, in nb, nn and en; `{...}` are filled with the fault's values."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES = ("nb", "nn", "en")

_TEXTS: Mapping[str, tuple[str, str, str]] = {
    # the file as a whole
    "unable-to-unzip": (
        "Filen er ikke en gyldig H5P-pakke: den lar seg ikke pakke ut.",
        "Fila er ikkje ei gyldig H5P-pakke: ho lèt seg ikkje pakke ut.",
        "The file is not a valid H5P package: it cannot be unpacked.",
    ),
    "unable-to-read-file": (
        "Filen finnes ikke eller kan ikke åpnes.",
        "Fila finst ikkje eller kan ikkje opnast.",
        "The file does not exist or cannot be opened.",
    ),
    "missing-h5p-extension": (
        "Filnavnet må slutte på .h5p.",
        "Filnamnet må slutte på .h5p.",
        "The file name must end in .h5p.",
    ),
    "hidden-data": (
        "Filen inneholder data som ikke hører til pakken.",
        "Fila inneheld data som ikkje høyrer til pakka.",
        "The file holds data that is not part of the package.",
    ),
    "package-too-large": (
        "Pakken er for stor. Grensen er {detail} MiB.",
        "Pakka er for stor. Grensa er {detail} MiB.",
        "The package is too large. The limit is {detail} MiB.",
    ),
    "too-many-files": (
        "Pakken har for mange filer. Grensen er {detail}.",
        "Pakka har for mange filer. Grensa er {detail}.",
        "The package has too many files. The limit is {detail}.",
    ),
    "total-size-too-large": (
        "Pakken er for stor når den er pakket ut. Grensen er {limit} MiB.",
        "Pakka er for stor når ho er pakka ut. Grensa er {limit} MiB.",
        "The package is too large once unpacked. The limit is {limit} MiB.",
    ),
    # one file in it
    "file-size-too-large": (
        "Filen er for stor når den er pakket ut. Grensen er {limit} MiB.",
        "Fila er for stor når ho er pakka ut. Grensa er {limit} MiB.",
        "The file is too large once unpacked. The limit is {limit} MiB.",
    ),
    "suspicious-compression": (
        "Filen vokser mistenkelig mye når den pakkes ut.",
        "Fila veks mistenkeleg mykje når ho blir pakka ut.",
        "The file grows suspiciously much when unpacked.",
    ),
    "damaged-entry": ("Filen er skadet.", "Fila er skadd.", "The file is damaged."),
    "encrypted-entry": (
        "Filen er kryptert med passord.",
        "Fila er kryptert med passord.",
        "The file is encrypted with a password.",
    ),
    "unsupported-compression": (
        "Filen er komprimert på en måte som ikke støttes.",
        "Fila er komprimert på ein måte som ikkje er støtta.",
        "The file is compressed in a way that is not supported.",
    ),
    "not-a-regular-file": (
        "Pakken inneholder en lenke eller noe annet som ikke er en vanlig fil.",
        "Pakka inneheld ei lenke eller noko anna som ikkje er ei vanleg fil.",
        "The package holds a link or something else that is not an ordinary file.",
    ),
    "overlapping-entries": (
        "Filen deler innhold med en annen fil i pakken.",
        "Fila deler innhald med ei anna fil i pakka.",
        "The file shares its bytes with another file in the package.",
    ),
    "contradicting-headers": (
        "Pakken sier to ulike ting om filen.",
        "Pakka seier to ulike ting om fila.",
        "The package says two different things about the file.",
    ),
    "duplicate-entry": (
        "Filen finnes to ganger i pakken.",
        "Fila finst to gonger i pakka.",
        "The file is in the package twice.",
    ),
    "name-collision": (
        "Navnet kan ikke skilles fra {other} på alle datamaskiner.",
        "Namnet kan ikkje skiljast frå {other} på alle datamaskiner.",
        "The name cannot be told from {other} on every computer.",
    ),
    "file-used-as-folder": (
        "Navnet brukes både som fil og som mappe.",
        "Namnet er brukt både som fil og som mappe.",
        "The name is used for a file and for a folder.",
    ),
    "invalid-file-name": (
        "Filnavnet er ugyldig.",
        "Filnamnet er ugyldig.",
        "The file name is not valid.",
    ),
    "absolute-path": (
        "Filnavnet peker til et fast sted på disken.",
        "Filnamnet peikar til ein fast stad på disken.",
        "The file name points to a fixed place on the disk.",
    ),
    "path-traversal": (
        "Filnavnet peker ut av pakken.",
        "Filnamnet peikar ut av pakka.",
        "The file name points out of the package.",
    ),
    "backslash-in-path": (
        "Filnavnet inneholder omvendt skråstrek.",
        "Filnamnet inneheld omvend skråstrek.",
        "The file name contains a backslash.",
    ),
    "control-character-in-path": (
        "Filnavnet inneholder tegn som ikke kan vises.",
        "Filnamnet inneheld teikn som ikkje kan visast.",
        "The file name contains characters that cannot be shown.",
    ),
    "colon-in-path": (
        "Filnavnet inneholder kolon.",
        "Filnamnet inneheld kolon.",
        "The file name contains a colon.",
    ),
    "trailing-dot-or-space": (
        "En del av filnavnet slutter med punktum eller mellomrom.",
        "Ein del av filnamnet sluttar med punktum eller mellomrom.",
        "A part of the file name ends with a dot or a space.",
    ),
    "path-too-long": (
        "Filnavnet er for langt.",
        "Filnamnet er for langt.",
        "The file name is too long.",
    ),
    "not-in-whitelist": (
        "Filer av typen «{extension}» er ikke tillatt her.",
        "Filer av typen «{extension}» er ikkje tillatne her.",
        "Files of the type “{extension}” are not allowed here.",
    ),
    "content-mismatch": (
        "Filen heter .{extension}, men innholdet er noe annet.",
        "Fila heiter .{extension}, men innhaldet er noko anna.",
        "The file is called .{extension}, but holds something else.",
    ),
    # h5p.json and content
    "invalid-h5p-json-file": (
        "Pakken mangler en gyldig h5p.json. {reason}",
        "Pakka manglar ei gyldig h5p.json. {reason}",
        "The package has no valid h5p.json. {reason}",
    ),
    "invalid-content-folder": (
        "Pakken mangler gyldig innhold (content/content.json). {reason}",
        "Pakka manglar gyldig innhald (content/content.json). {reason}",
        "The package has no valid content (content/content.json). {reason}",
    ),
    "unable-to-parse-package": (
        "Filen kan ikke leses. {reason}",
        "Fila kan ikkje lesast. {reason}",
        "The file cannot be read. {reason}",
    ),
    "missing-required-property": (
        "Egenskapen «{property}» mangler.",
        "Eigenskapen «{property}» manglar.",
        "The property “{property}” is missing.",
    ),
    "invalid-property": (
        "Egenskapen «{property}» har en ugyldig verdi: {value}",
        "Eigenskapen «{property}» har ein ugyldig verdi: {value}",
        "The property “{property}” has an invalid value: {value}",
    ),
    "illegal-option-in-library": (
        "Egenskapen «{property}» har en verdi som ikke finnes: {value}",
        "Eigenskapen «{property}» har ein verdi som ikkje finst: {value}",
        "The property “{property}” has a value that does not exist: {value}",
    ),
    "missing-main-library": (
        "Innholdstypen {library} står ikke blant bibliotekene pakken sier den bruker.",
        "Innhaldstypen {library} står ikkje blant biblioteka pakka seier ho bruker.",
        "The content type {library} is not among the libraries the package says it uses.",
    ),
    "missing-required-library": (
        "Biblioteket {library} mangler.",
        "Biblioteket {library} manglar.",
        "The library {library} is missing.",
    ),
    # libraries
    "invalid-library-name": (
        "Mappen har ikke navnet til et bibliotek.",
        "Mappa har ikkje namnet til eit bibliotek.",
        "The folder is not named as a library.",
    ),
    "invalid-library-json-file": (
        "Biblioteket mangler en gyldig library.json. {reason}",
        "Biblioteket manglar ei gyldig library.json. {reason}",
        "The library has no valid library.json. {reason}",
    ),
    "invalid-semantics-json-file": (
        "Bibliotekets semantics.json er ugyldig. {reason}",
        "Fila semantics.json i biblioteket er ugyldig. {reason}",
        "The library's semantics.json is not valid. {reason}",
    ),
    "invalid-language-file": (
        "Språkfilen er ugyldig. {reason}",
        "Språkfila er ugyldig. {reason}",
        "The language file is not valid. {reason}",
    ),
    "library-missing-file": (
        "Filen mangler i biblioteket {library}.",
        "Fila manglar i biblioteket {library}.",
        "The file is missing from the library {library}.",
    ),
    "library-directory-name-mismatch": (
        "Mappen heter noe annet enn biblioteket. Den skulle hett {expected}.",
        "Mappa heiter noko anna enn biblioteket. Ho skulle heitt {expected}.",
        "The folder is not named after its library. It should be {expected}.",
    ),
    "duplicate-library": (
        "Biblioteket {library} finnes to ganger i pakken.",
        "Biblioteket {library} finst to gonger i pakka.",
        "The library {library} is in the package twice.",
    ),
    "api-version-unsupported": (
        "Biblioteket trenger en nyere utgave av H5P enn denne.",
        "Biblioteket treng ei nyare utgåve av H5P enn denne.",
        "The library needs a newer version of H5P than this one.",
    ),
    "library-install-denied": (
        "Pakken inneholder biblioteker du ikke kan installere: {library}",
        "Pakka inneheld bibliotek du ikkje kan installere: {library}",
        "The package holds libraries you may not install: {library}",
    ),
    "missing-library-dependency": (
        "Biblioteket {library} mangler. {by} trenger det.",
        "Biblioteket {library} manglar. {by} treng det.",
        "The library {library} is missing. {by} needs it.",
    ),
    "library-version-clash": (
        "Innholdet bruker både {library} og {chosen}. {chosen} blir brukt.",
        "Innhaldet bruker både {library} og {chosen}. {chosen} blir brukt.",
        "The content uses both {library} and {chosen}. {chosen} is used.",
    ),
    # parameters
    "library-not-allowed": (
        "{library} kan ikke brukes her og er fjernet.",
        "{library} kan ikkje brukast her og er fjerna.",
        "{library} cannot be used here and was removed.",
    ),
    "library-wrong-version": (
        "{library} passer ikke her og er fjernet. {expected} er tillatt.",
        "{library} passar ikkje her og er fjerna. {expected} er tillate.",
        "{library} does not fit here and was removed. {expected} is allowed.",
    ),
    "semantics-unknown-type": (
        "Innholdstypen bruker en felttype som ikke finnes: {type}",
        "Innhaldstypen bruker ein felttype som ikkje finst: {type}",
        "The content type uses a kind of field that does not exist: {type}",
    ),
    "semantics-invalid-according-regexp": (
        "Teksten har ikke formen feltet krever, og er fjernet: {value}",
        "Teksten har ikkje forma feltet krev, og er fjerna: {value}",
        "The text does not have the form the field asks for and was removed: {value}",
    ),
    "file-not-allowed": (
        "Filen hører ikke til innholdet og er fjernet.",
        "Fila høyrer ikkje til innhaldet og er fjerna.",
        "The file does not belong to the content and was removed.",
    ),
    "content-too-deep": (
        "Innholdet er nøstet for dypt. Det innerste er fjernet.",
        "Innhaldet er nøsta for djupt. Det inste er fjerna.",
        "The content is nested too deeply. The innermost part was removed.",
    ),
    "content-too-large": (
        "Innholdet har for mange deler. Resten er fjernet.",
        "Innhaldet har for mange delar. Resten er fjerna.",
        "The content has too many parts. The rest was removed.",
    ),
}

_REASONS: Mapping[str, tuple[str, str, str]] = {
    "json-missing": ("Filen mangler.", "Fila manglar.", "The file is missing."),
    "json-null": ("Filen er tom.", "Fila er tom.", "The file is empty."),
    "json-not-an-object": ("Den skal være et objekt.", "Ho skal vere eit objekt.", "It must be an object."),
    "json-not-a-list": ("Den skal være en liste.", "Ho skal vere ei liste.", "It must be a list."),
    "json-too-large": ("Den er for stor.", "Ho er for stor.", "It is too large."),
    "json-not-utf8": ("Teksten er ikke UTF-8.", "Teksten er ikkje UTF-8.", "The text is not UTF-8."),
    "json-too-deep": ("Den er nøstet for dypt.", "Ho er nøsta for djupt.", "It is nested too deeply."),
    "json-too-many-values": (
        "Den har for mange verdier.",
        "Ho har for mange verdiar.",
        "It has too many values.",
    ),
    "json-duplicate-key": (
        "Samme nøkkel står to ganger.",
        "Same nøkkel står to gonger.",
        "The same key occurs twice.",
    ),
    "json-lone-surrogate": (
        "Den inneholder et ufullstendig tegn.",
        "Ho inneheld eit ufullstendig teikn.",
        "It contains an incomplete character.",
    ),
    "json-number-out-of-range": ("Et tall er for stort.", "Eit tal er for stort.", "A number is too large."),
    "json-syntax": ("Det er ikke gyldig JSON.", "Det er ikkje gyldig JSON.", "It is not valid JSON."),
}


def codes() -> frozenset[str]:
    """Return every code that has a text."""
    return frozenset(_TEXTS)


def fault_text(code: str, language: str, values: Mapping[str, str]) -> str:
    """Return the text for `code`; an unknown language reads English, an unknown code reads itself."""
    at = LANGUAGES.index(language) if language in LANGUAGES else LANGUAGES.index("en")
    if code not in _TEXTS:
        return code
    filled = dict(values)
    if "reason" in filled:
        filled["reason"] = _REASONS[filled["reason"]][at] if filled["reason"] in _REASONS else ""
    return _TEXTS[code][at].format_map(_Blanks(filled)).strip()


class _Blanks(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""
