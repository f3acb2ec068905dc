"""The tables, for queries. `migrations` makes them."""

from __future__ import annotations

from typing import Any

from peewee import Table

COLUMNS: dict[str, tuple[str, ...]] = {}
"""The columns of each table, in the order in which rows are written and read."""


def _table(name: str, columns: str) -> Any:
    """peewee makes the columns attributes, which no type checker sees."""
    COLUMNS[name] = tuple(columns.split())
    return Table(name, COLUMNS[name])


ENTRIES = _table(
    "entries",
    "owner id created updated date at text mistake lesson cause tags mood project attachments "
    "source_kind source_key applied binned",
)
STORIES = _table(
    "stories",
    "owner id created updated slug title date themes revision verdict entry experience binned",
)
REVISIONS = _table("revisions", "owner story number saved text verdict note session")
EXPERIENCES = _table(
    "experiences",
    "owner id created updated title date status summary score reasons evidence project "
    "source_kind source_key merged entry story",
)
IMPROVEMENTS = _table(
    "improvements",
    "owner id created updated weakness learning change due outcome checked note entry story",
)
CARDS = _table("cards", "owner id created kind item due state step stability difficulty last_review")
REVIEWS = _table("reviews", "owner id card rating reviewed duration before")
INTERVIEWS = _table("interviews", "owner id created updated date company role note")
USES = _table("uses", "owner id created story date question company interview note went")
ATTEMPTS = _table("attempts", "owner id created kind item text seconds verdict")
TAKES = _table("takes", "owner id created story question source text seconds words engine audio metrics note")
MOCKS = _table("mocks", "owner id created updated state finished")
DISMISSALS = _table("dismissals", "owner story code evidence reason created digest")
"""The digest stands for the evidence in the key: an index takes no text of any length."""
SHARES = _table("shares", "owner id created story revision title text parts origins swaps")
FEEDBACK = _table(
    "feedback",
    "owner id created story share written reviewer authenticity learning authenticity_why learning_why "
    "summary comments digest",
)
SHARE_LINKS = _table("share_links", "owner id created share digest expires revoked passphrase note")
SHARE_VISITS = _table("share_visits", "owner id link at access address")
SETTINGS = _table("settings", "owner name value")
LABELS = _table("labels", "owner kind label record")
DOCUMENTS = _table("documents", "owner kind record date title body labels")
"""What is searched: one row for every record outside of the bin."""
