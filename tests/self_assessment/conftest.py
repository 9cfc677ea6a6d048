"""People who act in the same moment: threads with connections of their own, on rows that are committed."""

import sqlite3
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import translation

from accounts.models import User
from self_assessment.models import Assessment, AuditEntry, Reopening, SignOff, Snapshot


@pytest.fixture(autouse=True)
def _in_bokmal():
    """A request leaves its language behind in the thread; addresses here are those of bokmål."""
    with translation.override("nb"):
        yield


class Elsewhere:
    """Runs jobs outside the test's own transaction. `database` is the name of the database they meet in."""

    def __init__(self, database: str) -> None:
        self.database = database

    def run(self, job: Callable[[], Any]) -> Any:
        return self.at_once(job)[0]

    def at_once(self, *jobs: Callable[[], Any]) -> list[Any]:
        """Let all jobs set off together; return what they return, or raise what one of them raised."""
        barrier, results, errors = threading.Barrier(len(jobs)), [None] * len(jobs), []

        def work(place: int, job: Callable[[], Any]) -> None:
            own = connection.copy()
            own.settings_dict["NAME"] = self.database
            connections["default"] = own  # in this thread only
            try:
                barrier.wait(timeout=30)
                results[place] = job()
            except Exception as error:
                errors.append(error)
            finally:
                own.close()

        threads = [threading.Thread(target=work, args=pair) for pair in enumerate(jobs)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        if errors:
            raise errors[0]
        return results


def _sweep() -> None:
    for kept in (SignOff, Reopening, Snapshot, AuditEntry):
        kept.objects.all().delete()
    Assessment.objects.all().delete()
    User.objects.filter(email__endswith="@eksempel.kommune.no").delete()


@pytest.fixture
def elsewhere(django_db_setup, django_db_blocker, tmp_path):
    """On SQLite a copy of the test database in a file, as in production; on PostgreSQL the database itself.

    Not for a test that also takes `db`: SQLite copies nothing while a transaction is open."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            yield Elsewhere(_copy_to(str(tmp_path / "copy.sqlite3")))
            return
        there = Elsewhere(connection.settings_dict["NAME"])
        yield there
        there.run(_sweep)


def _copy_to(path: str) -> str:
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    connection.connection.backup(copy)
    copy.close()
    return path
