# ruff: noqa: SIM905  a line of words reads better than a column of strings
"""What a file begins with: pictures, sound and film must be what their name says (h5p-spec section 5, WE).

The check asks for the kind, not the exact format: real packages hold JPEG files named .png, and browsers play
them. A page, a script or an archive under such a name is refused.
"""

from __future__ import annotations

HEAD_BYTES = 4096

_IMAGE = frozenset("png jpg jpeg gif bmp tif tiff".split())
_SOUND_OR_FILM = frozenset("webm mp4 ogg ogv mp3 m4a wav".split())
_MP4_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"})


def looks_wrong(extension: str, head: bytes) -> bool:
    """Tell whether the first bytes contradict the extension. Empty files and other kinds never do."""
    if not head:
        return False
    if extension in _IMAGE:
        return not _is_image(head)
    if extension in _SOUND_OR_FILM:
        return not _is_sound_or_film(head)
    return False


def _is_image(head: bytes) -> bool:
    return head.startswith(
        (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*")
    ) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def _is_sound_or_film(head: bytes) -> bool:
    if head.startswith((b"\x1aE\xdf\xa3", b"OggS", b"ID3", b"fLaC")) or head[4:8] in _MP4_BOXES:
        return True
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE":
        return True
    return _has_mpeg_frame(head)


def _has_mpeg_frame(head: bytes) -> bool:
    """MP3 and ADTS have no file header: eleven set bits begin a frame, after zero padding at most."""
    frame = head.lstrip(b"\0")[:2]
    return len(frame) == 2 and frame[0] == 0xFF and frame[1] & 0xE0 == 0xE0
