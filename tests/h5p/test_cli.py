"""The command line: one JSON object a line, an exit code that tells, never a traceback."""

import json
import subprocess
import sys

import pytest

from h5p.cli import main
from tests.h5p.builders import files, library_json, manifest, needs, to_bytes, zipped


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.h5p"
    parameters = {"question": "<b>Hva nå?</b>", "evil": 1}
    described = library_json(
        preloadedDependencies=needs("H5P.Base 1.0"), preloadedJs=[{"path": "js/quiz.js"}]
    )
    path.write_bytes(
        zipped(
            files(
                **{
                    "content/content.json": to_bytes(parameters),
                    "h5p.json": to_bytes(manifest("H5P.Quiz 1.2", "H5P.Base 1.0")),
                    "H5P.Quiz-1.2/library.json": to_bytes(described),
                    "H5P.Base-1.0/library.json": to_bytes(library_json("H5P.Base 1.0")),
                }
            )
        )
    )
    return path


@pytest.fixture
def bad(tmp_path):
    path = tmp_path / "bad.h5p"
    path.write_bytes(zipped(files(**{"content/a.svg": b"", "h5p.json": b"{"})))
    return path


def test_check_tells_of_each_file(good, bad, capsys):
    code = main(["check", str(good), str(bad), "/nowhere.h5p"])

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 1
    assert lines[0] == {"file": str(good), "valid": True, "main_library": "H5P.Quiz 1.2", "faults": []}
    assert [fault["code"] for fault in lines[1]["faults"]] == ["not-in-whitelist", "unable-to-parse-package"]
    assert lines[1]["faults"][0] == {
        "code": "not-in-whitelist",
        "path": "content/a.svg",
        "message": "Files of the type “svg” are not allowed here.",
    }
    assert lines[1]["valid"] is False
    assert lines[1]["main_library"] is None
    assert lines[2]["faults"][0]["code"] == "unable-to-read-file"


def test_check_succeeds_only_when_all_are_valid(good, bad):
    assert main(["check", str(good), str(good)]) == 0
    assert main(["check", str(good), str(bad)]) == 1


def test_a_file_with_another_name_is_refused(good, tmp_path, capsys):
    other = tmp_path / "good.zip"
    other.write_bytes(good.read_bytes())

    assert main(["check", str(other)]) == 1
    assert json.loads(capsys.readouterr().out)["faults"][0]["code"] == "missing-h5p-extension"


def test_messages_speak_norwegian_when_asked(bad, capsys):
    main(["--language", "nn", "check", str(bad)])

    message = json.loads(capsys.readouterr().out)["faults"][0]["message"]
    assert message == "Filer av typen «svg» er ikkje tillatne her."


def test_filter_writes_the_filtered_parameters(good, capsys):
    assert main(["filter", str(good)]) == 0

    assert json.loads(capsys.readouterr().out) == {"question": "&lt;b&gt;Hva nå?&lt;/b&gt;"}


def test_deps_writes_libraries_in_load_order(good, capsys):
    assert main(["deps", str(good)]) == 0

    assert capsys.readouterr().out == "H5P.Base 1.0\nH5P.Quiz 1.2\n"


def test_text_writes_what_a_learner_meets(good, capsys):
    assert main(["text", str(good)]) == 0

    assert capsys.readouterr().out == "A quiz\nHva nå?\n"


def test_export_writes_a_valid_package_twice_the_same(good, tmp_path):
    once, twice = tmp_path / "once.h5p", tmp_path / "twice.h5p"

    assert main(["export", str(good), str(once)]) == 0
    assert main(["export", str(once), str(twice)]) == 0
    assert main(["check", str(once)]) == 0
    assert once.read_bytes() == twice.read_bytes()


@pytest.mark.parametrize("command", ["filter", "deps", "text", "export"])
@pytest.mark.parametrize("name", ["bad.h5p", "nowhere.h5p", ""])
def test_nothing_is_written_for_a_file_that_is_refused(command, name, bad, tmp_path, capsys):
    assert main([command, str(tmp_path / name)]) == 1

    told = capsys.readouterr()
    assert told.out == ""
    assert told.err


def _run(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "h5p", *arguments], capture_output=True, check=False, **options
    )


def test_as_a_command_without_a_sensible_locale(good, tmp_path):
    done = _run(
        "filter",
        str(good),
        env={"PYTHONPATH": ":".join(filter(None, sys.path)), "LC_ALL": "C", "PYTHONUTF8": "0"},
    )

    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8")) == {"question": "&lt;b&gt;Hva nå?&lt;/b&gt;"}


def test_export_goes_to_standard_output(good):
    done = _run("export", str(good), env={"PYTHONPATH": ":".join(filter(None, sys.path))})

    assert done.returncode == 0
    assert done.stdout.startswith(b"PK\x03\x04")


def test_django_is_not_needed():
    code = "import sys, h5p.cli, h5p.player, h5p.results, h5p.upgrade; print('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
    )

    assert done.stdout.strip() == b"False"
