"""The pages of Learn: why they ask, how a story is built, the five mistakes, and how to prepare."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from starl.content import content_text
from starl.errors import StarlError


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    slug: str
    """Its name in addresses: lower-case words joined by hyphens."""
    title: str
    order: int
    """From 1."""
    text: str
    """Markdown, without the title."""
    rules: tuple[str, ...]
    """The codes of the rules that it explains."""


@cache
def pages() -> tuple[Page, ...]:
    """All pages in the order in which they are read."""
    return tuple(
        Page(
            slug=data["slug"],
            title=data["title"],
            order=order,
            text=content_text(f"learn/{data['slug']}.md"),
            rules=tuple(data["rules"]),
        )
        for order, data in enumerate(tomllib.loads(content_text("learn.toml"))["page"], 1)
    )


def page(slug: str) -> Page:
    """The page of this slug. Raises StarlError where there is none."""
    for one in pages():
        if one.slug == slug:
            return one
    raise StarlError(f"there is no page '{slug}'; there are {', '.join(one.slug for one in pages())}")


def explaining(code: str) -> tuple[Page, ...]:
    """The pages that explain the rule of this code."""
    return tuple(one for one in pages() if code in one.rules)
