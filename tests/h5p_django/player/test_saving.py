"""State and results: kept for the learner of the token, once, and for nobody else."""

from dataclasses import replace

import pytest

from h5p_django.models import PlayerState
from h5p_django.tokens import Purpose
from tests.factories.h5p_django import shipped
from tests.h5p_django.player.conftest import address, sealed_as, statement
from tests.h5p_django.player.test_page import integration

STATE = {
    "data_type": "state",
    "sub_content": "0",
    "data": '{"answers":[1]}',
    "preload": "1",
    "invalidate": "1",
}


def save(client, place, **fields):
    return client.post(address(Purpose.STATE, place), {**STATE, **fields})


def restored(client, place) -> str:
    shown = integration(client.get(address(Purpose.PLAY, place)))
    (content,) = shown["contents"].values()
    return content["contentUserData"]["0"]["state"]


def tell(client, place, body):
    return client.post(address(Purpose.RESULT, place), body, content_type="application/json")


def test_what_is_saved_is_there_next_time_and_the_save_is_acknowledged(client, place):
    response = save(client, place)

    assert response.json()["saved_at"]
    assert not response.cookies
    assert restored(client, place) == STATE["data"]


def test_a_later_save_takes_the_place_of_the_first(client, place):
    save(client, place)

    save(client, place, data='{"answers":[2]}')

    (row,) = PlayerState.objects.all()
    assert (row.data, row.version) == ('{"answers":[2]}', 2)


def test_deleting_forgets_on_every_device(client, place):
    device = replace(place, learners=("device:1",))
    save(client, device)

    save(client, replace(place, learners=("person:1", "device:1")), data="0")

    assert not PlayerState.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"learners": ("person:2",)}, id="another-person"),
        pytest.param({"learners": ()}, id="nobody"),
        pytest.param({"block": "test/other"}, id="another-part"),
    ],
)
def test_what_one_saved_is_shown_to_no_other(client, place, changes):
    save(client, place)

    assert restored(client, replace(place, **changes)) == "{}"


def test_a_person_gets_what_they_did_on_the_device_before(client, place):
    save(client, replace(place, learners=("device:1",)))

    assert restored(client, replace(place, learners=("person:1", "device:1"))) == STATE["data"]


def test_state_of_a_changed_content_starts_anew(client, place, content):
    save(client, place)
    content.revision = shipped(question="Og nå?", title="Another").revision
    content.save()

    assert restored(client, place) == "RESET"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        pytest.param({"data": "x" * 300_000}, 413, id="too-large"),
        pytest.param({"contentHash": "0" * 64}, 422, id="of-an-older-content"),
        pytest.param({"sub_content": "../1"}, 422, id="odd-part"),
        pytest.param({"data_type": ""}, 422, id="no-kind"),
    ],
)
def test_state_that_cannot_be_right_is_refused(client, place, fields, status):
    assert save(client, place, **fields).status_code == status
    assert not PlayerState.objects.exists()


def test_a_result_reaches_the_room_with_what_it_gave(client, place, heard):
    response = tell(client, place, statement(place.content))

    (result,) = heard
    assert response.json()["saved_at"]
    assert (result.learner, result.block, result.context) == ("person:1", "test/part", "2.0")
    assert (result.score, result.maximum, result.complete) == (3, 4, True)


@pytest.mark.parametrize(("share", "complete"), [(75, True), (76, False)])
def test_enough_points_are_as_the_place_says(client, place, heard, share, complete):
    tell(client, replace(place, completion="score", share=share), statement(place.content))

    assert [result.complete for result in heard] == [complete]


@pytest.mark.parametrize(
    ("more", "status"),
    [
        pytest.param({"object": {"id": "urn:byggestein:h5p:0"}}, 422, id="another-content"),
        pytest.param({"id": "1"}, 422, id="no-id"),
        pytest.param({"result": {"score": {"raw": 5, "max": 4}}}, 422, id="more-than-all"),
        pytest.param({"verb": {"id": "x"}}, 422, id="unknown-verb"),
        pytest.param({"padding": "x" * 70_000}, 413, id="too-large"),
    ],
)
def test_a_statement_that_cannot_be_right_is_refused(client, place, heard, more, status):
    assert tell(client, place, statement(place.content, **more)).status_code == status
    assert heard == []


@pytest.mark.parametrize("purpose", [Purpose.PLAY, Purpose.STATE])
def test_a_token_for_another_purpose_saves_no_result(client, place, heard, purpose):
    url = sealed_as(purpose, Purpose.RESULT, place)

    response = client.post(url, statement(place.content), content_type="application/json")

    assert response.status_code == 403
    assert heard == []


def test_a_page_of_somebody_else_cannot_send_results(client, place, heard):
    response = client.post(
        address(Purpose.RESULT, place),
        statement(place.content),
        content_type="application/json",
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert response.status_code == 403
    assert heard == []


def test_a_content_gone_wild_is_asked_to_wait_and_nobody_else_is(client, place, settings):
    settings.H5P_SAVES_A_MINUTE = 3

    statuses = [save(client, place, data=str(number)).status_code for number in range(1, 6)]

    assert statuses == [200, 200, 200, 429, 429]
    assert PlayerState.objects.get().data == "3"
    assert save(client, replace(place, learners=("person:2",))).status_code == 200
    assert tell(client, place, statement(place.content)).status_code == 200


def test_the_same_statement_twice_and_out_of_order_are_told_as_they_came(client, place, heard):
    first, second = statement(place.content, verb="completed"), statement(place.content)

    for body in (first, second, first):
        assert tell(client, place, body).status_code == 200

    assert [result.verb for result in heard] == ["completed", "answered", "completed"]
    assert heard[0].id == heard[2].id
