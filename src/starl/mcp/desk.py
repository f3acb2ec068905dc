"""What the tools work with: the journal behind the person's permission, what may go out of it, and the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError

from starl.assistant.permission import Permission, load
from starl.assistant.seen import Seen, What, note
from starl.coach.redaction import redact_all
from starl.errors import StarlError
from starl.model.report import Tier
from starl.opinion.setting import own_words
from starl.store.store import Store, open_store
from starl.text.visible import visible


@dataclass(frozen=True, slots=True)
class Desk:
    """One server's. The permission is looked up at each call, so that a denial counts at once."""

    location: str
    """The path of the journal, or the address of its database."""
    home: Path
    clock: Callable[[], dt.datetime]
    tier: Tier = Tier.DEFAULT
    """What reads the texts that are checked."""

    @contextmanager
    def journal(self, name: str) -> Iterator[Store]:
        """The journal for a tool. Raises ToolError where the person has not allowed it, and for a StarlError inside."""
        self.need(name)
        with said(), open_store(self.location, clock=self.clock) as store:
            yield store

    def need(self, name: str) -> None:
        """Raises ToolError where the person has not allowed the tool."""
        if name not in self.permission().allowed:
            self.note(name, What.REFUSED)
            raise ToolError(
                f"the person has not allowed this yet. They can, at a terminal: starl mcp allow {name}. "
                "Ask them; check_story and next_questions work without"
            )

    def permission(self) -> Permission:
        """What is allowed now. Raises ToolError where it cannot be read."""
        with said():
            return load(self.home)

    def out(self, store: Store, texts: Sequence[str]) -> list[str]:
        """Texts of the journal as they may go out: without names and secrets, unless the person gives them out, and
        without what nobody sees."""
        if self.permission().plain:
            return [visible(text).text for text in texts]
        return [one.text for one in redact_all(texts, own_words(store))]

    def note(self, name: str, what: What, records: Sequence[str] = ()) -> None:
        """Adds to the log. Raises ToolError where that fails: then nothing is given either."""
        try:
            note(self.home, Seen(self.clock(), name, what, tuple(records)))
        except OSError as error:
            raise ToolError(
                f"the log cannot be written ({error.strerror or error}), so nothing is given"
            ) from error


Call = Context[Desk, object]


def desk_of(call: Call) -> Desk:
    """The desk of the server that was called."""
    return call.request_context.lifespan_context


@contextmanager
def said() -> Iterator[None]:
    """A StarlError as the tool's own error: the assistant reads what it says."""
    try:
        yield
    except StarlError as error:
        raise ToolError(str(error)) from error
