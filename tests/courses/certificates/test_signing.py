"""A signature holds for what it was made for, under every key that has signed, and for nothing else."""

import base64
import json

import jwt
import pytest
import segno
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from courses.certificates import actions, keys, proofs, statements
from courses.certificates.checks import keys_can_sign
from courses.certificates.domain.open_badge import did_web
from courses.certificates.domain.standing import Reason
from courses.certificates.domain.status_list import is_set
from tests.courses.certificates.conftest import NAME

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@pytest.fixture
def text(certificate) -> str:
    return statements.signed_text(certificate, "nb")


def test_a_signed_payload_says_what_the_certificate_says(certificate, text):
    found = statements.check(text)

    assert (found.code, found.name, found.title) == (certificate.printed_code, NAME, certificate.title_nb)
    assert (found.course, found.version, found.minutes) == ("L1", certificate.course_version, 80)
    assert (found.completed, found.expires) == ("2026-03-02", "")


@given(st.data())
@hypothesis_settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_altered_payload_is_taken_for_ours(text, data):
    place = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.sampled_from(ALPHABET.replace(text[place], "")))
    changed = data.draw(
        st.sampled_from(
            [text[:place] + sign + text[place + 1 :], text[:place] + text[place + 1 :], text + sign]
        )
    )

    assert statements.check(changed) is None


def test_a_payload_signed_by_another_key_is_not_ours(certificate, text, settings):
    settings.CERTIFICATE_KEYS = [keys.new_private_key()]

    assert statements.check(text) is None


def test_another_key_cannot_be_given_the_id_of_ours(text):
    from courses.certificates.domain import payload

    forger = keys._read((keys.new_private_key(),))[0]
    read = payload.read(text)
    forged = payload.write(read.key_id, forger.private.sign(read.signed), read.body)

    assert statements.check(forged) is None


def test_old_payloads_stay_good_when_the_key_changes(certificate, text, settings):
    old = settings.CERTIFICATE_KEYS[0]

    settings.CERTIFICATE_KEYS = [keys.new_private_key(), keys.retired(old)]

    assert statements.check(text).name == NAME
    new = statements.signed_text(certificate, "nb")
    assert new != text
    assert statements.check(new).name == NAME


def test_a_retired_key_signs_nothing(certificate, settings):
    settings.CERTIFICATE_KEYS = [keys.retired(settings.CERTIFICATE_KEYS[0])]

    with pytest.raises(keys.NoSigningKey, match="CERTIFICATE_KEYS"):
        statements.signed_text(certificate, "nb")


def test_the_trial_needs_no_key(settings):
    settings.CERTIFICATE_KEYS, settings.DEMO = [], True

    assert keys.signing_key() == keys.signing_key()
    assert keys_can_sign() == []


def test_a_missing_key_is_said_at_the_start(settings):
    settings.CERTIFICATE_KEYS = []

    assert [(found.id, "CERTIFICATE_KEYS" in found.msg) for found in keys_can_sign()] == [
        ("courses.W001", True)
    ]


@pytest.mark.parametrize("entry", ["", "x", "public:", "public:AAAA", "æøå"])
def test_a_key_with_a_slip_in_it_is_named_and_not_shown(settings, entry):
    settings.CERTIFICATE_KEYS = [entry]

    with pytest.raises(ImproperlyConfigured, match="CERTIFICATE_KEYS: entry 1"):
        keys.all_keys()
    assert [found.id for found in keys_can_sign()] == ["courses.E001"]


def test_the_command_makes_a_key_and_retires_the_one_in_use(settings, capsys, text):
    from django.core.management import call_command

    call_command("make_certificate_key")

    name, value = capsys.readouterr().out.strip().split("=", 1)
    settings.CERTIFICATE_KEYS = value.split(",")
    assert name == "CERTIFICATE_KEYS"
    assert [key.private is None for key in keys.all_keys()] == [False, True]
    assert statements.check(text).name == NAME


def test_the_qr_code_is_small_enough_to_scan_from_paper(certificate):
    address = statements.qr_address(certificate, "nb")

    assert address.startswith(f"http://127.0.0.1:8000/verifiser/{certificate.printed_code}/#")
    assert segno.make(address, error="m", micro=False).version <= 15


# --- Open Badges -------------------------------------------------------------------------------------


