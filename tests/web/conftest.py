"""A real server over a real journal, and a real browser that fails a test when a page's script fails."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from starl.model.report import Tier
from starl.store.store import Store, open_store
from starl.web.app import create_app
from starl.web.hearings import Listener
from starl.web.options import Options

NOW = dt.datetime(2026, 5, 4, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
CHROMIUM = next(
    filter(
        None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"))
    ),
    None,
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SOUND = """## Situation
In March 2024 I was on the billing team at a small insurer, four of us, with 30,000 customers on the old system.
## Task
I was to move the monthly statements to the new renderer by the end of the quarter, and the plan was mine.
## Action
I wrote the converter and tried it on twelve statements that I picked myself. I skipped the test on the full archive \
because I was sure that they were all alike.
## Result
On the first of April 2,100 customers got a statement with the wrong balance. I told the head of billing the same \
morning, we sent corrections within two days, and 40 people called.
## Learning
I had believed that a handful of samples stands for an archive. Since then I run every converter over the whole \
archive and compare the totals before anything is sent. In June that comparison caught a rounding error.
"""
WIDTHS = {"phone": 390, "desktop": 1280}
LOOKS = {"desktop-light": (WIDTHS["desktop"], "light"), "phone-dark": (WIDTHS["phone"], "dark")}
"""Each width and each scheme once: what axe finds depends on one or the other, and each look takes minutes."""


class Ticking:
    """A clock that goes on a second at each look, from NOW."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now


@dataclass
class Site:
    """A server that runs, and its journal."""

    address: str
    home: Path
    clock: Ticking = field(default_factory=Ticking)
    app: Any = None

    @property
    def location(self) -> str:
        return str(self.home / "journal.sqlite")

    def store(self) -> Any:
        """The journal, opened beside the server."""
        return open_store(self.location, clock=self.clock)

    def client(self) -> Browserless:
        """Somebody without JavaScript."""
        return Browserless(self.address)


class Browserless(httpx.Client):
    """Forms without JavaScript: the token is taken from the page that has the form."""

    def __init__(self, address: str) -> None:
        # Without TLS no certificates have to be read.
        super().__init__(base_url=address, follow_redirects=True, timeout=30, verify=False)

    def token(self, path: str = "/") -> str:
        """The token of a page."""
        return self.get(path).text.partition('name="csrf" content="')[2].partition('"')[0]

    def submit(self, path: str, page: str = "/", **fields: Any) -> httpx.Response:
        """Sends a form as the page's own would."""
        return self.post(path, data={"_csrf": self.token(page), **fields})


def run(options: Options, listener: Listener | None = None) -> tuple[uvicorn.Server, threading.Thread, str]:
    """Starts a server on a free port."""
    listening = socket.socket(proto=socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(create_app(options, listener), log_level="error", access_log=False)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    return server, thread, f"http://localhost:{listening.getsockname()[1]}"


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in this process may open a connection to another machine."""
    connect = socket.socket.connect

    def local(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in (
            "127.0.0.1",
            "::1",
            "localhost",
        ):
            raise AssertionError(f"a connection to {address} was opened")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local)


@pytest.fixture
def tier() -> Tier:
    """What looks at a story when the person pauses."""
    return Tier.DEFAULT


@pytest.fixture
def site(tmp_path: Path, tier: Tier) -> Iterator[Site]:
    """A server over an empty journal."""
    place = Site("", tmp_path)
    server, thread, place.address = run(Options(place.location, tmp_path, tier=tier, clock=place.clock))
    place.app = server.config.app
    yield place
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def client(site: Site) -> Iterator[Browserless]:
    """Somebody without JavaScript at an empty journal."""
    with site.client() as opened:
        yield opened


@pytest.fixture
def store(site: Site) -> Iterator[Store]:
    """The journal of the server."""
    with site.store() as opened:
        yield opened


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser of this machine. In CI it must be there."""
    if CHROMIUM is None:
        reason = "no Chromium is installed (on Debian: apt install chromium)"
        if "CI" in os.environ:
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Tab:
    """A browser window at the site; what its scripts complain of is kept."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self._heard(said))
        page.on("request", lambda request: self._asked(request.url))

    def _heard(self, said: Any) -> None:
        if said.type == "error" and said.text not in self.expected:
            self.complaints.append(said.text)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"asked another host: {url}")

    expected: tuple[str, ...] = ()
    """What the console may say in this test."""

    def go(self, path: str) -> Any:
        """Opens a page of the site."""
        self.page.goto(self.address + path)
        return self.page

    def arrive(self, selector: str) -> None:
        """Waits until a page that a key or a form opened shows something, and until its scripts listen."""
        self.page.wait_for_selector(selector)
        self.page.wait_for_load_state("load")


@pytest.fixture
def tab(chromium: Any, site: Site) -> Iterator[Tab]:
    """A window of desktop width. The test fails when a script of a page fails or asks another host."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    window = Tab(context.new_page(), site.address)
    yield window
    context.close()
    assert window.complaints == []


def violations(page: Any) -> list[str]:
    """What axe-core finds wrong with a page, in a line each."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def sound(page: Any) -> None:
    """Nothing is wrong with the page at both widths, in light and dark, and nothing stands out at the side."""
    for width, scheme in LOOKS.values():
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], (page.url, width, scheme)
        assert page.locator("html").evaluate("(root) => root.scrollWidth <= innerWidth"), (page.url, width)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")


def eventually(holds: Callable[[], bool], seconds: float = 10) -> None:
    """Waits until something holds. Fails the test when it does not in time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.05)
