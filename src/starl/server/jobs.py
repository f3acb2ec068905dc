"""The work of `starl server worker`: letters, exports, recordings, rounds of review, tidying up."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import random
import smtplib
import ssl
import zipfile
from contextlib import suppress
from email.message import EmailMessage
from email.utils import formatdate
from functools import partial
from tempfile import TemporaryFile
from typing import IO

import procrastinate
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, UniqueViolation
from procrastinate.jobs import Status
from procrastinate.signals import on_stop
from starlette.concurrency import run_in_threadpool

from starl.export.write import export_zip
from starl.model.hearing import State
from starl.practice.exchange import Round, find_reviewers, replace_late
from starl.server.belongings import WAITING, belongings
from starl.server.environment import Environment, Mail
from starl.server.letters import to_review_letter
from starl.server.listening import Listening
from starl.server.queue import DEFAULT, EXPORT, HEAR, POST, SPEECH
from starl.server.state import Hosted
from starl.server.watch import tell
from starl.speech.worker import BROKE, Recogniser
from starl.store.hosted.base import PART
from starl.store.hosted.work import Letter
from starl.store.store import Store

_SHUFFLE = random.SystemRandom().shuffle
_SMTP_SECONDS = 20


async def run_worker(hosted: Hosted, concurrency: int) -> None:
    """Works until SIGTERM or SIGINT. concurrency: jobs at once; a recording is beside them, one at a time.

    A worker without a recogniser leaves recordings to others.
    """
    recogniser = Recogniser(hosted.environment.home, os.environ)
    listening = Listening(hosted, recogniser)
    app = make_worker(hosted, listening)
    queues = [(DEFAULT, concurrency)]
    if missing := recogniser.ready():
        tell("does not listen", why=missing)
    else:
        queues.append((SPEECH, 1))
    async with app.open_async():
        working = [
            asyncio.create_task(
                app.run_worker_async(
                    queues=[queue],
                    name=queue,
                    concurrency=number,
                    delete_jobs="successful",
                    install_signal_handlers=False,
                )
            )
            for queue, number in queues
        ]

        def end() -> None:
            listening.stop()
            for each in working:
                if not each.cancelling():  # A second time would not let it finish what it is at.
                    each.cancel()

        with on_stop(end):
            done, left = await asyncio.wait(working, return_when=asyncio.FIRST_COMPLETED)
        end()
        for each in (*done, *left):
            with suppress(asyncio.CancelledError):
                await each


def make_worker(hosted: Hosted, listening: Listening) -> procrastinate.App:
    """The queue with what is done for each task. Every task may be done twice without harm."""
    app = procrastinate.App(
        connector=procrastinate.PsycopgConnector(conninfo=hosted.environment.database, min_size=1, max_size=4)
    )

    @app.task(name=POST, retry=procrastinate.RetryStrategy(max_attempts=5, exponential_wait=4))
    def post() -> None:
        with hosted.engine.connected():
            tell("posted", letters=send_letters(hosted))

    @app.task(name=EXPORT, retry=procrastinate.RetryStrategy(max_attempts=5, exponential_wait=4))
    def export(identifier: str) -> None:
        with hosted.engine.connected():
            make_export(hosted, identifier)

    @app.task(name=HEAR, queue=SPEECH)
    def hear() -> None:
        listening.hear_all(say_hear)

    def say_hear() -> None:
        with suppress(AlreadyEnqueued, ConnectorException):
            hear.configure(queueing_lock=HEAR).defer()

    @app.periodic(cron="* * * * *")
    @app.task(name="tend", queueing_lock="tend")
    async def tend(timestamp: int) -> None:
        await app.job_manager.prune_stalled_workers(60)
        for job in await app.job_manager.get_stalled_jobs():
            try:
                await app.job_manager.retry_job(job)
            except UniqueViolation:  # One like it waits already.
                await app.job_manager.finish_job(job, Status.ABORTED, delete_job=True)
        exports, recordings = await run_in_threadpool(look_after, hosted)
        if recordings:
            with suppress(AlreadyEnqueued):
                await hear.configure(queueing_lock=HEAR).defer_async()
        for identifier in exports:
            with suppress(AlreadyEnqueued):
                await export.configure(
                    queueing_lock=f"{EXPORT} {{'identifier': '{identifier}'}}"
                ).defer_async(identifier=identifier)
        with suppress(AlreadyEnqueued):
            await post.configure(queueing_lock=POST).defer_async()

    return app


def look_after(hosted: Hosted) -> tuple[list[str], int]:
    """Finds reviewers that are due, tidies up, takes recordings from workers that died.

    Gives the exports that are to be made, and how many recordings wait.
    """
    today = hosted.accounts.now().date()
    with hosted.engine.connected():
        match_all(hosted, today)
        hosted.accounts.sweep(hosted.environment.idle, hosted.environment.life)
        hosted.work.sweep()
        hosted.hearings.recover(BROKE)
        hosted.hearings.sweep()
        return hosted.work.unmade_exports(), hosted.hearings.waiting()


def match_all(hosted: Hosted, today: dt.date) -> None:
    """Finds reviewers for every peer review whose day has passed, and others for those who are late."""
    exchange = hosted.exchange
    for assignment in exchange.unmatched(today):
        with hosted.engine.transaction():
            _tell_reviewers(hosted, find_reviewers(exchange, assignment.id, today, _SHUFFLE))
    for identifier in exchange.late(today):
        with hosted.engine.transaction():
            _tell_reviewers(hosted, replace_late(exchange, identifier, today, _SHUFFLE))


def _tell_reviewers(hosted: Hosted, done: Round | None) -> None:
    if done is None:
        return
    tell("matched", assignment=done.assignment.id, reviewers=len(done.reviews))
    hosted.audit.note("reviewers found", about=done.assignment.id)
    if hosted.environment.mail is None:
        return
    for reviewer, number in done.reviews.items():
        account = hosted.accounts.get(reviewer)
        if account:
            letter = to_review_letter(hosted.environment.url, done.assignment.title, number, f"{done.due}")
            hosted.work.write(account.email, *letter)


def send_letters(hosted: Hosted) -> int:
    """Sends every letter that waits, and gives how many went. A letter is kept from other workers meanwhile.

    Where a worker dies between the mail server's yes and the note of it, the letter goes twice, with one Message-ID.
    """
    mail = hosted.environment.mail
    if mail is None:
        return 0
    sent = 0
    for _ in range(1000):
        with hosted.engine.transaction():
            letter = hosted.work.next_letter()
            if letter is None:
                return sent
            try:
                _send(mail, letter, hosted.environment)
                hosted.work.sent(letter.id)
                sent += 1
            except (OSError, smtplib.SMTPException) as error:
                hosted.work.failed(letter.id)
                tell("letter failed", letter=letter.id, error=type(error).__name__)
                if not isinstance(error, smtplib.SMTPRecipientsRefused):
                    return sent
    return sent


def _send(mail: Mail, letter: Letter, environment: Environment) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = mail.sender, letter.recipient, letter.subject
    message["Message-ID"] = f"<{letter.id}@{environment.hosts[0]}>"
    message["Date"] = formatdate()
    message.set_content(letter.body)
    context = ssl.create_default_context()
    local = mail.host in ("localhost", "127.0.0.1", "::1")
    if mail.secure:
        server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=_SMTP_SECONDS, context=context)
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=_SMTP_SECONDS)
    with server:
        if not mail.secure and not local:
            server.starttls(context=context)
        if mail.user:
            server.login(mail.user, mail.password)
        server.send_message(message)


def make_export(hosted: Hosted, identifier: str) -> None:
    """Makes the file of an export that was asked for. Where two workers do, the first one's is kept; both are whole."""
    account = hosted.work.to_export(identifier)
    if account is None:
        return
    with TemporaryFile() as file:
        _write_export(hosted, account, file)
        size = file.tell()
        file.seek(0)
        if hosted.work.keep_export(identifier, size, iter(partial(file.read, PART), b"")):
            tell("exported", export=identifier, bytes=size)


def _write_export(hosted: Hosted, account: str, file: IO[bytes]) -> None:
    export_zip(Store(hosted.engine, account), file, lambda: None)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("server.json", json.dumps(belongings(hosted, account), ensure_ascii=False, indent=1))
        for one in hosted.hearings.of(account):
            if one.state is not State.DONE:
                with archive.open(f"{WAITING}{one.id}{one.ending}", "w", force_zip64=True) as recording:
                    recording.writelines(hosted.hearings.parts(one.id))
    file.seek(0, os.SEEK_END)
