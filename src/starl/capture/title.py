"""What an entry is called where there is room for one line only."""

from __future__ import annotations

from starl.model.journal import Entry


def title_of(entry: Entry) -> str:
    """The first line that is no heading: of the text, else the mistake, the lesson or the cause."""
    told = next(filter(None, (entry.text.strip(), entry.mistake, entry.lesson, entry.cause)), "").strip()
    lines = [line.strip() for line in told.split("\n") if line.strip()]
    prose = [line for line in lines if not line.startswith(("# ", "## ", "### "))]
    return (prose or lines or [""])[0]
