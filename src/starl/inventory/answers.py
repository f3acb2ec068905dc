"""What a person says of candidates: kept, dismissed, merged, made an entry or a story. Only this writes the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from starl.errors import StarlError
from starl.inventory.candidate import Candidate
from starl.inventory.merge import joined
from starl.inventory.scan import Answered
from starl.model.journal import Entry, Experience, ExperienceStatus
from starl.model.story_record import StoryRecord
from starl.store.store import Store
from starl.text.writer import new_story


class Answer(NamedTuple):
    """What an answer wrote, so that it can be taken back."""

    experience: Experience
    """The one that stands for the candidate."""
    others: tuple[str, ...] = ()
    """The ids of those that are part of it."""
    entry: Entry | None = None
    story: StoryRecord | None = None


def answered(store: Store) -> Answered:
    """All that was answered so far."""
    known = store.experiences.select()
    return Answered(
        frozenset(item.source for item in known if item.source),
        frozenset(f"{piece.kind}:{piece.reference}" for item in known for piece in item.evidence),
    )


def keep(store: Store, candidate: Candidate) -> Answer:
    """Keeps a candidate as an experience. Raises StarlError where it was answered meanwhile."""
    return _answer(store, candidate, ExperienceStatus.KEPT)


def dismiss(store: Store, candidate: Candidate) -> Answer:
    """Remembers that a candidate is not to be offered again."""
    return _answer(store, candidate, ExperienceStatus.DISMISSED)


def merge(store: Store, candidates: Sequence[Candidate]) -> Answer:
    """Keeps several as one, named after the first."""
    first = candidates[0]
    whole = joined(candidates)
    sources = [source for item in candidates for source in item.sources if source != first.source]
    named = replace(whole, source=first.source, title=first.title, date=first.date, project=first.project)
    return keep(store, replace(named, parts=tuple(dict.fromkeys(sources))))


def make_entry(store: Store, candidate: Candidate) -> Answer:
    """Keeps a candidate and makes an entry that holds its evidence, for the person to go on from."""
    with store.transaction():
        answer = keep(store, candidate)
        now = store.now()
        entry = store.entries.add(
            Entry(
                id=store.new_id(),
                created=now,
                updated=now,
                date=candidate.date,
                text="\n".join([candidate.title, "", *evidence_lines(candidate)]),
                project=candidate.project,
                source=candidate.source,
            )
        )
        experience = store.experiences.update(replace(answer.experience, entry=entry.id))
        return answer._replace(experience=experience, entry=entry)


def start_story(store: Store, candidate: Candidate) -> Answer:
    """Keeps a candidate and starts a story: the coach's questions, and the evidence in a comment."""
    with store.transaction():
        answer = keep(store, candidate)
        now = store.now()
        story = store.stories.save(
            StoryRecord(
                id=store.new_id(),
                created=now,
                updated=now,
                slug=store.stories.free_slug(candidate.title),
                title=candidate.title,
                date=candidate.date,
                experience=answer.experience.id,
            ),
            story_text(candidate),
            note="from the inventory",
        )
        experience = store.experiences.update(replace(answer.experience, story=story.id))
        return answer._replace(experience=experience, story=story)


def said_of(store: Store, item: Experience, status: ExperienceStatus) -> Experience:
    """Keeps what was dismissed, or dismisses what was kept. Raises StarlError for what is part of another one."""
    if item.status is ExperienceStatus.MERGED:
        raise StarlError("it is part of another experience; answer that one")
    return store.experiences.update(replace(item, status=status))


def take_back(store: Store, answer: Answer) -> None:
    """Removes what an answer wrote; the candidate comes again at the next scan.

    Raises StarlError where the person wrote on in the entry or story since; that stays.
    """
    with store.transaction():
        story = store.stories.get(answer.story.id) if answer.story else None
        entry = store.entries.get(answer.entry.id) if answer.entry else None
        if (story and story != answer.story) or (entry and entry != answer.entry):
            raise StarlError(
                f"you have written on in what was made of '{answer.experience.title}', so it stays; "
                "throw it away by hand if you do not want it"
            )
        if story is not None:
            store.stories.purge(story.id)
        if entry is not None:
            store.entries.purge(entry.id)
        forget(store, answer.experience.id)


def forget(store: Store, identifier: str) -> None:
    """Removes an experience with those that are part of it, so that the inventory offers them again."""
    with store.transaction():
        for part in store.experiences.select([ExperienceStatus.MERGED]):
            if part.merged == identifier:
                store.experiences.remove(part.id)
        store.experiences.remove(identifier)


def evidence_lines(candidate: Candidate | Experience) -> list[str]:
    """The evidence, a line each: day, kind, where to look, its own words."""
    return [
        f"- {(piece.date or candidate.date).isoformat()} {piece.kind} {piece.reference}"
        + (f": {piece.text}" if piece.text and piece.text != piece.reference else "")
        for piece in candidate.evidence
    ]


def story_text(candidate: Candidate) -> str:
    """A new story with the evidence in a comment before its first section, and with its date."""
    lines = [line.replace("--", "- -") for line in evidence_lines(candidate)]
    comment = "\n".join(["<!-- What was found, for you to look up:", *lines, "-->"])
    head, _, rest = new_story(candidate.title).partition("\n---\n")
    return f"{head}\ndate: {candidate.date.isoformat()}\n---\n\n{comment}\n{rest}"


def _answer(store: Store, candidate: Candidate, status: ExperienceStatus) -> Answer:
    with store.transaction():
        now = store.now()
        experience = store.experiences.add(_experience(store, candidate, status, now))
        others = []
        for source in candidate.parts:
            part = Experience(
                id=store.new_id(),
                created=now,
                updated=now,
                title=candidate.title,
                date=candidate.date,
                status=ExperienceStatus.MERGED,
                source=source,
                merged=experience.id,
            )
            store.experiences.add(part)
            others.append(part.id)
        return Answer(experience, tuple(others))


def _experience(store: Store, candidate: Candidate, status: ExperienceStatus, now: dt.datetime) -> Experience:
    return Experience(
        id=store.new_id(),
        created=now,
        updated=now,
        title=candidate.title,
        date=candidate.date,
        status=status,
        score=candidate.score,
        reasons=candidate.reasons,
        evidence=candidate.evidence,
        project=candidate.project,
        source=candidate.source,
    )
