"""A file is what its first bytes say, whatever it is called."""

import pytest

from courses.media.domain.file_kinds import AUDIO, PICTURE, VIDEO, kind_of

MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00"
M4A = b"\x00\x00\x00\x20ftypM4A \x00\x00\x02\x00"
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84webm"


@pytest.mark.parametrize(
    ("head", "wanted", "kind"),
    [
        pytest.param(MP4, VIDEO, "video/mp4", id="mp4"),
        pytest.param(MP4, AUDIO, "audio/mp4", id="sound-in-mp4"),
        pytest.param(M4A, VIDEO, None, id="sound-as-video"),
        pytest.param(WEBM, VIDEO, "video/webm", id="webm"),
        pytest.param(b"ID3\x04" + b"\x00" * 20, AUDIO, "audio/mpeg", id="mp3-with-a-tag"),
        pytest.param(b"\xff\xfb\x90\x00", AUDIO, "audio/mpeg", id="mp3"),
        pytest.param(b"ID3\x04" + b"\x00" * 20, VIDEO, None, id="mp3-as-video"),
        pytest.param(b"OggS\x00", AUDIO, "audio/ogg", id="ogg"),
        pytest.param(b"RIFF\x00\x00\x00\x00WAVE", AUDIO, "audio/wav", id="wav"),
        pytest.param(b"RIFF\x00\x00\x00\x00WEBP", PICTURE, "image/webp", id="webp"),
        pytest.param(b"\x89PNG\r\n\x1a\n", PICTURE, "image/png", id="png"),
        pytest.param(b"<html><script>", VIDEO, None, id="a-page"),
        pytest.param(b"<svg xmlns=", PICTURE, None, id="svg-may-hold-script"),
        pytest.param(b"", VIDEO, None, id="nothing"),
    ],
)
def test_a_file_is_told_by_its_bytes(head, wanted, kind):
    assert kind_of(head, wanted) == kind
