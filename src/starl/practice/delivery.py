"""How a story was told: pace, fillers, pauses, restarts, hedges, and the time that each section got."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from starl.coach.vague_words import HEDGE, SPECIES
from starl.model.story import Section
from starl.practice.coverage import Coverage
from starl.practice.fillers import Filler, fillers, usual_place
from starl.practice.measure import Measure, measured, ranges
from starl.practice.pace import PaceAt, pace_by_half_minute, variation
from starl.practice.pauses import Pause, pauses
from starl.practice.restarts import Restart, restarts
from starl.practice.spoken import Said, Spoken
from starl.practice.volume import volume_drop
from starl.text.lazy import lazy

_HEDGE = lazy(rf"\b(?:{HEDGE})\b")
_KIND_OF = re.compile(r"(?:kind|sort) of")
_END = re.compile(r"[.?!…][\"'”’)]*$")
_SPARSE = 60
"""Words for each full stop from which on a transcript counts as not punctuated: then nobody knows its sentences."""
_SHARES = {
    "share_setup": (Section.SITUATION, Section.TASK),
    "share_action": (Section.ACTION,),
    "share_result": (Section.RESULT,),
    "share_learning": (Section.LEARNING,),
}


class Hedge(NamedTuple):
    """Words that take back half of what is said."""

    text: str
    number: int
    """The place of its first word among all words of the telling."""
    start: float | None
    """Seconds; None where the words have no times."""


class Stretch(NamedTuple):
    """A run of sentences of one section."""

    section: Section | None
    """None: of no section."""
    first: int
    """The places of its first and its last word among all words of the telling."""
    last: int
    words: int
    """Fillers not counted."""
    start: float | None
    """Seconds; None where the words have no times."""
    end: float | None


class RunOn(NamedTuple):
    """A sentence that goes on longer than a listener holds it."""

    number: int
    """The place of its first word among all words of the telling."""
    words: int
    start: float | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """All that was found in a telling. What needs times is empty where the words have none."""

    seconds: float | None
    """From the first word to the last; None where nobody measured."""
    words: int
    """Fillers not counted."""
    measures: tuple[Measure, ...]
    pace: tuple[PaceAt, ...]
    fillers: tuple[Filler, ...]
    pauses: tuple[Pause, ...]
    restarts: tuple[Restart, ...]
    hedges: tuple[Hedge, ...]
    stretches: tuple[Stretch, ...]
    run_ons: tuple[RunOn, ...]

    def measure(self, name: str) -> Measure | None:
        """The measure of this name; None where it could not be taken."""
        return next((item for item in self.measures if item.name == name), None)


def deliver(spoken: Spoken, coverage: Coverage | None = None) -> Delivery:
    """What there is to say of a telling. A pure function.

    coverage: of the written story; then a sentence that tells a written point has that point's section.
    """
    sections = sections_of(spoken, coverage)
    found = fillers(spoken, sections)
    silent = pauses(spoken, sections)
    again = restarts(spoken)
    soft = _hedges(spoken)
    stretches = _stretches(spoken, sections)
    sentences = _sentences(spoken)
    most = int(ranges()["longest_sentence"].high or 0)
    paces = pace_by_half_minute(spoken)
    measures = [
        _pace(spoken),
        _variation(paces),
        _duration(spoken),
        _fillers(spoken, found),
        *_pauses(spoken, silent),
        _restarts(spoken, again),
        _hedged(spoken, soft),
        _longest(sentences),
        _volume(spoken, sentences),
        *_shares(stretches),
    ]
    return Delivery(
        seconds=spoken.seconds,
        words=len(spoken.said),
        measures=tuple(item for item in measures if item is not None) if spoken.said else (),
        pace=paces,
        fillers=found,
        pauses=silent,
        restarts=again,
        hedges=soft,
        stretches=stretches,
        run_ons=tuple(
            RunOn(words[0].number, len(words), spoken.start(words[0].number))
            for words in sentences
            if len(words) > most
        ),
    )


def sections_of(spoken: Spoken, coverage: Coverage | None) -> tuple[Section | None, ...]:
    """The section of each sentence: of the written point that it tells, else as the coach reads it."""
    read = [sentence.section for sentence in spoken.document.sentences]
    if coverage is None or not spoken.document.inferred:
        return tuple(read)
    return tuple(written or mine for written, mine in zip(coverage.sections, read, strict=True))


def clock_time(seconds: float) -> str:
    """Seconds as a person says them.

    >>> clock_time(47.4), clock_time(130)
    ('47 s', '2 min 10 s')
    """
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60:02} s"


def _hedges(spoken: Spoken) -> tuple[Hedge, ...]:
    """The words of rule V901, wherever they stand; "a kind of queue" is none."""
    plain = spoken.document.plain.replace("\n", " ")
    starts = {word.span.start: word.number for word in spoken.said}
    found = []
    for match in _HEDGE.finditer(plain):
        if _KIND_OF.fullmatch(match[0]) and SPECIES.search(plain[max(0, match.start() - 20) : match.start()]):
            continue
        number = starts.get(match.start())
        if number is not None:
            found.append(Hedge(match[0], number, spoken.start(number)))
    return tuple(found)


def _stretches(spoken: Spoken, sections: Sequence[Section | None]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for sentence, words in spoken.sentences():
        section = sections[sentence.number]
        first, last = words[0].number, words[-1].number
        end = spoken.words[last].end if spoken.timed else None
        if found and found[-1].section is section:
            found[-1] = found[-1]._replace(last=last, end=end, words=found[-1].words + len(words))
        else:
            found.append(Stretch(section, first, last, len(words), spoken.start(first), end))
    return tuple(found)


def _sentences(spoken: Spoken) -> list[list[Said]]:
    """The words between full stops, as they were heard; none where the transcript is not punctuated."""
    found: list[list[Said]] = [[]]
    for word in spoken.said:
        found[-1].append(word)
        if _END.search(spoken.words[word.number].text.strip()):
            found.append([])
    sentences = [words for words in found if words]
    stops = len(found) - 1
    return sentences if stops and len(spoken.said) <= _SPARSE * stops else []


def _pace(spoken: Spoken) -> Measure | None:
    if not spoken.seconds:
        return None
    words = len(spoken.said)
    pace = 60 * words / spoken.seconds
    return measured("pace", pace, f"{words} words in {clock_time(spoken.seconds)}: {pace:.0f} a minute.")


def _variation(paces: tuple[PaceAt, ...]) -> Measure | None:
    apart = variation(paces)
    if apart is None:
        return None
    values = [item.words_a_minute for item in paces]
    return measured(
        "pace_variation",
        apart,
        f"The half minutes run from {min(values):.0f} to {max(values):.0f} words a minute.",
    )


def _duration(spoken: Spoken) -> Measure:
    seconds = spoken.minutes * 60
    found = f"{clock_time(seconds)} to tell" + ("." if spoken.seconds else ", at 140 words a minute.")
    return measured("duration", seconds, found)


def _fillers(spoken: Spoken, found: Sequence[Filler]) -> Measure:
    if not found:
        return measured("fillers", 0)._replace(says="No fillers.")
    kinds = Counter(item.kind for item in found)
    listed = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    place = usual_place(found)
    most = f"; most {place.value}" if place else ""
    said = f"{_counted(len(found), 'filler')} in {clock_time(spoken.minutes * 60)} ({listed}){most}."
    return measured("fillers", len(found) / spoken.minutes, said)


def _pauses(spoken: Spoken, found: Sequence[Pause]) -> list[Measure]:
    if not spoken.timed:
        return []
    looking = [pause for pause in found if pause.looks_for_words]
    weighty = next((pause for pause in found if pause.before), None)
    said = f"{_counted(len(looking), 'pause')} above 1 s in the middle of a sentence."
    if not looking:
        said = "No pause above 1 s in the middle of a sentence."
    if weighty and weighty.before:
        said += (
            f" You paused {weighty.seconds:.1f} s before the {weighty.before.value}; that gives it weight."
        )
    longest = max(found, key=lambda pause: pause.seconds, default=None)
    where = f"The longest silence took {longest.seconds:.1f} s, at {_at(longest.start)}." if longest else ""
    return [
        measured("long_pauses_within", len(looking) / spoken.minutes, said),
        measured("longest_pause", longest.seconds if longest else 0, where),
    ]


def _restarts(spoken: Spoken, found: Sequence[Restart]) -> Measure:
    if not found:
        return measured("restarts", 0)._replace(says="No restarts.")
    examples = ", ".join(f"“{item.text}”" for item in found[:3])
    said = f"{_counted(len(found), 'restart')}: {examples}."
    return measured("restarts", len(found) / spoken.minutes, said)


def _hedged(spoken: Spoken, found: Sequence[Hedge]) -> Measure:
    if not found:
        return measured("hedges", 0)._replace(says="No hedges.")
    kinds = Counter(item.text for item in found)
    listed = ", ".join(f"“{text}”" for text, _ in kinds.most_common(3))
    said = f"{_counted(len(found), 'hedge')}: {listed}."
    return measured("hedges", len(found) / spoken.minutes, said)


def _longest(sentences: Sequence[Sequence[Said]]) -> Measure | None:
    if not sentences:
        return None
    most = max(map(len, sentences))
    return measured("longest_sentence", most, f"The longest sentence has {_counted(most, 'word')}.")


def _volume(spoken: Spoken, sentences: Sequence[Sequence[Said]]) -> Measure | None:
    drop = volume_drop(spoken, sentences)
    if drop is None:
        return None
    found = f"The last words of your sentences are {drop:.0f} dB softer than the rest."
    return measured("volume_drop", drop, found if drop >= 1 else "Your sentences stay as loud as they begin.")


def _shares(stretches: Sequence[Stretch]) -> list[Measure | None]:
    """Shares of the words, which nobody's pauses move; none before anything of a story is heard."""
    words: Counter[Section | None] = Counter()
    seconds: defaultdict[Section | None, float] = defaultdict(float)
    for item in stretches:
        words[item.section] += item.words
        if item.start is not None and item.end is not None:
            seconds[item.section] += item.end - item.start
    whole = sum(number for section, number in words.items() if section)
    if not whole:
        return []
    found: list[Measure | None] = []
    for name, sections in _SHARES.items():
        share = 100 * sum(words[section] for section in sections) / whole
        took = sum(seconds[section] for section in sections)
        what = " and ".join(section.value for section in sections)
        time = f", {clock_time(took)}" if took else ""
        verb = "take" if len(sections) > 1 else "takes"
        found.append(measured(name, share, f"{what.capitalize()} {verb} {share:.0f} %{time}."))
    return found


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _at(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
