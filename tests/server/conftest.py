"""A real shared server on a real PostgreSQL database, and people who are logged in."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import uvicorn

from starl.model.account import Account, Role
from starl.server.environment import read_environment
from starl.server.state import Hosted
from tests.store.conftest import database

__all__ = ["database"]
PASSWORD = "correct horse tram violet"


class Person(httpx.Client):
    """Somebody with a browser without JavaScript."""

    def token(self, path: str) -> str:
        """The token of a page."""
        return (
            self.get(path, follow_redirects=True).text.partition('name="csrf" content="')[2].partition('"')[0]
        )

    def submit(self, path: str, page: str, **fields: Any) -> httpx.Response:
        """Sends a form as the page's own would."""
        return self.post(path, data={"_csrf": self.token(page), **fields})


@dataclass
class Place:
    """A server that runs."""

    address: str
    app: Any

    @property
    def hosted(self) -> Hosted:
        hosted: Hosted = self.app.state.hosted
        return hosted

    def anybody(self) -> Person:
        """Somebody who is not logged in."""
        return Person(base_url=self.address, timeout=30)

    def account(self, name: str, role: Role = Role.LEARNER) -> Account:
        """A new account."""
        from starl.server.passwords import encoded

        return self.hosted.accounts.add(f"{name}@example.org", name.capitalize(), role, encoded(PASSWORD))

    def person(self, name: str) -> Person:
        """Somebody who is logged in."""
        person = self.anybody()
        answer = person.submit("/login", "/login", email=f"{name}@example.org", password=PASSWORD)
        assert answer.status_code == 303
        return person


@pytest.fixture(scope="module")
def place(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A server over a database of its own."""
    home = tmp_path_factory.mktemp("server")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(home)
    from starl.server.app import create_hosted

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    address = f"http://localhost:{listening.getsockname()[1]}"
    environment = read_environment(
        {
            "STARL_DATABASE": database,
            "STARL_SECRET": "k3J9xQ2mB7vL0pT5" * 3,
            "STARL_URL": address,
            "STARL_HOME": str(home),
            "STARL_METRICS_TOKEN": "abcdefghijklmnopqrst",
        }
    )
    server = uvicorn.Server(uvicorn.Config(create_hosted(environment), log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Place(address, server.config.app)
    server.should_exit = True
    thread.join(10)
