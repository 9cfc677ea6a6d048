"""What H5P's core says around content, in nb, nn and en (h5p-spec section 14). The keys are core's."""

from __future__ import annotations

from collections.abc import Mapping

_LANGUAGES = ("nb", "nn", "en")

_STRINGS: Mapping[str, tuple[str, str, str]] = {
    "fullscreen": ("Fullskjerm", "Fullskjerm", "Full screen"),
    "disableFullscreen": ("Lukk fullskjerm", "Lukk fullskjerm", "Close full screen"),
    "download": ("Last ned", "Last ned", "Download"),
    "copyrights": ("Rettigheter", "Rettar", "Rights of use"),
    "embed": ("Bygg inn", "Bygg inn", "Embed"),
    "size": ("Størrelse", "Storleik", "Size"),
    "showAdvanced": ("Vis flere valg", "Vis fleire val", "Show more options"),
    "hideAdvanced": ("Skjul flere valg", "Skjul fleire val", "Hide more options"),
    "advancedHelp": (
        "Ta med dette skriptet på siden hvis høyden skal tilpasse seg innholdet:",
        "Ta med dette skriptet på sida om høgda skal tilpasse seg innhaldet:",
        "Include this script on your page if the height should follow the content:",
    ),
    "copyrightInformation": ("Rettigheter", "Rettar", "Rights of use"),
    "close": ("Lukk", "Lukk", "Close"),
    "title": ("Tittel", "Tittel", "Title"),
    "author": ("Opphav", "Opphav", "Author"),
    "year": ("År", "År", "Year"),
    "source": ("Kilde", "Kjelde", "Source"),
    "license": ("Lisens", "Lisens", "Licence"),
    "thumbnail": ("Miniatyrbilde", "Miniatyrbilete", "Thumbnail"),
    "noCopyrights": (
        "Det er ikke oppgitt noe om rettigheter for dette innholdet.",
        "Det er ikkje oppgitt noko om rettar for dette innhaldet.",
        "Nothing is stated about rights for this content.",
    ),
    "reuse": ("Bruk på nytt", "Bruk på nytt", "Reuse"),
    "reuseContent": ("Bruk innholdet på nytt", "Bruk innhaldet på nytt", "Reuse the content"),
    "reuseDescription": (
        "Ta med deg innholdet et annet sted.",
        "Ta med deg innhaldet ein annan stad.",
        "Take the content somewhere else.",
    ),
    "downloadDescription": (
        "Last ned innholdet som en H5P-fil.",
        "Last ned innhaldet som ei H5P-fil.",
        "Download the content as an H5P file.",
    ),
    "copyrightsDescription": (
        "Se rettighetene til innholdet.",
        "Sjå rettane til innhaldet.",
        "See the rights of the content.",
    ),
    "embedDescription": (
        "Se koden for å bygge inn innholdet.",
        "Sjå koden for å byggje inn innhaldet.",
        "See the code for embedding the content.",
    ),
    "h5pDescription": ("Les mer om H5P.", "Les meir om H5P.", "Read more about H5P."),
    "contentChanged": (
        "Innholdet er endret siden sist du brukte det.",
        "Innhaldet er endra sidan sist du brukte det.",
        "The content has changed since you last used it.",
    ),
    "startingOver": ("Du begynner på nytt.", "Du byrjar på nytt.", "You start over."),
    "by": ("av", "av", "by"),
    "showMore": ("Vis mer", "Vis meir", "Show more"),
    "showLess": ("Vis mindre", "Vis mindre", "Show less"),
    "subLevel": ("Undernivå", "Undernivå", "Sublevel"),
    "confirmDialogHeader": ("Bekreft", "Stadfest", "Confirm"),
    "confirmDialogBody": (
        "Er du sikker? Dette kan ikke angres.",
        "Er du sikker? Dette kan ikkje angrast.",
        "Are you sure? This cannot be undone.",
    ),
    "cancelLabel": ("Avbryt", "Avbryt", "Cancel"),
    "confirmLabel": ("Bekreft", "Stadfest", "Confirm"),
    "licenseU": ("Ikke oppgitt", "Ikkje oppgitt", "Not stated"),
    "licenseCCBY": ("Navngivelse", "Namngiving", "Attribution"),
    "licenseCCBYSA": (
        "Navngivelse – Del på samme vilkår",
        "Namngiving – Del på same vilkår",
        "Attribution – Share alike",
    ),
    "licenseCCBYND": (
        "Navngivelse – Ingen bearbeidelser",
        "Namngiving – Inga omarbeiding",
        "Attribution – No derivatives",
    ),
    "licenseCCBYNC": (
        "Navngivelse – Ikke-kommersiell",
        "Namngiving – Ikkje-kommersiell",
        "Attribution – Non-commercial",
    ),
    "licenseCCBYNCSA": (
        "Navngivelse – Ikke-kommersiell – Del på samme vilkår",
        "Namngiving – Ikkje-kommersiell – Del på same vilkår",
        "Attribution – Non-commercial – Share alike",
    ),
    "licenseCCBYNCND": (
        "Navngivelse – Ikke-kommersiell – Ingen bearbeidelser",
        "Namngiving – Ikkje-kommersiell – Inga omarbeiding",
        "Attribution – Non-commercial – No derivatives",
    ),
    "licenseCC40": ("4.0 Internasjonal", "4.0 Internasjonal", "4.0 International"),
    "licenseCC30": ("3.0", "3.0", "3.0"),
    "licenseCC25": ("2.5", "2.5", "2.5"),
    "licenseCC20": ("2.0", "2.0", "2.0"),
    "licenseCC10": ("1.0", "1.0", "1.0"),
    "licenseGPL": ("GNU General Public License", "GNU General Public License", "GNU General Public License"),
    "licenseV3": ("Versjon 3", "Versjon 3", "Version 3"),
    "licenseV2": ("Versjon 2", "Versjon 2", "Version 2"),
    "licenseV1": ("Versjon 1", "Versjon 1", "Version 1"),
    "licensePD": ("Falt i det fri", "Falle i det fri", "Public domain"),
    "licenseCC010": (
        "CC0 1.0 Alle rettigheter fristilt",
        "CC0 1.0 Alle rettar fristilte",
        "CC0 1.0 No rights reserved",
    ),
    "licensePDM": ("Merket som falt i det fri", "Merkt som falle i det fri", "Marked as public domain"),
    "licenseC": ("Opphavsrett", "Opphavsrett", "Copyright"),
    "contentType": ("Innholdstype", "Innhaldstype", "Content type"),
    "licenseExtras": ("Mer om lisensen", "Meir om lisensen", "More about the licence"),
    "changes": ("Endringer", "Endringar", "Changes"),
    "contentCopied": ("Innholdet er kopiert.", "Innhaldet er kopiert.", "The content is copied."),
    "connectionLost": (
        "Du er uten nett. Vi tar vare på svarene dine og sender dem når nettet er tilbake.",
        "Du er utan nett. Vi tek vare på svara dine og sender dei når nettet er tilbake.",
        "You are offline. We keep your answers and send them when the connection is back.",
    ),
    "connectionReestablished": ("Nettet er tilbake.", "Nettet er tilbake.", "The connection is back."),
    "resubmitScores": (
        "Vi prøver å sende svarene dine på nytt.",
        "Vi prøver å sende svara dine på nytt.",
        "We are trying to send your answers again.",
    ),
    "offlineDialogHeader": (
        "Du mistet kontakten med serveren",
        "Du mista kontakten med serveren",
        "You lost contact with the server",
    ),
    "offlineDialogBody": (
        "Vi fikk ikke sendt svarene dine. Sjekk om du har nett.",
        "Vi fekk ikkje sendt svara dine. Sjekk om du har nett.",
        "We could not send your answers. Check your connection.",
    ),
    "offlineDialogRetryMessage": (
        "Prøver igjen om :num …",
        "Prøver igjen om :num …",
        "Trying again in :num …",
    ),
    "offlineDialogRetryButtonLabel": ("Prøv igjen nå", "Prøv igjen no", "Try again now"),
    "offlineSuccessfulSubmit": ("Svarene er sendt.", "Svara er sende.", "Your answers are sent."),
}


def strings(language: str) -> dict[str, str]:
    """Return every string in a language; what we have no texts for reads English."""
    code = language.lower().partition("-")[0].replace("no", "nb")
    at = _LANGUAGES.index(code) if code in _LANGUAGES else _LANGUAGES.index("en")
    return {key: texts[at] for key, texts in _STRINGS.items()}
