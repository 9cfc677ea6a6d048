"""Cached pages against a bare view: requests a second of one gunicorn worker, measured by wrk in one run."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.measure import Measure
from bench.pages import PAGES

SECONDS = 4
ROUNDS = 3


@contextmanager
def one_worker() -> Iterator[str]:
    """Yield the address of the site served by a single gunicorn worker."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    gunicorn = Path(sys.executable).parent / "gunicorn"
    command = [gunicorn, "cms.wsgi", "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    process = subprocess.Popen(command)
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{url}/live", timeout=2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait()


def requests_a_second(url: str) -> float:
    command = ["wrk", "-t1", "-c8", f"-d{SECONDS}s", "-H", "Accept-Encoding: gzip", url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output:
        raise RuntimeError(f"{url} did not answer 200: {output}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])


def measure() -> Iterator[Measure]:
    with one_worker() as url:
        for name in ("theme", "prompts", "course", "module"):
            bare, page = f"{url}/bare/", url + PAGES[name]
            ratios = [requests_a_second(page) / requests_a_second(bare) for _ in range(ROUNDS)]
            ratio = sorted(ratios)[ROUNDS // 2]
            yield Measure(f"cached-{name}-of-bare-view", round(ratio, 2), "ratio", 0.5, at_least=True)
