"""Answering through the pages: what is given is kept, what is wrong is said, and nothing typed is lost."""

import uuid

import pytest
from django.urls import reverse

from accounts.models import Municipality
from self_assessment import unsaved
from self_assessment.models import Answer, AnswerSave, Assessment
from tests.factories.self_assessment import KAUTOKEINO, AssessmentFactory, full, member, person, save

FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def assessment(db):
    return AssessmentFactory()


@pytest.fixture
def lead(assessment):
    return member(assessment.municipality)


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead)
    return client


def question(assessment, code="B2"):
    return reverse("self_assessment:question", args=[assessment.pk, code])


def fields(assessment, lead, **given):
    """What the form of a fresh page sends."""
    return {
        "ticket": unsaved.ticket(lead, assessment),
        "save_id": str(uuid.uuid4()),
        "replaces": "0",
        "answer": "",
        "reason": "",
        "comment": "",
        "confidence": "",
    } | given


def stored(assessment, code="B2"):
    return Answer.objects.agreed().filter(assessment=assessment, indicator=code).first()


def text(response):
    return response.content.decode()


# --- saving ---


def test_an_answer_is_saved_and_leads_on_to_the_next_question(signed_in, assessment, lead):
    given = fields(assessment, lead, answer="1", comment="Spurte i fagmøtet.", confidence="unsure", next="1")

    response = signed_in.post(question(assessment), given)

    assert response.status_code == 302
    assert response["Location"] == question(assessment, "C1")
    answer = stored(assessment)
    assert (answer.level, answer.comment, answer.confidence, answer.version) == (
        1, "Spurte i fagmøtet.", "unsure", 1,
    )  # fmt: skip
    assert answer.saves.get().by == lead


def test_the_last_question_leads_to_the_overview(signed_in, assessment, lead):
    response = signed_in.post(question(assessment, "K1"), fields(assessment, lead, answer="1"))

    assert response["Location"] == reverse("self_assessment:overview", args=[assessment.pk])


def test_what_was_saved_stands_in_the_form_again(signed_in, assessment, lead):
    signed_in.post(question(assessment), fields(assessment, lead, answer="3", comment="Fast i malen"))

    page = text(signed_in.get(question(assessment)))

    assert 'value="3" checked' in page
    assert "Fast i malen" in page
    assert 'name="replaces" value="1"' in page


def test_the_script_is_told_when_it_was_saved_and_which_version_it_became(signed_in, assessment, lead):
    response = signed_in.post(question(assessment), fields(assessment, lead, answer="1"), headers=FETCH)

    assert response.status_code == 200
    assert response["X-Version"] == "1"
    assert len(response["X-Saved-At"]) == len("14:02")


def test_a_repeat_is_acknowledged_like_the_first(signed_in, assessment, lead):
    given = fields(assessment, lead, answer="1")

    versions = [
        signed_in.post(question(assessment), given, headers=FETCH)["X-Version"] for _attempt in range(2)
    ]

    assert versions == ["1", "1"]
    assert AnswerSave.objects.count() == 1


def test_leaving_a_question_open_saves_nothing_and_leads_on(signed_in, assessment, lead):
    response = signed_in.post(question(assessment), fields(assessment, lead, next="1"))

    assert response["Location"] == question(assessment, "C1")
    assert not AnswerSave.objects.exists()


@pytest.mark.parametrize("answer", ["vet_ikke", "ikke_relevant"])
def test_an_answer_without_a_level(signed_in, assessment, lead, answer):
    signed_in.post(question(assessment), fields(assessment, lead, answer=answer, reason="Naboen gjør det"))

    assert stored(assessment).without_level == answer
    assert stored(assessment).level is None


# --- what is wrong ---


