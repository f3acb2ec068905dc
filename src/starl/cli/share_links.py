"""Links to shared stories on the command line: made with a share, listed, taken back."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

import click

from starl.cli.output import paint
from starl.cli.safe import one_line, shown
from starl.cli.serve import PORT
from starl.errors import StarlError
from starl.model.sharing import Share
from starl.model.story_record import StoryRecord
from starl.sharing.links import PATH, State, make, state
from starl.store.store import Store

_VISITS = 10
"""Accesses that are listed of a link at most."""


class Wish(NamedTuple):
    """How a link was asked for."""

    days: int
    note: str
    address: str


def checked_address(given: str) -> str:
    """The server's address without what follows the host and port. Raises StarlError for another text."""
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise StarlError(
            f"--address should be what the reviewer types first, such as http://192.0.2.7:{PORT}, not {shown(given)}"
        )
    return f"{parts.scheme}://{parts.netloc}"


def asked_passphrase() -> str:
    """The hash of a passphrase that is asked for, twice."""
    from starl.web.secrets import hash_password, new_salt

    return hash_password(
        click.prompt("The passphrase", hide_input=True, confirmation_prompt=True), new_salt()
    )


def make_link(store: Store, share: Share, wish: Wish, passphrase: str | None) -> str:
    """A new link to what was shared; its address. passphrase: its hash."""
    return f"{wish.address}{PATH}{make(store, share, wish.days, passphrase, wish.note).token}"


def say_link(link: str, wish: Wish) -> None:
    """The link, this once, and for whom it holds."""
    from starl.web.options import LOOPBACK

    click.echo(f"The link, which is shown this once and holds for {wish.days} days:")
    click.echo()
    click.echo(f"  {link}")
    click.echo()
    if urlsplit(wish.address).hostname in LOOPBACK:
        click.echo(
            "It leads to this machine only, while `starl serve --share` runs. For somebody else, start\n"
            f"`starl serve --share --host YOUR-ADDRESS` and make the link with --address http://YOUR-ADDRESS:{PORT}."
        )
    else:
        click.echo("It leads there while `starl serve --share` runs at that address.")


def list_links(store: Store, record: StoryRecord, short: int) -> None:
    """The links to a story and who used them, the newest first. short: characters of an id that are shown."""
    brush = paint()
    links = [
        (share, link)
        for share in store.shares.select(record.id)
        for link in store.share_links.select(share.id)
    ]
    if not links:
        click.echo(
            f"No link leads to “{one_line(record.title)}”. `starl share {record.slug} --link` makes one."
        )
        return
    for share, link in links:
        standing = state(link, store.now())
        until = link.revoked if standing is State.REVOKED and link.revoked else link.expires
        word = "until" if standing is State.OPEN else "since"
        about = [f"revision {share.revision}", f"{standing.value} {word} {until.astimezone():%Y-%m-%d %H:%M}"]
        about += ["asks for a passphrase"] if link.passphrase else []
        about += [one_line(link.note)] if link.note else []
        click.echo(f"{brush(store.share_links.short(link.id, short), fg='yellow')}  {'; '.join(about)}")
        for visit in store.share_visits.select(link.id, _VISITS):
            click.echo(
                f"    {visit.at.astimezone():%Y-%m-%d %H:%M}  {visit.access.value:<10}  {shown(visit.address)}"
            )
