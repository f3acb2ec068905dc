"""The self-contained page with a story and the three questions: it needs no network, and runs nothing of the story."""

from __future__ import annotations

import base64
from functools import cache
from hashlib import sha256

from jinja2 import Environment, StrictUndefined

from starl.content import content_text
from starl.model.peer_review import Theme
from starl.model.sharing import Share
from starl.sharing.incoming import KIND, LONGEST, MOST_COMMENTS
from starl.sharing.shares import FORMAT, digest
from starl.sharing.teaching import teaching, trial


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def _assets() -> tuple[str, str]:
    return content_text("share/review.css").strip(), content_text("share/review.js").strip()


def _hash(said: str) -> str:
    return "'sha256-" + base64.b64encode(sha256(said.encode()).digest()).decode() + "'"


def policy(*, sends: bool) -> str:
    """The page's content security policy: its own script and style and nothing else. sends: to where it came from."""
    style, script = _assets()
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; "
        f"connect-src {chr(39) + 'self' + chr(39) if sends else chr(39) + 'none' + chr(39)}; "
        "base-uri 'none'; form-action 'none'"
    )


def document(share: Share, *, send_to: str = "") -> str:
    """The page. send_to: the path that a review is sent to, where the page comes from a server; else it is a file."""
    style, script = _assets()
    passages = []
    last: object = share
    for part in share.parts:
        is_new = part.section is not last
        last = part.section
        heading = part.section.value.capitalize() if is_new and part.section else ""
        passages.append((heading, part.start, share.text[part.start : part.end]))
    taught = teaching()
    return (
        _environment()
        .from_string(content_text("share/page.html"))
        .render(
            share=share,
            digest=digest(share),
            kind=KIND,
            format=FORMAT,
            policy=policy(sends=bool(send_to)),
            style=style,
            script=script,
            send_to=send_to,
            passages=passages,
            taught=taught,
            tried=trial(),
            themes=[theme.value for theme in Theme],
            longest=LONGEST,
            most=MOST_COMMENTS,
        )
    )
