"""What a file is, told by its first bytes: its name and what the browser says of it prove nothing. Pure."""

from __future__ import annotations

HEAD_BYTES = 4096
"""How much of a file is looked at."""
VIDEO, AUDIO, PICTURE = "video", "audio", "picture"
ENDINGS = {
    "video/mp4": "mp4",
    "video/webm": "webm",
    "audio/mp4": "m4a",
    "audio/webm": "weba",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
}
"""{what we send a file as: the ending it gets with us}."""
TYPES = {ending: kind for kind, ending in ENDINGS.items()}


def kind_of(head: bytes, wanted: str) -> str | None:
    """Return what to send a file as when it is asked for as video, audio or picture; None when it is none.

    MP4 and WebM hold both, and only their inside tells which: there it counts as what is wanted."""
    if wanted == PICTURE:
        return _picture(head)
    if head[4:8] == b"ftyp" and len(head) >= 12:
        return None if wanted == VIDEO and head[8:11] == b"M4A" else f"{wanted}/mp4"
    if head[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in head[:64]:
        return f"{wanted}/webm"
    return _sound(head) if wanted == AUDIO else None


def _picture(head: bytes) -> str | None:
    if head[:3] == b"\xff\xd8\xff":
        return "image/jpeg"
    if head[:8] == b"\x89PNG\r\n\x1a\n":
        return "image/png"
    return "image/webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None


def _sound(head: bytes) -> str | None:
    if head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return "audio/mpeg"
    if head[:4] == b"OggS":
        return "audio/ogg"
    return "audio/wav" if head[:4] == b"RIFF" and head[8:12] == b"WAVE" else None
