"""Takes are typed on a shared server: recordings are heard on the person's own machine."""

from __future__ import annotations

from typing import IO, NoReturn

from starl.errors import StarlError
from starl.web.hearing import Hearing, Wish

_SAID = (
    "This server does not listen to recordings. Type what you said, or rehearse aloud with starl on your own machine "
    "and bring the journal here with an export."
)


class TypedOnly:
    """In the place of `Hearings`: there is never one."""

    def ready(self) -> str:
        """Why recordings are not listened to."""
        return _SAID

    def add(self, file: IO[bytes], name: str, wish: Wish) -> NoReturn:
        """Raises StarlError."""
        raise StarlError(_SAID)

    def get(self, identifier: str) -> None:
        """There is none."""

    def unfinished(self, story: str | None = None) -> list[Hearing]:
        """There are none."""
        return []
