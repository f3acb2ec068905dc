"""One telling of a story looked at from all sides: delivery, coverage, and what was blurted out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from starl.coach.engine import check
from starl.coach.reader import read
from starl.model.report import Pitfall, Report
from starl.model.story import Section
from starl.practice.coverage import Coverage, cover
from starl.practice.delivery import Delivery, deliver
from starl.practice.spoken import Spoken

_TRIES = 3
"""Things to try next time, at most."""
_WEIGHT = {
    "fillers": 1.0,
    "share_learning": 1.6,
    "pace": 1.3,
    "duration": 1.2,
    "hedges": 1.2,
    "share_result": 1.2,
}
"""How much a measure outside of its range matters beside the others, which have 1; starl's own choice."""
_PITFALLS = {
    Pitfall.TRIVIAL: "Told aloud it sounds as if little was at stake, and written it does not. What did it cost?",
    Pitfall.BLAME: "Told aloud it sounds as if others were at fault, and written it does not. What was your part?",
    Pitfall.CATASTROPHIC: "Told aloud it sounds worse than written. What was the failure, and what was not?",
    Pitfall.NO_LEARNING: "Written it has a learning; told aloud that did not come across. Which sentence is it?",
    Pitfall.HUMBLEBRAG: "Told aloud it turns into praise. What went wrong, in one sentence?",
}


class Blurted(NamedTuple):
    """The coach's pitfalls on the telling beside those on the written story."""

    written: tuple[Pitfall, ...]
    told: tuple[Pitfall, ...]
    judged: bool
    """Whether both could be judged; otherwise both are empty."""

    @property
    def only_told(self) -> tuple[Pitfall, ...]:
        """What slips out only when it is told."""
        return tuple(pitfall for pitfall in self.told if pitfall not in self.written)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """All that is said of one telling."""

    spoken: Spoken
    delivery: Delivery
    coverage: Coverage | None
    """None where there is no written story."""
    report: Report
    """The coach's, on what was told."""
    blurted: Blurted | None
    """None where there is no written story."""
    tries: tuple[str, ...]
    """What to try next time, the most useful first; at most three."""


def rehearse(spoken: Spoken, written: str = "") -> Rehearsal:
    """Looks at a telling. A pure function. written: the story's text; empty where there is none."""
    told = check(spoken.text)
    coverage = cover(read(written), spoken.document) if written.strip() else None
    delivery = deliver(spoken, coverage)
    blurted = _blurted(check(written), told) if coverage is not None else None
    return Rehearsal(spoken, delivery, coverage, told, blurted, _tries(delivery, coverage, blurted))


def summary(rehearsal: Rehearsal) -> dict[str, Any]:
    """What a take keeps of a rehearsal, as JSON can hold it.

    `measures` has the values by name, `sections` the words of each section, `coverage` numbers of points. `told_in`
    are the seconds of telling, None where nobody measured.
    """
    delivery, coverage = rehearsal.delivery, rehearsal.coverage
    words = {
        section.value: sum(item.words for item in delivery.stretches if item.section is section)
        for section in Section
    }
    return {
        "version": 1,
        "told_in": delivery.seconds,
        "words": delivery.words,
        "fillers": len(delivery.fillers),
        "measures": {item.name: item.value for item in delivery.measures},
        "sections": words,
        "coverage": coverage
        and {
            "points": len(coverage.points),
            "told": len(coverage.told),
            "new": len(coverage.new),
            "changed": [[item.written, item.told] for item in coverage.changed],
        },
        "pitfalls": [pitfall.value for pitfall, found in rehearsal.report.pitfalls.items() if found.flagged],
        "score": rehearsal.report.verdict.score if rehearsal.report.judged else None,
    }


def _blurted(written: Report, told: Report) -> Blurted:
    if not (written.judged and told.judged):
        return Blurted((), (), False)
    return Blurted(_flagged(written), _flagged(told), True)


def _flagged(report: Report) -> tuple[Pitfall, ...]:
    return tuple(pitfall for pitfall, found in report.pitfalls.items() if found.flagged)


def _tries(delivery: Delivery, coverage: Coverage | None, blurted: Blurted | None) -> tuple[str, ...]:
    """Changed numbers and missed learning first: they cost trust. Then what lies farthest from its range."""
    if not delivery.words:
        return ("Nothing was heard. Is the microphone on, and near enough?",)
    found = []
    if coverage is not None:
        found += [
            f"You wrote “{item.written}” and told “{item.told}”. Which is right? Somebody may ask."
            for item in coverage.changed[:1]
        ]
        missed = [point for point in coverage.missed if point.section is Section.LEARNING]
        missed += [point for point in coverage.missed if point.section is Section.RESULT]
        found += [f"You left out: “{_short(point.text)}” Was that on purpose?" for point in missed[:1]]
    if blurted is not None:
        found += [_PITFALLS[pitfall] for pitfall in blurted.only_told[:1]]
    outside = sorted((item for item in delivery.measures if item.side), key=_weight, reverse=True)
    return tuple([*found, *(item.says for item in outside)][:_TRIES])


def _weight(item: Any) -> float:
    """How far a measure is outside of its range, in parts of the bound, times how much it matters."""
    bound = item.high if item.side > 0 else item.low
    return float(_WEIGHT.get(item.name, 1.0) * abs(item.value - bound) / max(abs(bound), 1.0))


def _short(text: str, room: int = 90) -> str:
    words = " ".join(text.split())
    return words if len(words) <= room else words[: room - 1].rsplit(" ", 1)[0] + " …"
