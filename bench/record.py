"""The learning record: how fast it is rebuilt, how fast it takes answers, and that a killed worker loses none."""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from django.db import connection
from django.urls import reverse

from bench.measure import Measure
from courses.domain.completion import completion
from courses.domain.events import Event, Kind
from courses.domain.progress import course_progress
from courses.models import CoursePage, Enrolment, LearningEvent
from courses.outlines import outline_of
from courses.queries import modules_of

EVENTS = 20_000
A_SECOND = {"postgresql": 50, "sqlite": 10}
"""Saves a second that are asked for: SQLite is for a trial and one small server."""
AT_MOST = {"postgresql": 150, "sqlite": 400}
"""Milliseconds that 95 of 100 saves may take; that of SQLite, where writers wait for each other, is our choice."""
SECONDS, CLIENTS = 10, 12
WRITES, KILL_EVERY = 200, 8


def rebuild_rate() -> float:
    """Return the events a second that progress and completion of a course are worked out from."""
    course = CoursePage.objects.select_related("locale").get(key="L1", locale__language_code="nb")
    outline = outline_of(course, modules_of(course))
    begin = datetime(2026, 1, 5, 8, tzinfo=UTC)
    events = []
    for number in range(EVENTS):
        module = outline.modules[number % len(outline.modules)]
        block = module.blocks[number % len(module.blocks)]
        kind = (Kind.BLOCK_REACHED, Kind.ANSWERED, Kind.QUIZ_ANSWERED)[number % 3]
        data = (
            {"blocks": list(module.blocks[:4])}
            if kind is Kind.BLOCK_REACHED
            else {"answer": {"options": [1]}}
        )
        at = begin + timedelta(seconds=number)
        events.append(Event(uuid.uuid4(), kind, module.key, block, data, at, course.version))
    start = time.perf_counter()
    completion(outline, course_progress(outline, events))
    return round(EVENTS / (time.perf_counter() - start))


@contextmanager
def two_workers() -> Iterator[tuple[str, int]]:
    """Yield the address of the site served by two gunicorn workers, and the process that keeps them."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    gunicorn = Path(sys.executable).parent / "gunicorn"
    command = [gunicorn, "cms.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    process = subprocess.Popen([*command, "--log-level", "critical"])
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/live", timeout=2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait()


@dataclass
class Exercise:
    """Where an answer is sent, and what it may be."""

    path: str
    options: int

    @classmethod
    def first(cls) -> Exercise:
        course = CoursePage.objects.select_related("locale").get(key="L1", locale__language_code="nb")
        for module in modules_of(course):
            for raw in module.lesson.raw_data:
                if raw["type"] == "choice" and not raw["value"]["multiple"]:
                    path = reverse("courses:answer", args=[module.pk, raw["id"]])
                    return cls(path, len(raw["value"]["options"]))
        raise RuntimeError("no exercise to answer")


@dataclass
class Learner:
    """Somebody without an account, with a browser that keeps its connection and its cookies."""

    host: str
    exercise: Exercise
    cookie: str = ""
    connection: http.client.HTTPConnection | None = None
    seen: list[float] = field(default_factory=list)

    def answer_anew(self) -> bool:
        return self.answer(uuid.uuid4())

    def answer(self, save_id: uuid.UUID) -> bool:
        """Send an answer. True when the server said that it is saved. Raises OSError and HTTPException."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.host, timeout=10)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "fetch"}
        if self.cookie:
            headers["Cookie"] = self.cookie
        option = save_id.int % self.exercise.options
        body = urlencode({"option": option, "save_id": str(save_id)})
        try:
            self.connection.request("POST", self.exercise.path, body, headers)
            response = self.connection.getresponse()
            response.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise
        if response.getheader("Set-Cookie"):
            self.cookie = response.getheader("Set-Cookie").partition(";")[0]
        return response.status == 200 and bool(response.getheader("X-Saved-At"))


def saves_under_load(clients: Sequence[Callable[[], bool]], a_second: int) -> tuple[float, int]:
    """Return (95th percentile in ms, errors) of so many saves a second; a client saves once when it is called,
    and says whether that was acknowledged. Each save waits for its own moment, so that a slow answer delays
    nobody else's question, and counts from when it should have been sent."""
    begin = time.perf_counter() + 0.5
    lock, times, errors = threading.Lock(), [], []
    moments = iter(range(a_second * SECONDS))

    def work(client: Callable[[], bool]) -> None:
        while True:
            with lock:
                number = next(moments, None)
            if number is None:
                return
            due = begin + number / a_second
            time.sleep(max(0.0, due - time.perf_counter()))
            try:
                saved = client()
            except (OSError, http.client.HTTPException):
                saved = False
            with lock:
                times.append((time.perf_counter() - due) * 1000)
                if not saved:
                    errors.append(number)

    threads = [threading.Thread(target=work, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return round(sorted(times)[int(len(times) * 0.95)], 1), len(errors)


def workers_of(keeper: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{keeper}/task/{keeper}/children").read_text().split()]


def killed_in_mid_write(host: str, keeper: int, exercise: Exercise, writes: int) -> tuple[int, int, int]:
    """Kill a worker with SIGKILL while answers are on their way, again and again.

    Returns (acknowledged, of these lost, written by half): a save is in the log whole, or not at all."""
    learner, chance = Learner(host, exercise), random.Random(1)
    asked, acknowledged = [], []
    for number in range(writes):
        save_id = uuid.uuid4()
        asked.append(save_id)
        if number % KILL_EVERY == 0 and (workers := workers_of(keeper)):
            killer = threading.Timer(
                chance.uniform(0, 0.03), os.kill, [chance.choice(workers), signal.SIGKILL]
            )
            killer.start()
        for _try in range(20):
            try:
                if learner.answer(save_id):
                    acknowledged.append(save_id)
                break
            except (OSError, http.client.HTTPException):
                time.sleep(0.2)  # as the page does: the same save again
    connection.close()
    found = LearningEvent.objects.in_bulk(asked)
    begun = set(
        Enrolment.objects.filter(device__in={row.device for row in found.values()}).values_list("device")
    )
    half = sum((row.device,) not in begun or "answer" not in row.data for row in found.values())
    return len(acknowledged), sum(id not in found for id in acknowledged), half


def measure() -> Iterator[Measure]:
    yield Measure("record-rebuild", rebuild_rate(), "events/s", 20_000, at_least=True)
    exercise, vendor = Exercise.first(), connection.vendor
    with two_workers() as (host, keeper):
        Learner(urlsplit(f"http://{host}").netloc, exercise).answer(uuid.uuid4())
        rate = A_SECOND[vendor]
        learners = [Learner(host, exercise) for _ in range(CLIENTS)]
        p95, errors = saves_under_load([learner.answer_anew for learner in learners], rate)
        yield Measure(f"save-answer-p95-at-{rate}-a-second-{vendor}", p95, "ms", AT_MOST[vendor])
        yield Measure(f"save-answer-errors-at-{rate}-a-second-{vendor}", errors, "errors", 0)
        acknowledged, lost, half = killed_in_mid_write(host, keeper, exercise, WRITES)
        yield Measure("killed-worker-acknowledged-saves", acknowledged, "saves", WRITES * 0.9, at_least=True)
        yield Measure("killed-worker-saves-lost", lost, "saves", 0)
        yield Measure("killed-worker-saves-by-half", half, "saves", 0)
