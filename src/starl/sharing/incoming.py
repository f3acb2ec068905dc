"""A review as it comes back, in a file or as text: read strictly, and refused with the reason."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from typing import Any

from starl.errors import StarlError
from starl.model.peer_review import HIGHEST, LOWEST, Theme
from starl.model.sharing import Comment, Feedback, Share
from starl.sharing.shares import FORMAT, digest
from starl.store.store import Store
from starl.text.visible import visible

KIND = "starl-review"
LARGEST = 1 << 20
"""Bytes of a review at most."""
MOST_COMMENTS = 200
LONGEST = 5000
"""Characters of one answer or comment at most."""
_LONGEST_NAME = 100
_AGAIN = "ask the reviewer to save the review again and to send the file as it is"


def read(text: str) -> dict[str, Any]:
    """The review in a text, which may stand in a letter. Raises StarlError where there is none, or it was changed."""
    if len(text) > LARGEST:
        raise StarlError(f"this is too large for a review (more than {LARGEST >> 20} MB)")
    opened, closed = text.find("{"), text.rfind("}")
    if opened < 0 or closed < opened:
        raise StarlError("there is no review in it; it should be what the reviewer saved or copied")
    try:
        data = json.loads(text[opened : closed + 1], strict=False)
    except (ValueError, RecursionError):
        raise StarlError(f"this is no whole review, or it was damaged on its way; {_AGAIN}") from None
    if not isinstance(data, dict) or data.get("format") != KIND:
        raise StarlError("this is JSON, but no review of a shared story")
    version = data.get("version")
    if version != FORMAT:
        newer = isinstance(version, int) and version > FORMAT
        raise StarlError(
            f"this review has format {str(version)[:20]}, and this starl reads {FORMAT}"
            + ("; install a newer starl" if newer else "; share the story anew")
        )
    if data.get("checksum") != checksum(data):
        raise StarlError(f"this review was changed after the reviewer saved it; {_AGAIN}")
    return data


def checksum(data: dict[str, Any]) -> str:
    """CRC-32 of what a review says, as the shared file computes it. It shows damage and careless edits, not forgery."""
    said: list[Any] = [data.get(name) for name in ("share", "digest", "reviewer", "written", "summary")]
    for name in ("authenticity", "learning"):
        rating = data.get(name)
        said += [rating.get("rating"), rating.get("why")] if isinstance(rating, dict) else [None, None]
    comments = data.get("comments")
    for one in comments if isinstance(comments, list) else []:
        if isinstance(one, dict):
            said += [one.get(name) for name in ("start", "end", "quote", "comment", "theme")]
    packed = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return f"{zlib.crc32(packed.encode('utf-8', 'replace')):08x}"


def share_of(store: Store, data: dict[str, Any]) -> Share:
    """What the review is about. Raises StarlError for one of somebody else's story, or of another text."""
    name = data.get("share")
    share = store.shares.get(name) if isinstance(name, str) else None
    if share is None:
        raise StarlError(
            "this review is of a story that was not shared from this journal, or whose share was removed; nothing was taken in"
        )
    if data.get("digest") != digest(share):
        raise StarlError(
            "the reviewer read another text than you shared: the file was changed before it was reviewed; nothing was taken in"
        )
    return share


def feedback_of(store: Store, share: Share, data: dict[str, Any]) -> Feedback:
    """The review as it will be kept. Raises StarlError where something in it is missing or wrong."""
    comments = data.get("comments")
    if not isinstance(comments, list) or len(comments) > MOST_COMMENTS:
        raise StarlError(f"its comments should be a list of {MOST_COMMENTS} at most; nothing was taken in")
    name = "".join(_text(data, "reviewer").split("\n"))
    return Feedback(
        id=store.new_id(),
        created=store.now(),
        story=share.story,
        share=share.id,
        written=_written(data.get("written")),
        reviewer=" ".join(name.split())[:_LONGEST_NAME],
        authenticity=_rating(data, "authenticity"),
        learning=_rating(data, "learning"),
        authenticity_why=_text(data["authenticity"], "why"),
        learning_why=_text(data["learning"], "why"),
        summary=_text(data, "summary"),
        comments=tuple(_comment(share, each) for each in comments),
        digest=checksum(data),
    )


def _rating(data: dict[str, Any], name: str) -> int:
    given = data.get(name)
    rating = given.get("rating") if isinstance(given, dict) else None
    if type(rating) is not int or not LOWEST <= rating <= HIGHEST:
        raise StarlError(f"its rating of {name} should be {LOWEST} to {HIGHEST}; nothing was taken in")
    return rating


def _text(data: dict[str, Any], name: str) -> str:
    said = data.get(name, "")
    if not isinstance(said, str) or len(said) > LONGEST:
        raise StarlError(
            f"its '{name}' should be a text of {LONGEST:,} characters at most; nothing was taken in"
        )
    return visible(said.replace("\r\n", "\n")).text.strip()


def _written(said: Any) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(said)
        return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    except (TypeError, ValueError, OverflowError):
        raise StarlError("it does not say when it was written; nothing was taken in") from None


def _number(said: Any) -> int:
    return said if type(said) is int else -1


def _comment(share: Share, data: Any) -> Comment:
    if not isinstance(data, dict):
        raise StarlError("one of its comments is none; nothing was taken in")
    start, end, theme = _number(data.get("start")), _number(data.get("end")), data.get("theme")
    if not 0 <= start < end <= len(share.text) or share.text[start:end] != data.get("quote"):
        quote = " ".join(str(data.get("quote", "")).split())[:60]
        raise StarlError(
            f"its comment on '{quote}' is about words that you did not share; nothing was taken in"
        )
    said = _text(data, "comment")
    if not said:
        raise StarlError("one of its comments says nothing; nothing was taken in")
    known = theme if theme in set(Theme) else None
    return Comment(start, end, said, Theme(known) if known else None)
