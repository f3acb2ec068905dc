"""What programs use: `from starl import check, check_many, Story`. docs/api.md describes it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

from starl.coach.engine import check as judge
from starl.errors import StarlError
from starl.model import story as model
from starl.model.report import Level, Report, Tier
from starl.text.decode import decode
from starl.text.markdown import parse

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

__all__ = ["Story", "check", "check_many"]

_CHUNK = 16
"""Texts that a process is given at once."""
_AHEAD = 2
"""Chunks for each process that are read ahead of the reports."""
_NO_GUARD = (
    "the processes ended before they began to check; where a script calls check_many with several processes, "
    'its own calls have to stand under `if __name__ == "__main__":`'
)


class Story(model.Story):
    """A text taken apart, by `Story.parse` or `Story.read`. Nothing of the text is lost or moved."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """The story of a text: Markdown, plain text, speech without headings, or JSON with the template's keys.

        Never fails on a text: what is not understood is prose. Raises TypeError for what is no text.
        """
        return cls(*parse(_text(text)))

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """The story in a UTF-8 file. Raises StarlError that names the file where it cannot be read or is no text."""
        place = Path(path)
        try:
            return cls.parse(decode(place.read_bytes()))
        except StarlError as error:
            raise StarlError(f"{place}: {error}") from None
        except (OSError, ValueError) as error:
            raise StarlError(
                f"{place}: cannot be read: {getattr(error, 'strerror', None) or error}"
            ) from error

    def check(self, *, level: Level | str = Level.MID, tier: Tier | str = Tier.DEFAULT) -> Report:
        """What the coach says of it. As `starl.check`."""
        return check(self.text, level=level, tier=tier)


def check(text: str, *, level: Level | str = Level.MID, tier: Tier | str = Tier.DEFAULT) -> Report:
    """Judges a text: findings, pitfalls, rubric, strength chain, verdict. The same text gives the same report.

    level: the seniority that the story is told at: junior, mid, senior or staff. tier: what reads the sentences:
    default, or deep where `starl[deep]` is installed.

    Raises TypeError for what is no text, and StarlError for a level or tier that there is not, or where the tier
    needs what is not installed.
    """
    return judge(_text(text), level=_level(level), tier=_tier(tier))


def check_many(
    texts: Iterable[str],
    *,
    processes: int = 1,
    level: Level | str = Level.MID,
    tier: Tier | str = Tier.DEFAULT,
) -> Iterator[Report]:
    """The reports of many texts, in their order, each equal to what `check` gives.

    texts: read as the reports are asked for, at most 48 ahead for each process; they need not fit into memory.
    processes: 1 checks in this process. More start new ones (`spawn`, on every platform), so a script's own calls
    have to stand under `if __name__ == "__main__":`.

    Raises as `check`, at once for a wrong option; an error in a text names its place, counted from 0, and comes after
    the reports of those before it. Raises StarlError where the processes cannot start.
    """
    if isinstance(texts, str):
        raise TypeError("check_many takes several texts; for a single one there is check")
    if processes < 1:
        raise StarlError(f"{processes} processes cannot check anything; 1 or more can")
    seniority, reader = _level(level), _tier(tier)
    if processes == 1:
        return (_one(place, text, seniority, reader) for place, text in enumerate(texts))
    return _with_processes(enumerate(texts), processes, seniority, reader)


def _with_processes(
    texts: Iterator[tuple[int, str]], processes: int, level: Level, tier: Tier
) -> Iterator[Report]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
    try:
        yield from _in_order(pool, texts, processes, level, tier)
    except BrokenProcessPool as error:
        raise StarlError(_NO_GUARD) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, texts: Iterator[tuple[int, str]], processes: int, level: Level, tier: Tier
) -> Iterator[Report]:
    waiting: deque[Future[list[Report | Exception]]] = deque()
    while True:
        while len(waiting) <= _AHEAD * processes and (chunk := list(islice(texts, _CHUNK))):
            waiting.append(pool.submit(_chunk, chunk, level, tier))
        if not waiting:
            return
        for report in waiting.popleft().result():
            if isinstance(report, Exception):
                raise report
            yield report


def _chunk(texts: list[tuple[int, str]], level: Level, tier: Tier) -> list[Report | Exception]:
    """The reports up to the first error, and that one."""
    done: list[Report | Exception] = []
    for place, text in texts:
        try:
            done.append(_one(place, text, level, tier))
        except (StarlError, TypeError) as error:
            return [*done, error]
    return done


def _one(place: int, text: str, level: Level, tier: Tier) -> Report:
    try:
        return judge(_text(text), level=level, tier=tier)
    except (StarlError, TypeError) as error:
        raise type(error)(f"text {place}: {error}") from error


def _text(text: str) -> str:
    if not isinstance(text, str):
        raise TypeError(f"a text is a str, not {type(text).__name__}")
    return text


def _level(level: Level | str) -> Level:
    try:
        return Level(level)
    except ValueError:
        raise StarlError(f"'{level}' is no level; there are {', '.join(Level)}") from None


def _tier(tier: Tier | str) -> Tier:
    try:
        return Tier(tier)
    except ValueError:
        raise StarlError(f"'{tier}' is no tier; there are {', '.join(Tier)}") from None
