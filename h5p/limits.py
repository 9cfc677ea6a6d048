# ruff: noqa: SIM905  a line of words reads better than a column of strings
"""How much a package may ask of us, and which files it may hold (h5p-spec sections 2 and 5)."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024

# h5p-spec section 5: the reference's list without swf and without formats a browser would run.
CONTENT_EXTENSIONS = frozenset(
    (
        "json png jpg jpeg gif bmp tif tiff eot ttf woff woff2 otf webm mp4 ogg mp3 m4a wav txt pdf rtf "
        "doc docx xls xlsx ppt pptx odt ods odp csv diff patch md textile vtt webvtt gltf glb"
    ).split()
)
LIBRARY_EXTENSIONS = CONTENT_EXTENSIONS | {"js", "css", "svg", "xml"}
VIDEO_EXTENSIONS = frozenset({"mp4", "webm", "ogv"})


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for reading one package. Sizes are bytes after unpacking unless said otherwise."""

    package_bytes: int = 128 * MIB  # the file as it comes, packed
    file_bytes: int = 64 * MIB
    video_bytes: int = 64 * MIB
    total_bytes: int = 256 * MIB
    entries: int = 10_000
    ratio: int = 200  # unpacked : packed, looked at for files over `ratio_from` only
    ratio_from: int = MIB
    json_bytes: int = 10 * MIB  # counted as text in memory: see strict_json
    json_depth: int = 200
    json_nodes: int = 200_000
    path_chars: int = 400
    component_bytes: int = 200
    content_extensions: frozenset[str] = CONTENT_EXTENSIONS
    library_extensions: frozenset[str] = LIBRARY_EXTENSIONS

    def file_limit(self, extension: str) -> int:
        """Return how many bytes a file with this (lower case) extension may unpack to."""
        return self.video_bytes if extension in VIDEO_EXTENSIONS else self.file_bytes


DEFAULT_LIMITS = Limits()
