"""What a reflection starts from and what it leaves: an entry, an improvement, and the first text of a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from starl import __version__
from starl.coach.engine import check
from starl.errors import StarlError
from starl.model.journal import Entry, Experience, Improvement
from starl.model.story import Section
from starl.model.story_record import StoryRecord, VerdictSnapshot
from starl.practice.drafts import drop_draft
from starl.practice.reflection import Reflection, Subject
from starl.store.store import Store
from starl.text.writer import new_story, replace_section

_HAPPENED = (Section.SITUATION, Section.TASK, Section.ACTION, Section.RESULT)
_TITLE = 70
"""How long a story's title is at most, in code points."""


class Kept(NamedTuple):
    """What a reflection left."""

    entry: Entry
    improvement: Improvement | None
    """None where no change was named."""


def begin(store: Store, about: Entry | Experience | None) -> Reflection:
    """A reflection without answers."""
    new = Reflection(store.new_id(), store.now())
    if about is None:
        return new
    if isinstance(about, Entry):
        said = {"mistake": about.mistake, "lesson": about.lesson, "cause": about.cause}
        return replace(new, subject=Subject.ENTRY, record=about.id, known=_known(about.date, said))
    return replace(
        new, subject=Subject.EXPERIENCE, record=about.id, known=_known(about.date, {"mistake": about.title})
    )


def _known(day: date, said: dict[str, str | None]) -> dict[str, str]:
    return {"day": day.isoformat()} | {key: text for key, text in said.items() if text}


def find_subject(store: Store, prefix: str) -> Entry | Experience:
    """The entry or experience whose id begins so.

    Raises StarlError where there is none, or more than one, or it is in the bin.
    """
    found: list[Entry | Experience] = []
    problems = []
    for find in (store.entries.find, store.experiences.find):
        try:
            found.append(find(prefix))
        except StarlError as error:
            problems.append(error)
    if len(found) == 1:
        if isinstance(found[0], Entry) and found[0].binned:
            raise StarlError(f"the entry '{prefix}' is in the bin; `starl restore {prefix}` takes it out")
        return found[0]
    if found:
        raise StarlError(f"'{prefix}' is the beginning of an entry and of an experience; give more of the id")
    more = next((one for one in problems if "more than one" in str(one)), None)
    raise more or StarlError(f"there is no entry or experience whose id begins with '{prefix}'")


def happened(reflection: Reflection) -> str:
    """The answers that tell what happened, a paragraph each."""
    said = reflection.said
    return "\n\n".join(said[section.value] for section in _HAPPENED if said.get(section.value))


def keep(store: Store, reflection: Reflection) -> Kept:
    """Keeps the entry and the improvement of a reflection, and forgets its draft; all or nothing.

    An entry that was reflected on keeps its text; the answers stand below it. Where it was removed meanwhile, a new
    one is made. Raises StarlError where nothing was answered.
    """
    said = reflection.said
    if not reflection.told:
        raise StarlError("nothing was answered, so there is nothing to keep")
    with store.transaction():
        entry = _entry(store, reflection)
        improvement = None
        if said.get("change"):
            due = said.get("due")
            improvement = store.improvements.add(
                Improvement(
                    id=store.new_id(),
                    created=store.now(),
                    updated=store.now(),
                    weakness=said["weakness"],
                    learning=said["lesson"],
                    change=said["change"],
                    due=date.fromisoformat(due) if due else None,
                    entry=entry.id,
                )
            )
        drop_draft(store, reflection)
    return Kept(entry, improvement)


def _entry(store: Store, reflection: Reflection) -> Entry:
    said, text = reflection.said, happened(reflection)
    day = date.fromisoformat(
        said.get("day") or reflection.known.get("day") or reflection.started.date().isoformat()
    )
    now = store.now()
    entry = Entry(store.new_id(), now, now, day, text or said.get("mistake", "") or said.get("lesson", ""))
    experience = None
    if reflection.subject is Subject.ENTRY:
        found = store.entries.get(reflection.record or "")
        if found is not None:
            entry = replace(found, text="\n\n".join(filter(None, (found.text.rstrip(), text))))
    elif reflection.subject is Subject.EXPERIENCE:
        experience = store.experiences.get(reflection.record or "")
        if experience is not None:
            entry = replace(entry, project=experience.project)
    entry = replace(
        entry,
        mistake=said.get("mistake") or entry.mistake,
        lesson=said.get("lesson") or entry.lesson,
        cause=reflection.root or said.get("weakness") or entry.cause,
    )
    if store.entries.get(entry.id) is not None:
        return store.entries.update(entry)
    kept = store.entries.add(entry)
    if experience is not None and experience.entry is None:
        store.experiences.update(replace(experience, entry=kept.id))
    return kept


def story_text(reflection: Reflection, title: str) -> str:
    """A story of nothing but the answers' own words; where one is missing, the question stands in a comment."""
    said = reflection.said
    text = new_story(title)
    bodies = {section: [said.get(section.value, "")] for section in Section}
    bodies[Section.ACTION] += [reflection.root or said.get("weakness", "")]
    bodies[Section.LEARNING] += [said.get("lesson", ""), said.get("change", "")]
    for section, parts in bodies.items():
        body = "\n\n".join(_distinct(parts))
        if body:
            text = replace_section(text, section, body)
    return text


def _distinct(parts: Sequence[str]) -> list[str]:
    """Those that are not empty, each once."""
    return list(dict.fromkeys(filter(None, parts)))


def keep_story(store: Store, reflection: Reflection, kept: Kept) -> StoryRecord:
    """Keeps a story draft made of the answers, with the coach's verdict on it."""
    title = _title(reflection.said.get("mistake") or kept.entry.text)
    text = story_text(reflection, title)
    now = store.now()
    record = StoryRecord(
        id=store.new_id(),
        created=now,
        updated=now,
        slug=store.stories.free_slug(title),
        title=title,
        date=kept.entry.date,
        entry=kept.entry.id,
        experience=reflection.record if reflection.subject is Subject.EXPERIENCE else None,
    )
    with store.transaction():
        saved = store.stories.save(
            record, text, VerdictSnapshot.of(check(text), __version__), "from a reflection"
        )
        if kept.improvement is not None:
            store.improvements.update(replace(kept.improvement, story=saved.id))
    return saved


def _title(words: str) -> str:
    """One line, cut at a word."""
    line = " ".join(words.split()).rstrip(".!")
    if len(line) <= _TITLE:
        return line
    return line[:_TITLE].rpartition(" ")[0] + " …" if " " in line[:_TITLE] else line[:_TITLE]
