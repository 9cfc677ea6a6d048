"""Evidence: links and files for one question or several, checked, shown to the assessment's own, and signed."""

import datetime
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts import personal_data
from accounts.models import Membership
from self_assessment.evidence import actions
from self_assessment.evidence.models import Evidence, evidence_files
from self_assessment.finishing.actions import reopen
from self_assessment.models import AuditEntry, Snapshot
from tests.factories.evidence import PDF, docx, drawing, evidence_in, photo, yesterday
from tests.factories.finished import sign
from tests.factories.self_assessment import STEINKJER, full, gathered, join, member, person, save

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 3, 12, tzinfo=datetime.UTC)


@pytest.fixture
def case():
    return full()


def agreed():
    """A group that has agreed on what it answered."""
    assessment, lead = gathered({"B2": [2, 2]})
    save(assessment, "B2", 2, by=lead)
    return assessment, lead


def address(assessment, *parts):
    return "/".join(["/nb/kartlegging", str(assessment.pk), "dokumentasjon", *map(str, parts), ""])


def said(**changed):
    return {"title": "Avtale med Nav", "indicators": ["B2"], "no_persons": "on"} | changed


def upload(client, assessment, content, name="avtale.pdf", **changed):
    file = SimpleUploadedFile(name, content, content_type="application/octet-stream")
    return client.post(address(assessment, "ny"), said(file=file, **changed))


def test_a_link_is_added_for_several_questions_and_shown_at_each(client, case):
    assessment, lead = case
    client.force_login(lead)

    response = client.post(
        address(assessment, "ny"), said(url="https://www.nav.no/avtale", indicators=["B2", "C2"])
    )

    assert response.status_code == 302
    assert Evidence.objects.count() == 1
    client.post(f"/nb/kartlegging/{assessment.pk}/gruppe/svar-selv/")
    for code in ("B2", "C2"):
        html = client.get(f"/nb/kartlegging/{assessment.pk}/{code}/").content.decode()
        assert 'href="https://www.nav.no/avtale" rel="noopener noreferrer nofollow"' in html
    assert "www.nav.no/avtale" not in client.get(f"/nb/kartlegging/{assessment.pk}/A1/").content.decode()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,hei", "file:///etc/passwd", "ftp://nav.no/a", "//nav.no/a",
        "nav.no", "https://", "https://kari:hemmelig@nav.no/", "https://nav.no/a b", "https://[::1",
    ],
)  # fmt: skip
def test_what_is_no_link_is_told_so_and_what_was_typed_stays(client, case, url):
    assessment, lead = case
    client.force_login(lead)

    response = client.post(address(assessment, "ny"), said(url=url, title="Rutine for møter"))

    html = response.content.decode()
    assert response.status_code == 422
    assert "Denne lenken kan vi ikke vise" in html
    assert 'value="Rutine for møter"' in html
    assert Evidence.objects.count() == 0


def test_a_file_is_kept_by_what_it_is_and_sent_as_a_download(client, case):
    assessment, lead = case
    client.force_login(lead)

    upload(client, assessment, PDF, name="../../Kari Nordmann 010190.html", title="Avtale / Nav <2026>")

    row = Evidence.objects.get()
    assert (row.kind, row.size, len(row.digest)) == ("pdf", len(PDF), 64)
    assert "Kari" not in str(row.file)
    response = client.get(address(assessment, row.pk, "fil"))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="avtale-nav-2026.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"", "Filen er tom", id="empty"),
        pytest.param(b"<html></html>", "Denne filtypen tar vi ikke imot", id="html-called-pdf"),
        pytest.param(docx()[:50], "Filen er ødelagt", id="cut"),
        pytest.param(b"\xff\xd8\xff" + b"x" * 90, "Filen er ødelagt", id="no-picture"),
        pytest.param(docx(**{"word/vbaProject.bin": "x"}), "makroer", id="macros"),
    ],
)
def test_a_file_that_is_not_taken_says_why_and_nothing_is_kept(client, case, content, told):
    assessment, lead = case
    client.force_login(lead)

    response = upload(client, assessment, content, title="Rutine for møter")

    html = response.content.decode()
    assert response.status_code == 422
    assert told in html
    assert 'value="Rutine for møter"' in html
    assert Evidence.objects.count() == 0


def test_the_words_are_in_the_language_of_the_reader(client, case):
    assessment, lead = case
    client.force_login(lead)
    file = SimpleUploadedFile("a.pdf", b"<html>")

    for language, told in (("nn", "tek vi ikkje imot"), ("en", "not a kind of file we take")):
        response = client.post(f"/{language}/kartlegging/{assessment.pk}/dokumentasjon/ny/", said(file=file))
        assert told in response.content.decode()
        file.seek(0)


