"""The packages of the extra `starl[files]`, imported where they are used."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from starl.errors import StarlError

PACKAGES = ("typst", "docx", "genanki")
EXTRA = "pip install 'starl[files]'"


def needed(name: str) -> ModuleType:
    """The package. Raises StarlError where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        raise StarlError(
            f"this format needs a package more; get it with: {EXTRA} (md, html and json work without it)"
        ) from None


def installed() -> bool:
    """Whether all of the extra is there. Imports nothing."""
    return all(find_spec(name) is not None for name in PACKAGES)
