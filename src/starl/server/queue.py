"""The queue of background work: procrastinate, on the same PostgreSQL."""

from __future__ import annotations

from contextlib import suppress

import procrastinate
import psycopg
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

from starl.errors import StarlError

POST, EXPORT, HEAR = "post", "export", "hear"
DEFAULT, SPEECH = "default", "speech"
"""The queues: only workers that can listen take from the second."""
_QUEUES = {HEAR: SPEECH}
_HAS = "SELECT to_regclass('procrastinate_jobs') IS NOT NULL"
_MIGRATING = 0x5354524D
"""The number of the advisory lock under which the queue's tables are made."""


def bring_up_queue(address: str) -> None:
    """Makes the queue's tables where there are none; several programs may do it at once.

    Raises StarlError where that is not possible.
    """
    try:
        with psycopg.connect(address) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MIGRATING,))
            row = connection.execute(_HAS).fetchone()
            if row and not row[0]:
                connection.execute(procrastinate.schema.SchemaManager.get_schema())
    except psycopg.Error as error:
        raise StarlError(f"the tables of the queue could not be made: {error}") from error


class Queue:
    """Says that there is something to do. The rows of `Work` say what: a lost word is made up for every minute."""

    def __init__(self, address: str) -> None:
        self._app = procrastinate.App(
            connector=procrastinate.SyncPsycopgConnector(conninfo=address, min_size=0, max_size=2)
        )
        self._app.open()

    def say(self, task: str, **what: str) -> None:
        """Has a task done soon."""
        lock = f"{task} {what}" if what else task
        with suppress(AlreadyEnqueued, ConnectorException):
            queue = _QUEUES.get(task, DEFAULT)
            self._app.configure_task(task, queue=queue, queueing_lock=lock).defer(**what)

    def close(self) -> None:
        """Closes its connections."""
        self._app.close()
