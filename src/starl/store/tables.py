"""The tables, for queries. `migrations` makes them."""

from __future__ import annotations

from peewee import Table

OWNED = ("owner", "id")

ENTRIES = Table(
    "entries",
    (
        *OWNED,
        "created",
        "updated",
        "date",
        "at",
        "text",
        "mistake",
        "lesson",
        "cause",
        "tags",
        "mood",
        "project",
        "attachments",
        "source_kind",
        "source_key",
        "applied",
        "binned",
    ),
)
STORIES = Table(
    "stories",
    (
        *OWNED,
        "created",
        "updated",
        "slug",
        "title",
        "date",
        "themes",
        "revision",
        "verdict",
        "entry",
        "experience",
        "binned",
    ),
)
REVISIONS = Table("revisions", ("owner", "story", "number", "saved", "text", "verdict", "note"))
EXPERIENCES = Table(
    "experiences",
    (
        *OWNED,
        "created",
        "updated",
        "title",
        "date",
        "status",
        "summary",
        "score",
        "reasons",
        "evidence",
        "project",
        "source_kind",
        "source_key",
        "merged",
        "entry",
        "story",
    ),
)
IMPROVEMENTS = Table(
    "improvements",
    (
        *OWNED,
        "created",
        "updated",
        "weakness",
        "learning",
        "change",
        "due",
        "outcome",
        "checked",
        "note",
        "entry",
        "story",
    ),
)
CARDS = Table(
    "cards",
    (
        *OWNED,
        "created",
        "kind",
        "item",
        "due",
        "state",
        "step",
        "stability",
        "difficulty",
        "last_review",
    ),
)
REVIEWS = Table("reviews", (*OWNED, "card", "rating", "reviewed", "duration", "before"))
SETTINGS = Table("settings", ("owner", "name", "value"))
LABELS = Table("labels", ("owner", "kind", "label", "record"))
DOCUMENTS = Table("documents", ("id", "owner", "kind", "record", "date", "title", "body", "labels"))
"""What is searched: one row for every record outside of the bin."""
