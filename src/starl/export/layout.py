"""What is where in an export."""

from __future__ import annotations

import json

from starl.errors import StarlError

FORMAT = "starl-export"
VERSION = 1
MANIFEST = "manifest.json"
"""Written last: a folder without it is no whole export."""
SUMS = "SHA256SUMS"
"""The checksum of every other file, as `sha256sum -c` reads it."""
README = "README.md"
ENTRIES = "entries/"
STORIES = "stories/"
BIN = "bin/"
"""Before the two above, for what is in the bin."""
EXPERIENCES = "experiences.jsonl"
IMPROVEMENTS = "improvements.jsonl"
INTERVIEWS = "interviews.jsonl"
ATTEMPTS = "attempts.jsonl"
TAKES = "takes.jsonl"
RECORDINGS = "takes_audio/"
"""Sorts behind the takes, so that a take is known before its recording comes."""
MOCKS = "mocks.jsonl"
CARDS = "cards.jsonl"
SHARES = "story_shares.jsonl"
"""Sorts behind the stories that it points at, and before the three that point at it."""
FEEDBACK = "story_shares_feedback.jsonl"
SHARE_LINKS = "story_shares_links.jsonl"
SHARE_VISITS = "story_shares_visits.jsonl"
SETTINGS = "settings.json"
STORY = "story.json"
STORY_TEXT = "story.md"
"""The newest text; the older ones are beside it."""

ABOUT = """# A journal of starl

Everything in here is plain text. `entries/` has one page a day's record, `stories/` a folder for each story: `story.md`
is its newest text, a story file as `starl check` reads it; `revision-1.md` and so on are the older ones; `story.json`
says when each was saved and what the coach said of it, where the story was told, and which findings were set aside.
`bin/` has what was thrown away. The files that end in `.jsonl` have one record a line: experiences, improvements,
interviews, attempts at exercises, takes with the times of their words, mock interviews, and cards with their reviews.
`takes_audio/` has the recordings of takes that were kept. `story_shares*.jsonl` have what you gave to peers, their
reviews with what you did about them, and the links with who used them.

- `starl import FOLDER` takes all of it into a journal; what is there already is left alone.
- `sha256sum -c SHA256SUMS` (in this folder) says whether a file was changed or damaged.
"""


def revision_name(number: int, newest: int) -> str:
    """The file of a story's revision."""
    return STORY_TEXT if number == newest else f"revision-{number}.md"


def check_manifest(data: bytes | None, place: str) -> None:
    """Raises StarlError for what is no whole export, or one of a newer starl."""
    if data is None:
        raise StarlError(
            f"{place}: has no {MANIFEST}, so it is no export of starl, or one that was interrupted; "
            "make it again with `starl export --all`"
        )
    try:
        manifest = json.loads(data)
        known = manifest["format"] == FORMAT
        version = int(manifest["version"])
    except (ValueError, TypeError, KeyError):
        raise StarlError(
            f"{place}: its {MANIFEST} is damaged. Where the other files are sound, put this in its place: "
            f'{{"format": "{FORMAT}", "version": {VERSION}}}'
        ) from None
    if not known:
        raise StarlError(f"{place}: its {MANIFEST} is not that of an export of starl")
    if version > VERSION:
        raise StarlError(
            f"{place}: was exported by a newer starl (format {version}; this one knows {VERSION}). Install that version"
        )
