"""The text that a story starts from: the words of an entry or an experience, each where it belongs, and no others."""

from __future__ import annotations

from starl.model.journal import Entry, Experience
from starl.model.story import Section
from starl.text.headings import heading_at
from starl.text.markdown import parse
from starl.text.writer import new_story

_TITLE = 60
"""How long a title made of an entry's first line is at most, in code points."""


def from_entry(entry: Entry, title: str | None = None) -> str:
    """A story with the entry's words in it: its text in the situation, mistake and cause in the action, the lesson
    in the learning, its tags as themes. A text that has the sections of a story already is kept as it is, below the
    front matter.
    """
    title = title or _title(entry)
    if parse(entry.text).has_headings:
        front = new_story(title, themes=entry.tags, date=entry.date).partition("\n\n")[0]
        return f"{front}\n\n{entry.text}\n"
    lesson = [_prose(entry.lesson, "What you wrote of the lesson")]
    if entry.applied:
        lesson.append(_comment(f"You noted that you live by it since {entry.applied}."))
    said = {
        Section.SITUATION: _below(
            _prose(entry.text, "What you wrote that day"), _fact("project", entry.project)
        ),
        Section.ACTION: _below(
            _fact("mistake", entry.mistake),
            _comment(entry.cause and f"What you wrote of the cause: {entry.cause}"),
        ),
        Section.LEARNING: _below(*lesson),
    }
    return new_story(title, themes=entry.tags, date=entry.date, said=said)


def from_experience(item: Experience, title: str | None = None) -> str:
    """A story with what the inventory found in a comment: these are the words of commits and documents, which the
    person may look at while writing.
    """
    found = [f"What was found, {item.date}:", item.summary]
    found += [
        f"- {e.kind} {e.reference}{f', {e.date}' if e.date else ''}: {' '.join(e.text.split())}"
        for e in item.evidence
    ]
    said = {
        Section.SITUATION: _below(_comment("\n".join(filter(None, found))), _fact("project", item.project))
    }
    return new_story(title or item.title, date=item.date, said=said)


def _title(entry: Entry) -> str:
    told = next(filter(None, (entry.text.strip(), entry.mistake, entry.lesson, entry.cause)), "")
    line = told.strip().partition("\n")[0].lstrip("#").strip()
    return line if len(line) <= _TITLE else line[:_TITLE].rpartition(" ")[0] + " …"


def _below(*parts: str) -> str:
    return "\n".join(filter(None, parts))


def _fact(key: str, value: str | None) -> str:
    return f"- {key}: {' '.join(value.split())}" if value and value.strip() else ""


def _comment(text: str | None) -> str:
    return f"<!-- {text.replace('-->', '-- >')} -->" if text else ""


def _prose(text: str | None, about: str) -> str:
    """The text itself; in a comment where headings or comments in it would be taken for the story's own."""
    text = (text or "").strip()
    if "<!--" in text or any(heading_at(line) for line in text.splitlines()):
        return _comment(f"{about}:\n{text}\n")
    return text
