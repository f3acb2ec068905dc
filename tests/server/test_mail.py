"""Letters: through a real SMTP conversation, again when the mail server is back, and none where mail is off."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from click.testing import CliRunner

from starl.cli.app import app
from starl.model.account import Part, Role, Ticket
from starl.server.jobs import send_letters
from starl.server.pages.enter import RESET_LIFE

from .alone import PASSWORD, Place, environment, place, schema, served

__all__ = ["place", "schema"]


class Box:
    """A mail server that keeps what it is given."""

    controller: Controller

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.letters: list[tuple[list[str], str]] = []
        self.refuses: set[str] = set()

    def open(self) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.refuses:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content)
        body = message.get_payload(decode=True)
        assert isinstance(body, bytes)
        self.letters.append((envelope.rcpt_tos, f"{message['Subject']}\n{body.decode()}"))
        return "250 OK"


@pytest.fixture
def box() -> Iterator[Box]:
    made = Box()
    made.open()
    yield made
    made.controller.stop()


@pytest.fixture
def posting(schema: str, tmp_path: Path, box: Box) -> Iterator[Place]:
    more = {"STARL_SMTP": f"smtp://127.0.0.1:{box.port}", "STARL_MAIL_FROM": "starl@example.org"}
    with served(schema, tmp_path, **more) as made:
        yield made


def sent(place: Place) -> int:
    with place.hosted.engine.connected():
        return send_letters(place.hosted)


def test_a_forgotten_password(posting: Place, box: Box) -> None:
    posting.account("ann")
    client = posting.visitor()
    for name in ("ann", "nobody"):
        said = client.submit("/login/forgot", "/login/forgot", email=f"{name}@example.org")
        assert said.status_code == 200
    assert sent(posting) == 1
    ((to, letter),) = box.letters
    assert to == ["ann@example.org"]
    link = next(line for line in letter.splitlines() if "/reset?ticket=" in line)
    assert link.startswith(posting.address)
    path = link.removeprefix(posting.address)
    done = client.submit(
        "/reset", path, ticket=path.partition("ticket=")[2], password="a quite different tram"
    )
    assert done.url.path == "/login"
    inside = client.submit("/login", "/login", email="ann@example.org", password="a quite different tram")
    assert inside.url.path == "/"
    assert client.get(path).status_code == 404, "the link is good once"


NEW = "a quite different tram"


def _changes_password(place: Place) -> None:
    assert (
        place.enter("ann").submit("/account/password", "/account", old=PASSWORD, new=NEW).status_code == 200
    )


def _switches_codes_off(place: Place) -> None:
    client = place.enter("ann")
    assert client.submit("/account/codes/off", "/account", old="not the one at all").status_code == 403
    assert client.submit("/account/codes/off", "/account", old=PASSWORD).status_code == 200


def _comes_by_a_link(place: Place) -> None:
    with place.hosted.engine.connected():
        account = place.hosted.accounts.by_email("ann@example.org")
        assert account
        token = place.hosted.accounts.give(Ticket.RESET, RESET_LIFE, account=account.id)
    done = place.visitor().submit("/reset", f"/reset?ticket={token}", ticket=token, password=NEW)
    assert done.url.path == "/login"


def _asks_the_operator(place: Place) -> None:
    assert place.hosted.environment.mail
    host, port = place.hosted.environment.mail.host, place.hosted.environment.mail.port
    more = {"STARL_SMTP": f"smtp://{host}:{port}", "STARL_MAIL_FROM": "starl@example.org"}
    home = place.hosted.environment.home
    env = environment(place.hosted.environment.database, home, STARL_URL=place.address, **more)
    done = CliRunner().invoke(app, ["server", "reset", "ann@example.org", "--codes-off"], env=env)
    assert done.exit_code == 0 and "/reset?ticket=" in done.output


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_changes_password, "The password of your account was changed."),
        (_switches_codes_off, "One-time codes were switched off"),
        (_comes_by_a_link, "A new password was set through a link"),
        (_asks_the_operator, "made a link for a new password of your account. They also switched one-time codes"),
    ],
)  # fmt: skip
def test_a_change_of_how_one_comes_in_is_told(
    posting: Place, box: Box, change: Callable[[Place], None], says: str
) -> None:
    posting.account("ann")
    change(posting)
    assert sent(posting) == 1
    ((to, letter),) = box.letters
    assert to == ["ann@example.org"] and says in letter
    assert f"If it was not you: set a new password at {posting.address}/login/forgot" in letter
    for secret in (PASSWORD, NEW, "ticket"):
        assert secret not in letter


def test_an_invitation_is_a_letter(posting: Place, box: Box) -> None:
    coach = posting.account("dora", Role.COACH)
    with posting.hosted.engine.connected():
        cohort = posting.hosted.cohorts.add("First")
        posting.hosted.cohorts.join(cohort, coach.id, Part.COACH)
    client = posting.enter("dora")
    said = client.submit(f"/coach/{cohort}/invite", f"/coach/{cohort}", emails="new@example.org")
    assert "1 letter is on its way" in said.text
    sent(posting)
    ((to, letter),) = box.letters
    assert to == ["new@example.org"] and f"{posting.address}/join?ticket=" in letter


def test_what_could_not_go_goes_later_and_nothing_twice(posting: Place, box: Box) -> None:
    box.controller.stop()
    with posting.hosted.engine.connected():
        for name in ("ann", "bob"):
            posting.hosted.work.write(f"{name}@example.org", "Hello", "There is a letter.")
    assert sent(posting) == 0
    with posting.hosted.engine.connected():
        assert posting.hosted.work.waiting_letters() == 2
    box.open()
    assert sent(posting) == 2
    assert sent(posting) == 0
    assert sorted(to for to, _ in box.letters) == [["ann@example.org"], ["bob@example.org"]]


def test_one_address_that_is_refused_does_not_hold_up_the_others(posting: Place, box: Box) -> None:
    box.refuses.add("gone@example.org")
    with posting.hosted.engine.connected():
        for name in ("gone", "ann"):
            posting.hosted.work.write(f"{name}@example.org", "Hello", "There is a letter.")
    assert sent(posting) == 1
    assert [to for to, _ in box.letters] == [["ann@example.org"]]


def test_without_mail_the_page_says_what_to_do(place: Place) -> None:
    client = place.visitor()
    assert "ask" in client.get("/login/forgot").text.lower()
    place.account("root", Role.ADMIN)
    made = place.enter("root").submit("/admin/invite", "/admin", email="new@example.org", role="learner")
    assert f"{place.address}/join?ticket=" in made.text
    place.account("ann")
    _changes_password(place)
    assert sent(place) == 0
