"""How a server is to run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from starl.model.report import Tier

LOOPBACK = ("localhost", "127.0.0.1", "::1")
"""The names under which a person's own machine is asked."""


def local_now() -> dt.datetime:
    """The moment in the person's time zone."""
    return dt.datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Options:
    """What `starl serve` was told."""

    location: str
    """The path of the journal's file, or the address of its database."""
    home: Path
    """Where the server's secret, backups and uploads are."""
    hosts: tuple[str, ...] = LOOPBACK
    """The host names that a request may name; any other is refused (DNS rebinding)."""
    password: str | None = None
    """The hash of the password that is asked for before anything is shown; None asks nothing."""
    share: bool = False
    """Whether links to shared stories may be made and opened."""
    address: str = ""
    """Where people reach the server, for links; by what they typed themselves where it is empty."""
    tier: Tier = Tier.DEFAULT
    """Deep is loaded in the background and takes a second look at a story when the person pauses; as one types, it is
    always the default tier."""
    clock: Callable[[], dt.datetime] = local_now
    """The moment, with the person's time zone."""
