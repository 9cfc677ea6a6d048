"""The database of the tests: made once with the shipped content, then copied for every test process.

Migrating and loading take most of a minute; copying takes a blink. The template lies in var/tests/sqlite3
or beside the server's other databases (PostgreSQL); a change in migrations, loaders or content renews it."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

FOLDER: Path = settings.FILES
CHECKOUT = hashlib.sha256(str(settings.BASE_DIR).encode()).hexdigest()[:8]  # two of them may share a server
TEMPLATE = f"byggestein_template_{CHECKOUT}"
SOURCES = [
    "*/migrations/*.py",
    "content/**/*",
    "h5p_django/content_types/**/*",
    "*/content.py",
    "*/*/content.py",
    "home/shipping.py",
    "*/**/models/*.py",
    "*/**/models.py",
]


def prepare() -> None:
    """Make the template ready, so that the first tests need not wait for it."""
    with _one_at_a_time():
        if connections["default"].vendor == "postgresql":
            with _server(connections["default"].settings_dict) as server:
                _postgres_template(server, connections["default"].settings_dict)
        else:
            _sqlite_template()


def use_copy(worker: str) -> None:
    """Point the default connection at a fresh copy of the template, for this process alone."""
    database = connections["default"].settings_dict
    copy = _copy_postgres if connections["default"].vendor == "postgresql" else _copy_sqlite
    with _one_at_a_time():
        database["NAME"] = copy(database, worker)
    connections["default"].close()


def copy_for_site(target: Path) -> None:
    """Put a copy of the SQLite template at `target`, and the files of its H5P libraries and of its recordings
    in folders beside it, for a server of its own."""
    with _one_at_a_time():
        shutil.copy(_sqlite_template(), target)
        for name in ("h5p", "recordings"):
            shutil.copytree(FOLDER / name, target.parent / name, dirs_exist_ok=True)


def _copy_sqlite(database: dict, worker: str) -> str:
    for old in FOLDER.glob(f"{worker}.sqlite3*"):
        old.unlink()
    return str(shutil.copy(_sqlite_template(), FOLDER / f"{worker}.sqlite3"))


def _sqlite_template() -> Path:
    template, mark = FOLDER / "template.sqlite3", FOLDER / "template.mark"
    if not template.exists() or not mark.exists() or mark.read_text() != _fingerprint():
        template.unlink(missing_ok=True)
        _prepare(f"sqlite:///{template}")
        mark.write_text(_fingerprint())
    return template


def _copy_postgres(database: dict, worker: str) -> str:
    copy = f"byggestein_test_{CHECKOUT}_{worker}"
    with _server(database) as server:
        _postgres_template(server, database)
        server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(copy)))
        make = sql.SQL("create database {} template {}")
        server.execute(make.format(sql.Identifier(copy), sql.Identifier(TEMPLATE)))
    return copy


def _server(database: dict) -> psycopg.Connection:
    address = {"host": database["HOST"], "port": database["PORT"] or 5432, "user": database["USER"]}
    return psycopg.connect(**address, password=database["PASSWORD"], dbname="postgres", autocommit=True)


def _postgres_template(server: psycopg.Connection, database: dict) -> None:
    comment = "select shobj_description(oid, 'pg_database') from pg_database where datname = %s"
    found = server.execute(comment, [TEMPLATE]).fetchone()
    files_are_here = (FOLDER / "recordings").exists()  # not in a new checkout beside an old server
    if found and found[0] == _fingerprint() and files_are_here:
        return
    server.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(TEMPLATE)))
    server.execute(sql.SQL("create database {}").format(sql.Identifier(TEMPLATE)))
    login = f"{database['USER']}:{database['PASSWORD']}".rstrip(":")
    _prepare(f"postgres://{login}@{database['HOST']}:{database['PORT'] or 5432}/{TEMPLATE}")
    mark = sql.SQL("comment on database {} is {}")
    server.execute(mark.format(sql.Identifier(TEMPLATE), sql.Literal(_fingerprint())))


def _prepare(url: str) -> None:
    """Migrate and load the content in a process of its own, so that no connection to the template stays."""
    environment = {**os.environ, "DATABASE_URL": url, "CACHE_URL": "locmemcache://", "LOG_LEVEL": "WARNING"}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    command = [sys.executable, "manage.py", "prepare_trial"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the test database could not be made:\n{done.stdout}\n{done.stderr}")


def _fingerprint() -> str:
    files = sorted(
        {file for pattern in SOURCES for file in settings.BASE_DIR.glob(pattern) if file.is_file()}
    )
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.relative_to(settings.BASE_DIR)).encode() + file.read_bytes())
    return digest.hexdigest()


@contextmanager
def _one_at_a_time() -> Iterator[Path]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield FOLDER
