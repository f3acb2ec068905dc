"""`starl serve`."""

from __future__ import annotations

import datetime as dt
import os
import socket
import sys
import time
from pathlib import Path

import click

from starl.cli.journal import clock, home_option, journal_file
from starl.errors import StarlError
from starl.store.faults import without_password
from starl.store.home import is_address, journal_home, journal_location

PORT = 8327
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@click.command(short_help="The web app.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one."
)
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
@click.option(
    "--allow-host", multiple=True, metavar="NAME", help="Another host name that may be asked for. Repeatable."
)
@click.option("--share", is_flag=True, help="Links to stories that you share can be made and opened.")
@click.option("--set-password", is_flag=True, help="Ask for a new password for this home, keep it, and stop.")
@click.option("--no-password", is_flag=True, help="Take the password of this home away, and stop.")
@home_option
def command(
    host: str,
    port: int,
    no_open: bool,
    allow_host: tuple[str, ...],
    share: bool,
    set_password: bool,
    no_password: bool,
    home: str | None,
) -> int:
    """Open the web app: inventory, stories with a live coach, exercises, portfolio, review, journal.

    With --share, whoever has a link that you made reads that one story and can send a review, and nothing else.

    It listens on this machine only, unless --host says otherwise; then a password must be set. Ctrl-C stops it;
    what was typed is saved as it is typed.
    """
    from starl.web.secrets import kept_password
    from starl.web.secrets import set_password as keep

    folder = journal_home(home, os.environ)
    if no_password:
        keep(folder, None)
        click.echo("No password is asked for any more.")
        return 0
    if set_password:
        keep(folder, click.prompt("The new password", hide_input=True, confirmation_prompt=True))
        click.echo("The password is set. It is asked for from the next start on.")
        return 0
    password = kept_password(folder)
    if host not in _LOOPBACK and password is None:
        raise StarlError(
            f"with --host {host} others could read your journal; set a password first: starl serve --set-password"
        )
    return _serve(_listen(host, port), host, allow_host, no_open, password, home, share=share)


def _listen(host: str, port: int) -> socket.socket:
    """The socket that is listened on. Raises StarlError where the port is taken."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise StarlError(
            f"{host}:{port} cannot be listened on ({error.strerror or error}); "
            "is starl running already? Otherwise take another port: starl serve --port 0"
        ) from error
    return listening


def _serve(
    listening: socket.socket,
    host: str,
    allowed: tuple[str, ...],
    no_open: bool,
    password: str | None,
    home: str | None,
    *,
    share: bool,
) -> int:
    import threading

    import uvicorn

    from starl.checking.choice import wanted_tier
    from starl.web.app import create_app
    from starl.web.options import LOOPBACK, Options

    location = journal_location(home, os.environ)
    options = Options(
        location=location,
        home=journal_home(home, os.environ),
        hosts=(*LOOPBACK, host, socket.gethostname(), *allowed),
        password=password,
        share=share,
        tier=wanted_tier(os.environ.get("STARL_TIER")),
        clock=clock,
    )
    app = create_app(options)
    port = listening.getsockname()[1]
    name = f"[{host}]" if ":" in host else "localhost" if host in _LOOPBACK else host
    address = f"http://{name}:{port}/"

    class Server(uvicorn.Server):
        """Says where it is, as soon as it answers."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            click.echo(f"starl is at {click.style(address, bold=True)}")
            click.echo(f"The journal is {without_password(location)}. Ctrl-C stops it.")
            sys.stdout.flush()
            if not no_open:
                threading.Thread(target=click.launch, args=(address,), daemon=True).start()

    if not is_address(location):
        threading.Thread(target=_back_up_daily, args=(journal_file(home),), daemon=True).start()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3
    )
    server = Server(config)
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        click.echo("\nStopped. Everything is saved.")
    return 0


def _back_up_daily(journal: Path) -> None:
    """The copy of each day, for as long as the server runs. What fails is said and tried again in an hour."""
    from starl.store.backup import daily

    while True:
        try:
            daily(journal, dt.datetime.now(dt.UTC))
        except (StarlError, OSError) as error:
            click.echo(f"starl: the backup of today could not be made: {error}", err=True)
        time.sleep(3600)
