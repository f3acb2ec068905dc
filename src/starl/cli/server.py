"""`starl server`."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from starl.errors import StarlError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starl.server.environment import Environment
    from starl.server.state import Hosted

METRICS = "metrics"
"""The folder in STARL_HOME in which the processes gather their numbers."""


@click.group(invoke_without_command=True, short_help="starl for many people on one server.")
@click.option("--check", is_flag=True, help="Only look whether the environment is right, and stop.")
@click.pass_context
def command(context: click.Context, check: bool) -> int:
    """Serve many people from one PostgreSQL database: accounts, cohorts, peer review.

    Environment variables say how; docs/server.md lists them. Without a subcommand it runs the web server.
    """
    if context.invoked_subcommand is not None:
        return 0
    environment = _environment()
    if check:
        with _opened(environment) as hosted:
            number = hosted.accounts.count()
        click.echo(f"All is well: {environment.url}, {environment.workers} workers, {number} accounts.")
        missing = _recogniser_missing(environment)
        click.echo(
            f"Recordings are not listened to: {missing}." if missing else "Recordings are listened to."
        )
        return 0
    return _serve(environment)


@command.command()
@click.option("--concurrency", default=2, show_default=True, type=click.IntRange(1, 32), help="Jobs at once.")
def worker(concurrency: int) -> int:
    """Do the work of the background: letters, exports, recordings, finding reviewers. Run one or more, on any machine."""
    import asyncio

    from starl.server.jobs import run_worker
    from starl.server.queue import bring_up_queue
    from starl.server.watch import log_lines

    environment = _environment()
    bring_up_queue(environment.database)
    log_lines()
    with _opened(environment) as hosted:
        asyncio.run(run_worker(hosted, concurrency))
    return 0


@command.command()
@click.argument("email")
@click.option("--name", default="", help="As others see it.")
@click.option(
    "--role", default="admin", show_default=True, type=click.Choice(["learner", "reviewer", "coach", "admin"])
)
def create(email: str, name: str, role: str) -> int:
    """Make an account; asks for its password. The first administrator is made so."""
    from starl.model.account import Role
    from starl.server import passwords

    with _opened(_environment()) as hosted:
        password = click.prompt("The password", hide_input=True, confirmation_prompt=True)
        passwords.check_password(password, email, name)
        account = hosted.accounts.add(email, name, Role(role), passwords.encoded(password))
        hosted.audit.note("account made by operator", account.id)
        click.echo(f"{account.email} can log in as {role}.")
    return 0


@command.command()
@click.option(
    "--role",
    default="learner",
    show_default=True,
    type=click.Choice(["learner", "reviewer", "coach", "admin"]),
)
@click.option("--email", help="Only for this address.")
def invite(role: str, email: str | None) -> int:
    """Print a link that makes one account, within two weeks."""
    from starl.model.account import Role, Ticket
    from starl.server.pages.coaching import INVITATION_LIFE

    environment = _environment()
    with _opened(environment) as hosted:
        token = hosted.accounts.give(Ticket.INVITATION, INVITATION_LIFE, role=Role(role), email=email)
        hosted.audit.note(f"invited a {role} by operator")
        click.echo(f"{environment.url}/join?ticket={token}")
    return 0


@command.command()
@click.argument("email")
@click.option("--codes-off", is_flag=True, help="Ask for no one-time codes any more: the phone is lost.")
def reset(email: str, codes_off: bool) -> int:
    """Print a link that sets a new password, within two hours. Be sure whom you give it to.

    Where the server sends mail, the person is told that a link was made, without the link.
    """
    from starl.model.account import Ticket
    from starl.server.letters import tell_of_change
    from starl.server.pages.enter import RESET_LIFE

    environment = _environment()
    with _opened(environment) as hosted:
        account = hosted.accounts.by_email(email)
        if account is None:
            raise StarlError(f"{email} has no account")
        with hosted.engine.transaction():
            if codes_off:
                hosted.accounts.set_totp(account.id, None)
            token = hosted.accounts.give(Ticket.RESET, RESET_LIFE, account=account.id)
            hosted.audit.note("reset link made by operator", about=account.id)
            codes = " They also switched one-time codes off." if codes_off else ""
            tell_of_change(
                hosted,
                account,
                f"Whoever runs the server made a link for a new password of your account.{codes}",
            )
        click.echo(f"{environment.url}/reset?ticket={token}")
    return 0


@command.command()
@click.argument("email")
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(email: str, yes: bool) -> int:
    """Remove somebody's journal and account for good."""
    from starl.server.pages.account import erase_account

    with _opened(_environment()) as hosted:
        account = hosted.accounts.by_email(email)
        if account is None:
            raise StarlError(f"{email} has no account")
        if not yes:
            click.confirm(f"Remove the journal and the account of {email} for good?", abort=True)
        erase_account(hosted, account.id)
        click.echo("Removed. Backups have it until they are thrown away.")
    return 0


def _environment() -> Environment:
    from starl.server.environment import read_environment

    return read_environment(os.environ)


@contextmanager
def _opened(environment: Environment) -> Iterator[Hosted]:
    try:
        from starl.server.app import open_hosted
    except ImportError as error:
        raise StarlError(
            f"a shared server needs more packages ({error.name} is missing); install them with `pip install 'starl[server]'`"
        ) from None
    hosted = open_hosted(environment)
    try:
        yield hosted
    finally:
        hosted.engine.close()


def _recogniser_missing(environment: Environment) -> str:
    from starl.speech.worker import Recogniser

    return Recogniser(environment.home, os.environ).ready()


def _serve(environment: Environment) -> int:
    gathered = environment.home / METRICS
    shutil.rmtree(gathered, ignore_errors=True)
    try:
        gathered.mkdir(parents=True, mode=0o700)
    except OSError as error:
        raise StarlError(f"STARL_HOME: {environment.home} cannot be written to ({error.strerror})") from None
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(gathered)
    with _opened(environment):
        pass
    from starl.server.queue import bring_up_queue
    from starl.server.workers import serve

    bring_up_queue(environment.database)
    click.echo(f"starl serves {environment.url} from {environment.host}:{environment.port}. Ctrl-C stops it.")
    serve(environment)
    return 0