def test_a_file_that_is_too_large_is_not_read(client, case, settings):
    assessment, lead = case
    client.force_login(lead)
    settings.ASSESSMENT_EVIDENCE_MIB = 0

    response = upload(client, assessment, PDF)

    assert "vi tar imot høyst" in response.content.decode()
    assert Evidence.objects.count() == 0


def test_a_picture_with_too_many_points_is_not_unpacked(client, case, settings):
    assessment, lead = case
    client.force_login(lead)
    settings.ASSESSMENT_EVIDENCE_PIXELS = 100

    assert "altfor stor innvendig" in upload(client, assessment, photo()).content.decode()


def test_there_is_a_most(client, case, settings):
    assessment, lead = case
    settings.ASSESSMENT_EVIDENCE_COUNT = 1
    evidence_in(assessment, by=lead)
    client.force_login(lead)
    kept = len(evidence_files().listdir("")[1])

    response = upload(client, assessment, PDF, title="En til")

    assert response.status_code == 422
    assert "flere tar vi ikke imot" in response.content.decode()
    assert 'value="En til"' in response.content.decode()
    assert len(evidence_files().listdir("")[1]) == kept


@pytest.mark.parametrize(("content", "name"), [(photo(), "jpg"), (drawing(), "png")])
def test_a_picture_loses_what_was_written_into_it(client, case, content, name):
    assessment, lead = case
    client.force_login(lead)

    upload(client, assessment, content, name="bilde.jpg")

    kept = evidence_files().open(str(Evidence.objects.get(kind=name).file)).read()
    for trace in (b"Kari", b"Kameramerke", b"Exif", b"Author"):
        assert trace not in kept
    picture = Image.open(io.BytesIO(kept))
    assert picture.size == (40, 30)
    assert not picture.getexif()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        pytest.param({}, "Skriv en lenke, eller velg en fil", id="neither"),
        pytest.param(
            {"url": "https://nav.no/", "no_persons": ""}, "Se gjennom det først", id="not-looked-through"
        ),
        pytest.param(
            {"url": "https://nav.no/", "title": "Om 01019012345"}, "fødselsnummer", id="a-national-id"
        ),
        pytest.param(
            {"url": "https://nav.no/", "indicators": []}, "Velg minst ett spørsmål", id="for-nothing"
        ),
        pytest.param({"url": "https://nav.no/", "holds_until": "i fjor"}, "Skriv datoen", id="no-date"),
    ],
)
def test_what_is_missing_is_told(client, case, changed, told):
    assessment, lead = case
    client.force_login(lead)

    response = client.post(address(assessment, "ny"), said(**changed))

    assert response.status_code == 422
    assert told in response.content.decode()


def test_both_a_link_and_a_file_is_one_too_many(client, case):
    assessment, lead = case
    client.force_login(lead)

    html = upload(client, assessment, PDF, url="https://nav.no/").content.decode()

    assert "Velg enten en lenke eller en fil" in html
    assert "Velg filen en gang til" in html
    assert 'value="https://nav.no/"' in html


def test_it_is_told_when_its_day_has_passed(client, case):
    assessment, lead = case
    evidence_in(assessment, by=lead, holds_until=yesterday())
    client.force_login(lead)

    html = client.get(address(assessment)).content.decode()

    assert "gjaldt til" in html
    assert "Datoen for én er passert." in html


def test_it_is_used_for_other_questions_and_taken_away_with_its_file(
    client, case, django_capture_on_commit_callbacks
):
    assessment, lead = case
    row = evidence_in(assessment, by=lead)
    client.force_login(lead)

    client.post(address(assessment, row.pk), {"title": "Ny tittel", "indicators": ["C2", "B2"]})
    row.refresh_from_db()
    assert (row.title, [use.indicator for use in row.uses.all()]) == ("Ny tittel", ["B2", "C2"])

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(assessment, row.pk, "ta-bort"))
    assert Evidence.objects.count() == 0
    assert not evidence_files().exists(str(row.file))
    events = list(AuditEntry.objects.filter(assessment=assessment).values_list("event", flat=True))
    assert events[-3:] == ["evidence_added", "evidence_changed", "evidence_removed"]


