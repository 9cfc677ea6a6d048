"""The words for what the checks find, in the editor's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from base.checks.domain.findings import Finding

_WORDS = {
    "vague-link": gettext_lazy(
        "The link text “%(about)s” says nothing by itself. Write where the link leads: some people hear only "
        "the links."
    ),
    "empty-link": gettext_lazy("A link to %(about)s has no text. Write where it leads."),
    "bad-address": gettext_lazy("“%(about)s” is not an address that leads anywhere. Write all of it."),
    "gone-page": gettext_lazy(
        "The link “%(about)s” leads to a page that is not published. Choose another, or publish it."
    ),
    "unanswered-address": gettext_lazy("The address did not answer as it should: %(about)s"),
    "slow-address": gettext_lazy("The address did not answer in time: %(about)s"),
    "silent-address": gettext_lazy("Nobody answers at the address: %(about)s"),
    "not-public-address": gettext_lazy(
        "The address is one within the server’s own network, which readers cannot open: %(about)s"
    ),
    "table-without-headers": gettext_lazy(
        "A table has no header cells: %(about)s. Those who hear it cannot tell what a cell is about. Make its "
        "first row or column headers, or write it as a list."
    ),
    "pdf-without-tags": gettext_lazy(
        "The document is not tagged: a screen reader cannot tell headings, lists and tables apart. Make the PDF "
        "anew as an accessible one (PDF/UA), or give the content as a page."
    ),
    "pdf-without-title": gettext_lazy(
        "The document has no title of its own. Write one where the PDF is made; the name of the file is read out "
        "instead."
    ),
    "pdf-without-language": gettext_lazy(
        "The document does not say which language it is in. Set it where the PDF is made; a screen reader may "
        "read it out as another."
    ),
    "pdf-unreadable": gettext_lazy(
        "The document cannot be read: it is damaged, locked with a password, or larger than is checked. Look at "
        "it, and upload it again."
    ),
    "heading-skips": gettext_lazy(
        "The heading “%(about)s” skips a level. Those who hear the page cannot tell what it belongs to."
    ),
    "alt-says-nothing": gettext_lazy(
        "“%(about)s” does not tell what the picture shows. Describe all that matters in it; do not repeat the "
        "caption."
    ),
    "recording-not-shown": gettext_lazy(
        "The recording “%(about)s” is not shown to readers: it is not published, or its licence has run out."
    ),
    "without-captions": gettext_lazy("The recording “%(about)s” lacks captions or a transcript."),
    "without-h5p": gettext_lazy("The H5P content is missing. Choose one, or take the part out."),
    "long-sentence": gettext_lazy("A long sentence. Can it be two? “%(about)s”"),
    "heavy-word": gettext_lazy("A heavy word. Is there a plainer one? %(about)s"),
    "heavy-text": gettext_lazy("The text is heavy to read (LIX %(about)s, and over 50 is heavy)."),
    "past-review": gettext_lazy("Should have been looked at again by %(about)s."),
    "nobody-answers": gettext_lazy("Nobody is set to answer for the page."),
    "no-review-date": gettext_lazy("No date is set for looking at the page again."),
    "missing-language": gettext_lazy("Is not published in %(about)s."),
    "does-not-mirror": gettext_lazy(
        "Has other parts in %(about)s. The two should have the same parts, with the same ids, in the same order: "
        "what people have done follows the ids."
    ),
    "other-order": gettext_lazy(
        "The modules stand in another order in %(about)s. Open the order of the modules and move one: then both "
        "get the same."
    ),
    "out-of-reach": gettext_lazy("A learner could not finish the course: %(about)s"),
    "source-without-year": gettext_lazy("The source has no year, and no figure that tells of one: %(about)s"),
    "source-changed": gettext_lazy(
        "The source “%(about)s” has changed since this was last published. Look at what leans on it, and "
        "publish again."
    ),
    "question-in-doubt": gettext_lazy(
        "The source “%(about)s” has changed. Look at the question, and write at the source when it was verified."
    ),
    "fact-changed": gettext_lazy("The figure “%(about)s” has changed since this was last published."),
    "verified-long-ago": gettext_lazy("Was last checked against its source on %(about)s. Look at it again."),
    "not-served": gettext_lazy("The page cannot be shown to readers: %(about)s"),
}


def message(finding: Finding) -> str:
    """Return what is found, and what to do about it."""
    return str(_WORDS[finding.code]) % {"about": finding.about}
