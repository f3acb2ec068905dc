"""Stories for programs. The schema `export` says what is in it: `starl schema export`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from starl.export.codec import as_data
from starl.export.report_json import as_json as report_json
from starl.model.story import Section
from starl.paper.gather import Told

VERSION = 1


def stories_json(told: Sequence[Told]) -> str:
    """All of them as one object."""
    data = {"format": "starl-stories", "version": VERSION, "stories": [_story(item) for item in told]}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _story(told: Told) -> dict[str, Any]:
    record, story = told.record, told.story
    card = as_data(told.card) if told.card else None
    return {
        "id": record.id,
        "slug": record.slug,
        "title": record.title,
        "date": record.date.isoformat() if record.date else None,
        "themes": list(record.themes),
        "revision": record.revision,
        "text": story.text,
        "sections": {
            section.value: [
                story.text[part.span.start : part.span.end].strip()
                for part in story.parts
                if part.section is section
            ]
            for section in Section
        },
        "facts": [
            {"section": fact.section.value, "key": fact.key, "value": fact.value} for fact in story.facts
        ],
        "report": report_json(f"{record.slug}.md", told.report, list(told.report.findings)),
        "follow_ups": list(told.follow_ups),
        "answers": [{"question": one.id, "theme": one.theme.value, "text": one.text} for one in told.answers],
        "practice": {
            "card": card,
            "takes": [
                {"date": take.created.isoformat(), "source": take.source.value, "seconds": take.seconds}
                for take in told.takes
            ],
            "uses": [{"date": use.date.isoformat(), "company": use.company} for use in told.uses],
        },
    }
