"""A page: front matter between two lines of `---`, then a text, exactly as it is."""

from __future__ import annotations

import json
import re
from typing import Any

from starl.errors import StarlError

_RULE = "---\n"
_END = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 /_'-]*[A-Za-z0-9])?|\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?")
"""What needs no quotes, even within a list."""
_BREAKS_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_MAX_META = 1_000_000
"""Longest front matter that is looked at, in code points."""


def write_page(meta: dict[str, Any], text: str) -> str:
    """The page. Values are strings, lists of strings, or dictionaries of strings; the text gets a line break."""
    lines = [f"{name}: {_flow(value)}\n" for name, value in meta.items()]
    return "".join((_RULE, *lines, _RULE, text, "\n"))


def read_page(page: str) -> tuple[dict[str, Any], str]:
    """The front matter, all values as strings, and the text without its last line break.

    Raises StarlError where there is no front matter, or it is not YAML.
    """
    meta, start = front_matter(page)
    if not start:
        raise StarlError("does not begin with front matter between two lines of ---")
    text = page[start:]
    return meta, text[:-2] if text.endswith("\r\n") and "\r\n" in page[:start] else text.removesuffix("\n")


def front_matter(page: str) -> tuple[dict[str, Any], int]:
    """The front matter, all values as strings, and where the text begins: 0 where there is no front matter.

    Raises StarlError where it is not YAML of names with values.
    """
    start = int(page.startswith("\ufeff"))
    if not page.startswith((_RULE, "---\r\n"), start):
        return {}, 0
    opening = page.index("\n", start) + 1
    end = _END.search(page, opening, opening + _MAX_META)
    if end is None:
        return {}, 0
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        data = yaml.load(page[opening : end.start()], loader)  # noqa: S506 (the base loader makes strings only)
    except (yaml.YAMLError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f"line {mark.line + 2}" if mark else "it"
        raise StarlError(
            f"has front matter that is not YAML: {where}: {getattr(problem, 'problem', None) or 'cannot be read'}"
        ) from None
    if data is None or data == "":
        return {}, end.end()
    if not isinstance(data, dict):
        raise StarlError("has front matter that is not made of `name: value` lines")
    return {str(name): value for name, value in data.items()}, end.end()


def _flow(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {_flow(item)}' for name, item in value.items())}}}"
    if _PLAIN.fullmatch(value):
        return str(value)
    return _BREAKS_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