def test_whoever_takes_part_adds_and_changes_their_own_and_not_that_of_others(client, case):
    assessment, lead = case
    theirs, somebody = evidence_in(assessment, by=lead), join(assessment)
    client.force_login(somebody)

    assert upload(client, assessment, PDF).status_code == 302
    own = Evidence.objects.get(added_by=somebody)
    assert client.get(address(assessment, own.pk)).status_code == 200
    assert client.get(address(assessment, theirs.pk)).status_code == 403
    assert client.post(address(assessment, theirs.pk, "ta-bort")).status_code == 403
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize("who", ["outsider", "neighbour", "learner", "nobody"])
def test_others_get_no_file_and_add_none(client, case, who):
    assessment, lead = case
    row = evidence_in(assessment, by=lead)
    people = {
        "outsider": person,
        "neighbour": lambda: full(STEINKJER)[1],
        "learner": lambda: member(assessment.municipality, Membership.Role.LEARNER),
    }
    if who != "nobody":
        client.force_login(people[who]())
    refused = 302 if who == "nobody" else 404

    assert client.get(address(assessment, row.pk, "fil")).status_code == refused
    assert upload(client, assessment, PDF).status_code == refused
    assert client.post(address(assessment, row.pk, "ta-bort")).status_code == refused
    assert Evidence.objects.count() == 1


def test_evidence_of_another_assessment_is_not_found_by_its_number(client, case):
    assessment, lead = case
    other, other_lead = full(STEINKJER)
    row = evidence_in(other, by=other_lead)
    client.force_login(lead)

    for part in ([], ["fil"]):
        assert client.get(address(assessment, row.pk, *part)).status_code == 404


def test_what_is_finished_takes_no_more(client):
    assessment, lead = agreed()
    row = evidence_in(assessment, by=lead)
    sign(assessment, by=lead)
    client.force_login(lead)

    for url in (address(assessment, "ny"), address(assessment, row.pk)):
        assert "står slik den ble signert" in client.get(url, follow=True).content.decode()
    client.post(address(assessment, row.pk, "ta-bort"))
    assert Evidence.objects.count() == 1
    assessment.refresh_from_db()
    with pytest.raises(actions.AlreadyFinished):
        actions.remove(evidence=row, by=lead, at=NOW)


def test_a_signed_edition_holds_it_by_its_check_code_also_after_it_is_gone(client):
    assessment, lead = agreed()
    row = evidence_in(assessment, by=lead, indicators=("B2", "C2"))
    evidence_in(
        assessment, by=lead, url="https://nav.no/", title="Lenke", holds_until=datetime.date(2027, 1, 2)
    )
    sign(assessment, by=lead)
    snapshot = Snapshot.objects.get()
    reopen(assessment=assessment, reason="Feil tall", by=lead, at=NOW)
    actions.remove(evidence=row, by=lead, at=NOW)

    first = snapshot.document["evidence"][0]
    assert (first["title"], first["sha256"], first["indicators"]) == (
        "Avtale med Nav",
        row.digest,
        ["B2", "C2"],
    )
    client.force_login(lead)
    made = client.get(f"/nb/kartlegging/{assessment.pk}/utgave/1/alt.xlsx").getvalue()
    rows = list(openpyxl.load_workbook(io.BytesIO(made))["Dokumentasjon"].iter_rows(values_only=True))
    assert [row.digest in line for line in rows].count(True) == 1
    assert any("https://nav.no/" in line for line in rows)


def test_an_edition_from_before_there_was_any_opens_as_before(client):
    assessment, lead = agreed()
    sign(assessment, by=lead)
    snapshot = Snapshot.objects.get()
    document = {key: value for key, value in snapshot.document.items() if key != "evidence"}
    snapshot.document = document
    from self_assessment.documents.editions import edition_of
    from self_assessment.documents.tables import evidence

    edition = edition_of(snapshot, language="nb", today=NOW.date())

    assert evidence(edition).rows == []


def test_a_person_takes_along_what_they_added_and_leaves_it_to_the_municipality(case):
    assessment, _lead = case
    somebody = join(assessment)
    row = evidence_in(assessment, by=somebody)

    export = personal_data.export(somebody)["self_assessment"]["evidence"]

    assert [one["title"] for one in export] == ["Avtale med Nav"]
    somebody.delete()
    row.refresh_from_db()
    assert row.added_by is None


def test_much_of_it_costs_no_more_questions(client, case, django_assert_max_num_queries):
    assessment, lead = case
    for number in range(40):
        evidence_in(assessment, by=lead, url=f"https://nav.no/{number}", indicators=("A1", "B2", "C2"))
    client.force_login(lead)
    client.get(address(assessment))

    with django_assert_max_num_queries(9):
        assert client.get(address(assessment)).status_code == 200
