"""A server that is killed while somebody types: what was typed before is in the journal, and the rest in the window."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from starl.store.store import open_store

TYPED = "I dropped the table at noon because both shells looked alike, and I did not read the prompt before I pressed it."
LATE = 2.0
"""Seconds of typing that may be missing on a busy machine; on an idle one it is less than one."""


def serve(home: Path, port: int = 0) -> tuple[subprocess.Popen[str], str]:
    """`starl serve` in a process of its own."""
    command = [sys.executable, "-m", "starl", "serve", "--no-open", "--port", str(port), "--home", str(home)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ})
    assert server.stdout
    return server, server.stdout.readline().split()[-1].rstrip("/")


def test_at_most_the_last_second_is_lost(chromium: Any, tmp_path: Path) -> None:
    server, address = serve(tmp_path)
    try:
        slug = httpx.post(f"{address}/api/v1/stories", json={"title": "The outage"}).json()["slug"]
        page = chromium.new_page()
        page.goto(f"{address}/stories/{slug}")
        area = page.locator("textarea[name=action]")
        area.click()
        moments = []
        for letter in TYPED:
            page.keyboard.type(letter)
            moments.append(time.monotonic())
            page.wait_for_timeout(25)
    finally:
        server.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        server.wait()
    assert server.stdout
    server.stdout.close()
    with open_store(tmp_path / "journal.sqlite") as store:
        assert store.engine.check() == []
        text = store.stories.text(store.stories.select()[0].id)
    kept = next(length for length in range(len(TYPED), -1, -1) if TYPED[:length] in text)
    assert kept > 10
    assert kept == len(TYPED) or killed - moments[kept] < LATE
    assert page.evaluate(f"JSON.parse(sessionStorage['starl.unsaved.{slug}']).boxes.action") == TYPED
    page.close()
