"""The processes that answer: forked from one that has read everything already, and made anew where one dies."""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import threading
import time
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI

from starl.coach.engine import check
from starl.errors import StarlError
from starl.server import passwords
from starl.server.app import TEMPLATES, create_hosted, pages
from starl.server.watch import log_lines, tell
from starl.web.app import SILENT, furnish
from starl.web.render import read_templates

if TYPE_CHECKING:
    from types import FrameType

    from starl.server.environment import Environment

_BREATH = 1.0
"""Seconds before a worker is made in place of one that ended at once, such as while the database is away."""
_FAILED = 3
"""The status of a worker that could not begin."""
_BACKLOG = 2048
_WARM = "## Action\nI moved the jobs, and I did not look at the clock.\n"


def serve(environment: Environment) -> None:
    """Answers until a signal ends it. Raises StarlError where the address is taken."""
    log_lines()
    listening = listen(environment)
    warm()
    Workers(environment, listening).run()


def warm() -> None:
    """Reads what every worker needs, once: pages, templates, the coach's weights, the parameters of the hash."""
    furnish(FastAPI(openapi_url=None, telemetry=SILENT), pages())
    read_templates(TEMPLATES)
    check(_WARM)
    passwords.fits("", None)
    gc.collect()
    gc.freeze()


def listen(environment: Environment) -> socket.socket:
    """The socket that all workers answer on. Raises StarlError where it cannot be had."""
    family = socket.AF_INET6 if ":" in environment.host else socket.AF_INET
    # Only where the protocol is named does asyncio send what is small at once; else answers wait 40 ms for one another.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((environment.host, environment.port))
    except OSError as error:
        listening.close()
        raise StarlError(
            f"STARL_LISTEN: {environment.host}:{environment.port} cannot be listened on ({error.strerror})"
        ) from None
    listening.listen(_BACKLOG)
    return listening


class Workers:
    """Keeps as many processes as there should be."""

    def __init__(self, environment: Environment, listening: socket.socket) -> None:
        self._environment = environment
        self._listening = listening
        self._begun: dict[int, float] = {}
        """By process id: the moment of `time.monotonic`."""
        self._ending = False
        self._held, self._holding = os.pipe()
        """Ends for the workers when this process does, however it does."""

    def run(self) -> None:
        """Makes workers anew where they die, until SIGTERM or SIGINT; then waits for them."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        while not self._ending or self._begun:
            while not self._ending and len(self._begun) < self._environment.workers:
                self._make()
            pid, status = os.waitpid(-1, 0)
            lived = time.monotonic() - self._begun.pop(pid, 0.0)
            if not self._ending:
                tell(
                    "worker ended",
                    process=pid,
                    status=os.waitstatus_to_exitcode(status),
                    seconds=round(lived, 1),
                )
                time.sleep(_BREATH if lived < _BREATH else 0)

    def _end(self, *_: int | FrameType | None) -> None:
        self._ending = True
        for pid in self._begun:
            os.kill(pid, signal.SIGTERM)

    def _make(self) -> None:
        # A signal between the fork and the note of its id would leave a worker that nobody ends.
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGTERM, signal.SIGINT))
        pid = os.fork()
        if pid == 0:
            self._work()
        self._begun[pid] = time.monotonic()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM, signal.SIGINT))

    def _work(self) -> None:
        """What a worker does. Does not return."""
        status = _FAILED
        try:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM, signal.SIGINT))
            os.close(self._holding)
            threading.Thread(target=self._follow, daemon=True).start()
            config = uvicorn.Config(
                create_hosted(self._environment),
                proxy_headers=True,
                forwarded_allow_ips=self._environment.proxies,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=10,
            )
            uvicorn.Server(config).run(sockets=[self._listening])
            status = 0
        except StarlError as error:
            tell("worker cannot begin", error=str(error))
        finally:
            sys.stderr.flush()
            os._exit(status)

    def _follow(self) -> None:
        """Ends this worker where the first process ended without a word."""
        os.read(self._held, 1)
        os.kill(os.getpid(), signal.SIGTERM)
