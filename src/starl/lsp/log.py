"""The log of the server, on standard error. It never holds a word of a story."""

from __future__ import annotations

import logging
import traceback

logger = logging.getLogger("starl.lsp")


def told(error: BaseException) -> str:
    """What kind of error it was and where, without what it says: that may be a piece of the text."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = ", ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames)
    return f"{type(error).__name__} at {places or 'unknown'}"


class _Bare(logging.Formatter):
    """The messages of the library as they stand in its source, without what they were to be filled with."""

    def format(self, record: logging.LogRecord) -> str:
        own = record.name == logger.name
        text = record.getMessage() if own else str(record.msg).split("\n", maxsplit=1)[0]
        error = record.exc_info[1] if record.exc_info else None
        return f"starl lsp: {text}" + (f" ({told(error)})" if error else "")


def start_log() -> None:
    """Sends warnings and errors of the server and of its library to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Bare())
    for name in ("pygls", "asyncio", logger.name):
        log = logging.getLogger(name)
        log.handlers = [handler]
        log.propagate = False
        log.setLevel(logging.WARNING)
