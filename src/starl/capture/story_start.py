"""The text that a story starts from: the words of an entry or an experience, each where it belongs, and no others."""

from __future__ import annotations

from starl.capture.title import title_of
from starl.coach.engine import check
from starl.model.journal import Entry, Experience
from starl.model.story import Section
from starl.text.headings import heading_at
from starl.text.markdown import parse
from starl.text.writer import new_story

_TITLE = 60
"""How long a title made of an entry's first line is at most, in code points."""


def from_entry(entry: Entry, title: str | None = None) -> str:
    """A story with the entry's words in it: mistake and cause in the action, the lesson in the learning, the tags as
    themes; of the text, what stands under a heading of a section in that section, and the rest in the situation.
    """
    rest, told = _sections(entry.text)
    lived = f"You noted that you live by it since {entry.applied}." if entry.applied else None
    own = {
        Section.SITUATION: (_prose(rest), _fact("project", entry.project)),
        Section.ACTION: (
            _fact("mistake", entry.mistake),
            _comment(entry.cause and f"What you wrote of the cause: {entry.cause}"),
        ),
        Section.LEARNING: (_prose(entry.lesson or ""), _comment(lived)),
    }
    said = {section: _below(*own.get(section, ()), _prose(told.get(section, ""))) for section in Section}
    return new_story(title or _title(entry), themes=entry.tags, date=entry.date, said=said)


def _sections(text: str) -> tuple[str, dict[Section, str]]:
    """What stands under the headings of sections, and all the rest of a text."""
    story = parse(text)
    told: dict[Section, str] = {}
    rest, at = "", 0
    for part in story.parts:
        if part.section is not None:
            heading = next(span for span in story.headings if span.end == part.span.start)
            rest += text[at : heading.start]
            at = part.span.end
            told[part.section] = _below(told.get(part.section, ""), text[part.span.start : at].strip())
    return (rest + text[at:]).strip(), told


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


def from_answer(answer: str, title: str | None = None) -> str:
    """A story with the words of a spoken or typed answer, each sentence in the section that the coach finds it in; all of
    them in the situation where it finds none.
    """
    found = check(answer).sections
    told = {
        section: "\n".join(answer[start:end].strip() for start, end in found[section].spans)
        for section in Section
    }
    said = {section: _prose(words) for section, words in told.items()}
    if not any(said.values()):
        said = {Section.SITUATION: _prose(answer)}
    return new_story(title or _shortened(" ".join(answer.split())), said=said)


def _title(entry: Entry) -> str:
    return _shortened(title_of(entry))


def _shortened(line: str) -> str:
    return line if len(line) <= _TITLE else line[:_TITLE].rpartition(" ")[0] + " …"


def _below(*parts: str) -> str:
    return "\n".join(filter(None, parts))


def _fact(key: str, value: str | None) -> str:
    return f"- {key}: {' '.join(value.split())}" if value and value.strip() else ""


def _comment(text: str | None) -> str:
    return f"<!-- {text.replace('-->', '-- >')} -->" if text else ""


def _prose(text: str) -> str:
    """The text itself; in a comment where a heading or comment in it would be taken for the story's own."""
    text = text.strip()
    headings = [heading for line in text.splitlines() if (heading := heading_at(line))]
    if "<!--" in text or any(heading.section or heading.level <= 2 for heading in headings):
        return _comment(f"What you wrote:\n{text}\n")
    return text