@pytest.mark.parametrize(
    ("code", "given", "message", "field"),
    [
        pytest.param("B2", {"answer": "5"}, "Velg et av trinnene", "id_answer", id="above-the-ladder"),
        pytest.param("B2", {"answer": "-1"}, "Velg et av trinnene", "id_answer", id="below-the-ladder"),
        pytest.param("B2", {"answer": "2.5"}, "Velg et av trinnene", "id_answer", id="between-the-steps"),
        pytest.param("B2", {"answer": "２"}, "Velg et av trinnene", "id_answer", id="another-script's-digit"),
        pytest.param(
            "E1", {"answer": "ikke_relevant"}, "Dette er lovpålagt", "id_answer",
            id="not-relevant-on-a-statutory-item",
        ),
        pytest.param(
            "B2", {"answer": "ikke_relevant"}, "hvorfor det ikke er relevant", "id_reason",
            id="not-relevant-without-a-reason",
        ),
        pytest.param(
            "B2", {"answer": "1", "comment": "Spør 01019012345"}, "01019012345", "id_comment",
            id="a-national-id-in-the-comment",
        ),
        pytest.param(
            "B2", {"answer": "1", "comment": "Ring 400 00 000"}, "400 00 000", "id_comment",
            id="a-phone-number-in-the-comment",
        ),
        pytest.param(
            "B2", {"answer": "ikke_relevant", "reason": "Ring +47 40 00 00 00"},
            "+47 40 00 00 00", "id_reason", id="a-phone-number-in-the-reason",
        ),
        pytest.param(
            "B2", {"answer": "1", "comment": "å" * 10_000}, "10000 tegn", "id_comment",
            id="a-comment-of-ten-thousand-characters",
        ),
        pytest.param(
            "B2", {"answer": "1", "confidence": "very"}, "hvor sikre", "id_confidence",
            id="how-sure-in-other-words",
        ),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_said_in_the_summary_and_at_the_field_and_keeps_what_was_typed(
    signed_in, assessment, lead, code, given, message, field
):
    response = signed_in.post(question(assessment, code), fields(assessment, lead, **given))

    page = text(response)
    assert response.status_code == 422
    assert page.count(message) >= 2
    assert f'href="#{field}"' in page
    assert f'id="{field}"' in page
    assert given.get("comment", "") in page
    assert given.get("reason", "") in page
    assert not AnswerSave.objects.exists()


def test_the_limit_of_a_comment_is_a_setting(signed_in, assessment, lead, settings):
    settings.ASSESSMENT_TEXT_LENGTH = 10

    response = signed_in.post(
        question(assessment), fields(assessment, lead, answer="1", comment="Elleve tegn")
    )

    assert response.status_code == 422


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_is_wrong_is_said_in_the_readers_language(signed_in, assessment, lead, language):
    messages = {"nb": "Velg et av trinnene", "nn": "Vel eit av trinna", "en": "Choose one of the steps"}
    address = question(assessment).replace("/nb/", f"/{language}/")

    page = text(signed_in.post(address, fields(assessment, lead, answer="9")))

    assert messages[language] in page


def test_html_is_shown_as_the_text_it_is(signed_in, assessment, lead):
    given = fields(assessment, lead, answer="1", comment='<script>alert("hei")</script><b>fet</b>')
    signed_in.post(question(assessment), given)

    page = text(signed_in.get(question(assessment)))

    assert stored(assessment).comment == '<script>alert("hei")</script><b>fet</b>'
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_sami_duty_may_be_irrelevant_outside_the_sami_area_only(client, db):
    statuses = []
    for assessment, lead in (full(), full(KAUTOKEINO)):
        client.force_login(lead)
        given = fields(assessment, lead, answer="ikke_relevant", reason="Utenfor forvaltningsområdet")
        statuses.append(client.post(question(assessment, "J2"), given).status_code)

    assert statuses == [302, 422]


def test_a_reason_goes_only_with_not_relevant(signed_in, assessment, lead):
    signed_in.post(question(assessment), fields(assessment, lead, answer="2", reason="Ring 400 00 000"))

    assert (stored(assessment).level, stored(assessment).reason) == (2, "")


@pytest.mark.parametrize(
    "tampered",
    [
        pytest.param({"save_id": "x"}, id="an-id-that-is-none"),
        pytest.param({"replaces": "mange"}, id="a-version-that-is-no-number"),
        pytest.param({"replaces": "9" * 30}, id="a-version-too-large"),
        pytest.param({"replaces": "-1"}, id="a-version-below-nothing"),
    ],
)
def test_a_tampered_form_overwrites_nothing(signed_in, assessment, lead, tampered):
    save(assessment, "B2", 4)

    response = signed_in.post(question(assessment), fields(assessment, lead, answer="0") | tampered)

    assert response.status_code == 302
    assert "/to-svar/" in response["Location"]
    assert stored(assessment).level == 4


@pytest.mark.parametrize(
    "ticket",
    [
        pytest.param("", id="none"),
        pytest.param("x:y:z", id="forged"),
        pytest.param(None, id="another-person's"),
    ],
)
def test_a_form_that_is_not_the_persons_own_saves_nothing_and_keeps_what_was_typed(
    signed_in, assessment, lead, ticket
):
    if ticket is None:
        ticket = unsaved.ticket(person(), assessment)
    given = fields(assessment, lead, answer="2", comment="Skrevet i et annet vindu") | {"ticket": ticket}

    response = signed_in.post(question(assessment), given)

    assert response.status_code == 409
    assert "Skrevet i et annet vindu" in text(response)
    assert "annen innlogging" in text(response)
    assert not AnswerSave.objects.exists()


def test_a_post_that_another_site_made_the_browser_send_is_refused(signed_in, assessment, lead):
    response = signed_in.post(
        question(assessment), fields(assessment, lead, answer="2"), headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert response.status_code == 403
    assert not AnswerSave.objects.exists()


def test_a_finished_assessment_says_so_and_keeps_what_was_typed(signed_in, assessment, lead):
    Assessment.objects.update(state=Assessment.State.FINISHED)

    response = signed_in.post(question(assessment), fields(assessment, lead, answer="2", comment="For sent"))

    assert response.status_code == 409
    assert "Kartleggingen er ferdig" in text(response)
    assert "For sent" in text(response)


# --- two at once ---


def test_two_windows_show_both_answers_and_overwrite_nothing(signed_in, assessment, lead):
    save(assessment, "B2", 1, by=lead, comment="Fra det ene vinduet")

    given = fields(assessment, lead, answer="3", comment="Fra det andre")
    response = signed_in.post(question(assessment), given, follow=True)

    page = text(response)
    assert "Fra det ene vinduet" in page
    assert "Fra det andre" in page
    assert "Svaret ditt fra et annet vindu" in page
    assert stored(assessment).level == 1


def test_another_persons_answer_is_not_called_ones_own(signed_in, assessment, lead):
    save(assessment, "B2", 1, by=person())

    page = text(signed_in.post(question(assessment), fields(assessment, lead, answer="3"), follow=True))

    assert "Svaret en annen ga" in page


def test_the_script_gets_both_answers_as_a_fragment(signed_in, assessment, lead):
    save(assessment, "B2", 1, comment="Lagret først")

    response = signed_in.post(
        question(assessment), fields(assessment, lead, answer="3", comment="Kom for sent"), headers=FETCH
    )

    assert response.status_code == 409
    assert text(response).startswith("<div data-saves")
    assert "Lagret først" in text(response)
    assert "Kom for sent" in text(response)


@pytest.fixture
def late(assessment, lead):
    """A save that came too late, and the address where one chooses."""
    save(assessment, "B2", 1, by=lead, comment="Lagret først")
    outcome = save(assessment, "B2", 3, by=lead, comment="Kom for sent")
    return reverse("self_assessment:two_answers", args=[assessment.pk, "B2", outcome.save.pk])


def test_choosing_the_late_answer_makes_it_hold_and_keeps_the_other(signed_in, assessment, late):
    signed_in.post(late, {"keep": "late", "replaces": "1"})

    answer = stored(assessment)
    assert (answer.level, answer.comment, answer.version) == (3, "Kom for sent", 2)
    assert answer.saves.filter(comment="Lagret først", version=1).exists()


def test_choosing_the_one_that_stands_changes_nothing(signed_in, assessment, late):
    response = signed_in.post(late, {"keep": "current", "replaces": "1"})

    assert response["Location"] == question(assessment)
    assert (stored(assessment).level, stored(assessment).version) == (1, 1)


def test_choosing_neither_is_said_and_changes_nothing(signed_in, assessment, late):
    response = signed_in.post(late, {"replaces": "1"})

    assert response.status_code == 422
    assert text(response).count("Velg hvilket av de to") == 2
    assert 'href="#id_keep"' in text(response)
    assert stored(assessment).version == 1


def test_choosing_on_an_old_page_asks_once_more(signed_in, assessment, late):
    save(assessment, "B2", 4, replaces=1)

    response = signed_in.post(late, {"keep": "late", "replaces": "1"})

    assert "/to-svar/" in response["Location"]
    assert response["Location"] != late
    assert stored(assessment).level == 4


# --- when the login has run out ---


def test_an_answer_given_after_the_login_ran_out_is_there_after_login(client, assessment, lead):
    given = fields(assessment, lead, answer="2", comment="Et langt svar jeg ikke vil miste")

    response = client.post(question(assessment), given)
    assert response.status_code == 302
    assert response["Location"].startswith("/konto/")
    assert not AnswerSave.objects.exists()
    client.force_login(lead)
    page = text(client.get(question(assessment)))

    assert "Et langt svar jeg ikke vil miste" in page
    assert 'value="2" checked' in page
    assert "Ikke lagret ennå" in page
    assert f'name="save_id" value="{given["save_id"]}"' in page


def test_saving_what_was_kept_lets_go_of_it(client, assessment, lead):
    given = fields(assessment, lead, answer="2", comment="Skrevet før innlogging")
    client.post(question(assessment), given)
    client.force_login(lead)

    client.post(question(assessment), given)

    page = text(client.get(question(assessment)))
    assert "Ikke lagret ennå" not in page.split("<main")[1].split("save-state")[0]
    assert "Dette skrev du da du ble logget ut" not in page
    assert stored(assessment).comment == "Skrevet før innlogging"


def test_what_was_kept_is_still_stale_if_somebody_saved_meanwhile(client, assessment, lead):
    client.post(question(assessment), fields(assessment, lead, answer="2"))
    save(assessment, "B2", 4)
    client.force_login(lead)
    page = text(client.get(question(assessment)))
    assert 'name="replaces" value="0"' in page

    response = client.post(question(assessment), fields(assessment, lead, answer="2"))

    assert "/to-svar/" in response["Location"]
    assert stored(assessment).level == 4


def test_the_script_is_told_that_the_login_ran_out_and_that_nothing_is_lost(client, assessment, lead):
    response = client.post(
        question(assessment), fields(assessment, lead, answer="2", comment="Beholdt"), headers=FETCH
    )

    assert response.status_code == 401
    assert "Du er logget ut" in text(response)
    assert f"next={question(assessment)}" in text(response)
    client.force_login(lead)
    assert "Beholdt" in text(client.get(question(assessment)))


def test_another_lead_on_the_same_machine_does_not_see_what_was_typed(client, assessment, lead):
    client.post(question(assessment), fields(assessment, lead, answer="2", comment="Bare for meg"))
    client.force_login(member(assessment.municipality))

    assert "Bare for meg" not in text(client.get(question(assessment)))


@pytest.mark.parametrize("ticket", ["", "forged:x:y"])
def test_a_stranger_cannot_fill_the_session(client, assessment, lead, ticket):
    client.post(question(assessment), fields(assessment, lead, comment="x" * 1000) | {"ticket": ticket})

    assert not client.session.keys()


def test_a_ticket_is_for_one_assessment_only(client, assessment, lead):
    other = AssessmentFactory(municipality=Municipality.objects.get(pk="0301"))

    client.post(question(other), fields(assessment, lead, comment="x"))

    assert not client.session.keys()
