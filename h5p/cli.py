"""The command line, `python -m h5p check|filter|deps|export|text`; exit code 0 only when all was valid."""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from typing import BinaryIO

from h5p import export as exporting
from h5p import strict_json, text
from h5p.archive import DamagedEntry
from h5p.dependencies import preloaded
from h5p.errors import Fault, H5PError
from h5p.importing import content_files
from h5p.opened import Package
from h5p.package import Inspection, file_name_fault, inspect
from h5p.semantics import Filtered, filter_content
from h5p.strict_json import Json
from h5p.texts import LANGUAGES

VALID, INVALID = 0, 1  # argparse itself exits with 2

_Write = Callable[[Package, Filtered], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    options = _parser().parse_args(arguments)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever read our output has gone; nothing buffered may raise again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INVALID


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m h5p", description="Check, filter and export H5P packages."
    )
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="language of the messages")
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, run: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        return command

    check = add("check", _check, "Tell what is wrong with packages, one JSON object a line.")
    check.add_argument("files", nargs="+", metavar="FILE")
    for name, write, about in (
        ("filter", _write_parameters, "Write the filtered parameters as JSON."),
        ("deps", _write_dependencies, "Write the preloaded libraries in load order, one a line."),
        ("text", _write_text, "Write all text a learner meets."),
    ):
        add(name, _filtering(write), about).add_argument("file", metavar="FILE")
    export = add("export", _export, "Write the package anew, filtered, the same bytes each time.")
    export.add_argument("file", metavar="FILE")
    export.add_argument("output", metavar="OUTPUT", nargs="?", help="a file; standard output when left out")
    return parser


def _check(options: argparse.Namespace) -> int:
    valid = True
    for name in options.files:
        try:
            with open(name, "rb") as file:
                found = _inspected(file, name)
        except OSError:
            found = Inspection(None, (Fault("unable-to-read-file"),), None)
        valid &= found.valid
        line: dict[str, Json] = {
            "file": os.fsencode(name).decode("utf-8", "replace"),
            "valid": found.valid,
            "main_library": str(found.main_library) if found.main_library else None,
            "faults": [_fault(each, options.language) for each in found.faults],
        }
        print(strict_json.dump(line))
    return VALID if valid else INVALID


def _filtering(write: _Write) -> Callable[[argparse.Namespace], int]:
    """Return a command that reads a file, filters it and hands both to `write`; faults go to stderr."""

    def run(options: argparse.Namespace) -> int:
        try:
            with open(options.file, "rb") as file:
                found = _inspected(file, options.file)
                _tell(found.faults, options.language)
                if found.package is None:
                    return INVALID
                filtered = filter_content(found.package.content, found.package)
                _tell(filtered.faults, options.language)
                write(found.package, filtered)
        except BrokenPipeError:
            raise
        except (H5PError, DamagedEntry, OSError) as error:
            print(f"h5p: {error}", file=sys.stderr)
            return INVALID
        return VALID

    return run


def _write_parameters(_: Package, filtered: Filtered) -> None:
    print(strict_json.dump(filtered.parameters))


def _write_dependencies(_: Package, filtered: Filtered) -> None:
    for library in preloaded(filtered.dependencies):
        print(library.name)


def _write_text(package: Package, filtered: Filtered) -> None:
    print(text.plain_text(filtered, package))


def _export(options: argparse.Namespace) -> int:
    def write(package: Package, filtered: Filtered) -> None:
        with tempfile.TemporaryFile() as made:  # nothing is written unless all of it can be
            exporting.export(made, package.content, filtered, package, content_files(package))
            made.seek(0)
            if options.output:
                with open(options.output, "wb") as out:
                    shutil.copyfileobj(made, out)
            else:
                shutil.copyfileobj(made, sys.stdout.buffer)

    return _filtering(write)(options)


def _inspected(file: BinaryIO, name: str) -> Inspection:
    found = inspect(file)
    misnamed = file_name_fault(name)
    return Inspection(found.main_library, (misnamed, *found.faults), None) if misnamed else found


def _fault(fault: Fault, language: str) -> Json:
    return {"code": fault.code, "path": fault.path, "message": fault.message(language)}


def _tell(faults: Sequence[Fault], language: str) -> None:
    for each in faults:
        print(strict_json.dump(_fault(each, language)), file=sys.stderr)
