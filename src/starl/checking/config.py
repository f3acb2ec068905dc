"""`starl.toml`, or `[tool.starl]` in pyproject.toml, from the folder of the call upwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from starl.errors import StarlError

_KEYS = {"select": list, "ignore": list, "fail-on": str, "level": str, "tier": str, "stories": list}


class Config(NamedTuple):
    """What the file says; None where it says nothing."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    level: str | None = None
    tier: str | None = None
    stories: tuple[Path, ...] = ()
    """Folders in which every Markdown and text file is a story; `starl lsp` asks."""


def load_config(folder: Path) -> Config:
    """The nearest configuration. Raises StarlError that names the file and the key that is wrong."""
    for place in (folder, *folder.parents):
        own, project = place / "starl.toml", place / "pyproject.toml"
        if own.is_file():
            return _config(_load(own.read_bytes(), own), own)
        # One that does not name starl need not be read, and whatever is wrong in it is not ours to say.
        if project.is_file() and b"starl" in (content := project.read_bytes()):
            tools = _load(content, project).get("tool")
            if isinstance(tools, dict) and "starl" in tools:
                return _config(tools["starl"], project)
    return Config()


def _load(content: bytes, path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StarlError(f"{path}: not valid TOML: {error}") from None


def _config(table: Any, path: Path) -> Config:
    if not isinstance(table, dict):
        raise StarlError(f"{path}: 'starl' has to be a table, such as [tool.starl]")
    for key, value in table.items():
        if key not in _KEYS:
            raise StarlError(f"{path}: there is no setting '{key}'; the settings are {', '.join(_KEYS)}")
        if not isinstance(value, _KEYS[key]):
            raise StarlError(f"{path}: '{key}' has to be a {'list' if _KEYS[key] is list else 'string'}")
    return Config(
        select=tuple(map(str, table["select"])) if "select" in table else None,
        ignore=tuple(map(str, table.get("ignore", ()))),
        fail_on=table.get("fail-on"),
        level=table.get("level"),
        tier=table.get("tier"),
        stories=tuple((path.parent / str(folder)).resolve() for folder in table.get("stories", ())),
    )
