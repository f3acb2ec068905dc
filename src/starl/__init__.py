"""starl: a failure journal and STAR-L story coach that runs on your own machine.

`from starl import check, check_many, Story` is the public interface; docs/api.md describes it. Each name is loaded when
it is first asked for, so that `import starl` itself costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starl.api import Story, check, check_many
    from starl.errors import StarlError
    from starl.model.report import Level, Report, Severity, Tier
    from starl.model.story import Section

__version__ = "0.1.0"
__all__ = ["Level", "Report", "Section", "Severity", "StarlError", "Story", "Tier", "check", "check_many"]

_HOMES = {
    "Level": "starl.model.report",
    "Report": "starl.model.report",
    "Section": "starl.model.story",
    "Severity": "starl.model.report",
    "StarlError": "starl.errors",
    "Story": "starl.api",
    "Tier": "starl.model.report",
    "check": "starl.api",
    "check_many": "starl.api",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'starl' has no attribute '{name}'")
    from importlib import import_module

    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
