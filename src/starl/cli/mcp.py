"""`starl mcp`: an assistant of one's own, which sees what one allows."""

from __future__ import annotations

import os
import signal
import socket
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from starl.assistant.permission import TOOLS, Permission, load
from starl.cli.journal import clock, home_option, opened
from starl.cli.safe import one_line, shown
from starl.errors import StarlError
from starl.store.home import journal_home, journal_location

PORT = 8328
_names = click.argument("names", nargs=-1, metavar="TOOL...")


@click.group(invoke_without_command=True)
@click.option(
    "--http", is_flag=True, help="Speak streamable HTTP on this machine, not standard input and output."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="For --http; 0 takes any free one.",
)
@home_option
@click.pass_context
def command(context: click.Context, http: bool, port: int, home: str | None) -> int:
    """Let an assistant that speaks MCP use starl: check a story, ask what is open, lead an exercise.

    It cannot see your journal until you allow it, tool by tool, and it writes nothing before you have said yes to what it
    wants to write. Names and secrets are taken out of what it reads. docs/assistant.md says how to set it up.

    \b
    pip install 'starl[mcp]'           what speaks the protocol
    starl mcp                          the server; the assistant's program starts it
    starl mcp status                   what is allowed
    starl mcp allow search_journal     allow something; `deny` takes it away
    starl mcp log                      what was given to it, and when
    """
    context.obj = home
    if context.invoked_subcommand is not None:
        return 0
    if find_spec("mcp") is None:
        raise StarlError(
            "speaking to assistants needs one more package; install it with `pip install 'starl[mcp]'`"
        )
    from starl.checking.choice import wanted_tier
    from starl.mcp.desk import Desk
    from starl.mcp.server import Server

    folder = _folder(home)
    tier = wanted_tier(os.environ.get("STARL_TIER"))
    server = Server(Desk(journal_location(home, os.environ), folder, clock, tier))
    if http:
        return _over_http(server, port, folder)
    if sys.stdin.isatty():
        click.echo(
            "An assistant's program starts this by itself; docs/assistant.md says how. Ctrl-C ends it.",
            err=True,
        )
    # A thread that waits for a line of standard input would keep an ordinary interrupt from ending it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    server.run("stdio")
    return 0


def _over_http(server: object, port: int, folder: Path) -> int:
    from starl.mcp.http import PATH, serve, token
    from starl.mcp.server import Server

    assert isinstance(server, Server)
    expected = token(folder)
    try:
        listening = socket.create_server(("127.0.0.1", port))
        # Connections have it from here; without it an answer's parts wait for one another.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        raise StarlError(
            f"127.0.0.1:{port} cannot be listened on ({error.strerror or error}); take another port: starl mcp --http --port 0"
        ) from error
    click.echo(f"starl is at http://127.0.0.1:{listening.getsockname()[1]}{PATH}")
    click.echo("Programs need the token that `starl mcp token` prints. Ctrl-C stops it.")
    sys.stdout.flush()
    try:
        serve(server, listening, expected)
    except KeyboardInterrupt:
        click.echo("\nStopped.")
    return 0


@command.command("status")
@home_option
@click.pass_context
def status(context: click.Context, home: str | None) -> int:
    """What an assistant may do now."""
    _say(load(_folder(home or context.obj)))
    return 0


@command.command("allow")
@_names
@home_option
@click.pass_context
def allow(context: click.Context, names: tuple[str, ...], home: str | None) -> int:
    """Allow tools, by name. It counts at once, also for a server that runs."""
    from starl.assistant.permission import allow as add

    if not names:
        raise click.UsageError(f"say which: {', '.join(TOOLS)}")
    _say(add(_folder(home or context.obj), names))
    return 0


@command.command("deny")
@_names
@home_option
@click.pass_context
def deny(context: click.Context, names: tuple[str, ...], home: str | None) -> int:
    """Take tools away; without a name, all of them. It counts at once."""
    from starl.assistant.permission import deny as remove

    _say(remove(_folder(home or context.obj), names))
    return 0