def public_key(did: dict, method: str) -> Ed25519PublicKey:
    jwk = next(m for m in did["verificationMethod"] if m["id"] == method)["publicKeyJwk"]
    return Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(jwk["x"] + "="))


def canonical_hash(value: dict) -> bytes:
    import hashlib

    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).digest()


def unbase58(text: str) -> bytes:
    alphabet, number = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", 0
    for sign in text:
        number = number * 58 + alphabet.index(sign)
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def check_proof(document: dict, did: dict) -> None:
    """Check a Data Integrity proof as another system would, from the documents alone."""
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    config = {name: value for name, value in document["proof"].items() if name != "proofValue"}
    key = public_key(did, document["proof"]["verificationMethod"] + "-jwk")
    key.verify(
        unbase58(document["proof"]["proofValue"][1:]), canonical_hash(config) + canonical_hash(unsigned)
    )


def test_the_badge_has_what_open_badges_asks_for_and_a_proof_that_holds(client, certificate):
    did = Client().get("/.well-known/did.json").json()

    response = client.get(reverse("certificates:credential", args=[certificate.printed_code]))

    badge = response.json()
    assert badge["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert badge["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert badge["issuer"]["id"] == did["id"] == "did:web:127.0.0.1%3A8000"
    assert badge["validFrom"] == "2026-03-02T10:00:00Z"
    subject = badge["credentialSubject"]
    assert subject["identifier"][0]["identityHash"] == NAME
    assert {"id", "type", "name", "description", "criteria"} <= subject["achievement"].keys()
    assert subject["achievement"]["criteria"]["narrative"].startswith("Alle moduler er lest")
    check_proof(badge, did)
    badge["credentialSubject"]["achievement"]["name"] = "Noe annet"
    with pytest.raises(InvalidSignature):
        check_proof(badge, did)


def test_the_picture_carries_a_token_that_others_can_check(client, certificate):
    from xml.etree import ElementTree

    did = Client().get("/.well-known/did.json").json()

    picture = client.get(reverse("certificates:badge", args=[certificate.printed_code]))

    baked = ElementTree.fromstring(picture.content).find("{https://purl.imsglobal.org/ob/v3p0}credential")
    token = baked.get("verify")
    key = public_key(did, jwt.get_unverified_header(token)["kid"])
    claims = jwt.decode(token, key, algorithms=["EdDSA"])
    assert (claims["iss"], claims["jti"]) == (did["id"], claims["id"])
    assert claims["credentialSubject"]["achievement"]["name"] == "Arbeidsfokus i rehabilitering"


def test_the_status_list_tells_a_revocation_from_the_rest(client, certificate):
    def bit() -> bool:
        badge = client.get(reverse("certificates:credential", args=[certificate.printed_code])).json()
        status = badge["credentialStatus"]
        listed = Client().get(status["statusListCredential"].removeprefix("http://127.0.0.1:8000")).json()
        check_proof(listed, Client().get("/.well-known/did.json").json())
        return is_set(listed["credentialSubject"]["encodedList"], int(status["statusListIndex"]))

    before = bit()
    actions.revoke(certificate=certificate, reason=Reason.MISTAKE, by=None, at=timezone.now())

    assert (before, bit()) == (False, True)


def test_there_are_only_the_status_lists_that_are_in_use(db):
    assert Client().get("/verifiser/status/1/").status_code == 200
    assert Client().get("/verifiser/status/2/").status_code == 404
    assert Client().get("/verifiser/status/0/").status_code == 404


def test_what_others_read_may_be_read_by_any_page(db):
    for address in ("/.well-known/did.json", "/verifiser/status/1/"):
        response = Client().get(address)

        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in response


@pytest.mark.parametrize(
    ("url", "did"),
    [
        ("https://byggestein.no", "did:web:byggestein.no"),
        ("http://localhost:8000", "did:web:localhost%3A8000"),
        ("https://kommune.no/kurs/", "did:web:kommune.no:kurs"),
    ],
)
def test_did_web(url, did):
    assert did_web(url) == did


@pytest.mark.parametrize(
    ("raw", "text"), [(b"", ""), (b"\0\0a", "112g"), (b"hello world", "StV1DL6CwTryKyV")]
)
def test_base58(raw, text):
    assert proofs.base58(raw) == text
