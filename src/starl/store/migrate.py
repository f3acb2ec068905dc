"""Brings a database to the schema that this version of starl knows."""

from __future__ import annotations

from importlib import import_module

from starl.errors import StarlError
from starl.store.engine import Engine

STEPS: tuple[str, ...] = (
    "starl.store.migrations.m0001_journal",
    "starl.store.migrations.m0002_practice",
    "starl.store.migrations.m0003_interviews",
    "starl.store.migrations.m0004_takes",
    "starl.store.migrations.m0005_sharing",
    "starl.store.migrations.m0006_server",
    "starl.store.migrations.m0007_hearings",
)
"""The module that leads to schema 1, to schema 2, and so on. Each has `up(run, dialect)`."""


def bring_up(engine: Engine, steps: tuple[str, ...] | None = None) -> None:
    """Runs the steps that are missing, all in one transaction; a file is copied before that.

    Raises StarlError for a schema newer than the last step, and for a step that fails; then nothing has changed.
    """
    steps = STEPS if steps is None else steps
    version = engine.version()
    if version > len(steps):
        raise StarlError(
            f"{engine.place}: this journal was written by a newer starl (schema {version}; this one knows {len(steps)}). "
            "Install that version or a later one; the journal was not touched"
        )
    if version == len(steps):
        return
    copy = engine.keep_copy(version) if version else None
    try:
        with engine.transaction():
            engine.hold_schema()
            for number in range(engine.version() + 1, len(steps) + 1):
                import_module(steps[number - 1]).up(engine.run, engine.dialect)
                engine.set_version(number)
    except Exception as error:
        kept = f", and a copy of it is {copy}" if copy else ""
        if not version:
            raise StarlError(
                f"{engine.place}: the journal could not be made ({error}). Nothing was changed"
            ) from error
        raise StarlError(
            f"{engine.place}: the journal could not be brought to schema {len(steps)} ({error}). "
            f"It is as it was, at schema {version}{kept}; the version of starl that wrote it still reads it"
        ) from error