@command.command("names")
@click.argument("choice", type=click.Choice(("hide", "give")))
@home_option
@click.pass_context
def names(context: click.Context, choice: str, home: str | None) -> int:
    """Whether names and secrets are taken out of what an assistant reads (hide, as at first) or given out (give)."""
    from starl.assistant.permission import give_names

    _say(give_names(_folder(home or context.obj), choice == "give"))
    return 0


@command.command("log")
@click.option("--last", type=click.IntRange(1, 4000), default=30, show_default=True, help="How many calls.")
@home_option
@click.pass_context
def log(context: click.Context, last: int, home: str | None) -> int:
    """What was given to an assistant, the newest first: the tool, when, and which records. Their text is not in it."""
    from starl.assistant.seen import read

    found = read(_folder(home or context.obj), last)
    for seen in found:
        records = f"  {' '.join(one_line(record[:10]) for record in seen.records)}" if seen.records else ""
        click.echo(
            f"{seen.at:%Y-%m-%d %H:%M:%S}  {one_line(seen.tool):16}  {seen.what.value:8}{records}".rstrip()
        )
    if not found:
        click.echo("No assistant has asked for anything of the journal.")
    return 0


@command.command("pending")
@click.argument("number", type=int, required=False)
@click.option("--keep", is_flag=True, help="Write it, without a question.")
@click.option("--drop", is_flag=True, help="Throw it away.")
@home_option
@click.pass_context
def pending(context: click.Context, number: int | None, keep: bool, drop: bool, home: str | None) -> int:
    """What an assistant proposed where its program could not ask you. NUMBER shows one and asks whether to write it."""
    from starl.assistant.pending import accept, waiting
    from starl.assistant.pending import drop as throw_away

    if (keep and drop) or (number is None and (keep or drop)):
        raise click.UsageError("give a number, and one of --keep and --drop")
    with opened(home or context.obj) as store:
        every = waiting(store)
        if number is None:
            for one in every:
                click.echo(
                    f"{one.number:3}  {one.at.astimezone(clock().tzinfo):%Y-%m-%d %H:%M}  {_cut(one.draft.told())}"
                )
            click.echo(
                "`starl mcp pending NUMBER` shows one and asks." if every else "Nothing waits for you."
            )
            return 0
        found = next((one for one in every if one.number == number), None)
        if found is not None and not drop and not keep:
            click.echo(f"{shown(found.draft.told())}\n")
            keep = click.confirm("Write this to your journal?", default=False)
            if not keep:
                click.echo(f"It still waits; `starl mcp pending {number} --drop` throws it away.")
                return 0
        if drop:
            throw_away(store, number)
            click.echo("Thrown away. Nothing was written.")
        else:
            click.echo(f"Written: {accept(store, number, clock())}")
    return 0


@command.command("token")
@click.option(
    "--new", is_flag=True, help="Make another one; the old one is worth nothing from the next start on."
)
@home_option
@click.pass_context
def show_token(context: click.Context, new: bool, home: str | None) -> int:
    """Print the token that programs need with --http."""
    from starl.mcp.http import token

    click.echo(token(_folder(home or context.obj), new=new))
    return 0


def _folder(home: str | None) -> Path:
    return journal_home(home, os.environ)


def _say(permission: Permission) -> None:
    wide = max(map(len, TOOLS))
    click.echo("check_story and next_questions always work: they see only the text that they are given.")
    for name, what in TOOLS.items():
        click.echo(f"  {'allowed' if name in permission.allowed else 'off':8} {name:{wide}}  {what}")
    given = "given out" if permission.plain else "taken out of what is read"
    click.echo(f"Names and secrets are {given} (`starl mcp names`).")


def _cut(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 70 else f"{line[:69]}…"
