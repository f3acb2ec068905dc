"""A shared server that runs, with people on it; `place` is one in a schema of its own for each test."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from starl.model.account import Account, Role
from starl.server.environment import read_environment
from starl.server.state import Hosted
from starl.store.store import Store
from tests.store.conftest import schema
from tests.web.conftest import Browserless, offline

__all__ = ["offline", "schema"]

PASSWORD = "a ferry of eleven words"
SECRET = "ZXNwcmVzc28gbWFjaGluZXMgZG8gbm90IGxpZSB0byBt"


class Person(httpx.Client):
    """Somebody with a browser without JavaScript, who does not go where they are sent."""

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
    """The server, and those who know it."""

    address: str
    app: Any
    clients: list[httpx.Client] = field(default_factory=list)

    @property
    def hosted(self) -> Hosted:
        found: Hosted = self.app.state.hosted
        return found

    def account(self, name: str, role: Role = Role.LEARNER) -> Account:
        """Somebody with an account."""
        from starl.server import passwords

        with self.hosted.engine.connected():
            return self.hosted.accounts.add(f"{name}@example.org", name, role, passwords.encoded(PASSWORD))

    def store(self, account: Account) -> Store:
        """The journal of an account."""
        return Store(self.hosted.engine, account.id)

    def visitor(self) -> Browserless:
        """Somebody whom nobody knows."""
        client = Browserless(self.address)
        self.clients.append(client)
        return client

    def enter(self, name: str, password: str = PASSWORD) -> Browserless:
        """Somebody who has logged in."""
        client = self.visitor()
        client.submit("/login", "/login", email=f"{name}@example.org", password=password)
        return client

    def anybody(self) -> Person:
        """The same as a `Person`."""
        person = Person(base_url=self.address, timeout=30)
        self.clients.append(person)
        return person

    def person(self, name: str) -> Person:
        """Somebody who has logged in, as a `Person`."""
        person = self.anybody()
        answer = person.submit("/login", "/login", email=f"{name}@example.org", password=PASSWORD)
        assert answer.status_code == 303
        return person


def environment(database: str, home: Path, **more: str) -> dict[str, str]:
    """Variables that are all right."""
    return {
        "STARL_DATABASE": database,
        "STARL_SECRET": SECRET,
        "STARL_URL": "http://localhost",
        "STARL_HOME": str(home),
        **more,
    }


@contextmanager
def served(database: str, home: Path, trusted: str = "127.0.0.1", **more: str) -> Iterator[Place]:
    """A server that runs. trusted: whose X-Forwarded-For is believed; more: variables of its environment."""
    from starl.server.app import create_hosted

    listening = socket.socket(proto=socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    address = f"http://localhost:{listening.getsockname()[1]}"
    app = create_hosted(read_environment(environment(database, home, STARL_URL=address) | more))
    config = uvicorn.Config(app, log_level="error", access_log=False, forwarded_allow_ips=trusted)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    made = Place(address, app)
    yield made
    for client in made.clients:
        client.close()
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def place(schema: str, tmp_path: Path) -> Iterator[Place]:
    """A server over an empty schema."""
    pytest.importorskip("procrastinate", reason="the shared server needs starl[server]")
    with served(schema, tmp_path) as made:
        yield made
