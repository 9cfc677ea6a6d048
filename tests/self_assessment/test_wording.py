"""How the domain's texts are said on a page."""

from django.utils import translation

from self_assessment.domain.texts import Text
from self_assessment.templatetags.assessment import said, sentence

WHOLE = Text(nb="kommune", nn="kommune", en="municipality")
NO_ENGLISH = Text(nb="sykmeldt & syk", nn="sjukmeld & sjuk")


def test_an_english_page_marks_what_stands_in_bokmal_so_that_it_is_read_aloud_as_such():
    with translation.override("en"):
        assert said(NO_ENGLISH) == '<span lang="nb">sykmeldt &amp; syk</span>'
        assert said(WHOLE) == "municipality"


def test_a_norwegian_page_marks_nothing():
    with translation.override("nn"):
        assert said(NO_ENGLISH) == "sjukmeld & sjuk"
        assert sentence(WHOLE) == "Kommune"
