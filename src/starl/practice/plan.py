"""The days up to an interview, with what to do on each. Made anew from the state every time.

What is done is in the state, so it disappears; what was missed is not, so it moves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from starl.errors import StarlError
from starl.practice.plan_state import WANTED, PlanState
from starl.practice.plan_tasks import (
    TAKES,
    Subject,
    Task,
    TaskKind,
    cards,
    cheat_sheet,
    drills,
    essentials,
    note,
    of_one_story,
    pause,
    peer_review,
    sleep,
    subjects,
    take,
)

MINUTES = 45
"""A day, where nothing else is said."""
LEAST, MOST = 5, 480
"""The range of minutes a day."""
HORIZON = 366
"""How many days ahead an interview may be."""
BEFORE = (2, 4, 7, 14, 28)
"""How many days before the interview a story is told again: the gaps grow with the distance, as spaced practice has it."""
_ORDER = list(TaskKind)
_ROOM = ("the time is short for one story", "there is room for one story", "there is room for two stories")


class Day(NamedTuple):
    """A day of the plan; it has at least one task."""

    date: date
    tasks: tuple[Task, ...]

    @property
    def minutes(self) -> int:
        """What its tasks take together."""
        return sum(task.minutes for task in self.tasks)


class Dropped(NamedTuple):
    """What would be good to do, and has no room."""

    title: str
    minutes: int
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Every day from today to the interview, both included; none where the interview is over."""

    interview: date
    minutes: int
    """The most that a day takes."""
    days: tuple[Day, ...]
    dropped: tuple[Dropped, ...] = ()


def make_plan(state: PlanState, today: date, interview: date, minutes: int = MINUTES) -> Plan:
    """The plan from today to an interview.

    The days before the last one prepare as many stories as fit, up to three, then practise. The last day is light.
    Where the interview is today or tomorrow and no story is sound, what is left of the time goes into one.

    Raises StarlError as `check_limits`.
    """
    check_limits(today, interview, minutes)
    left = (interview - today).days
    if left < 0:
        return Plan(interview, minutes, ())
    return _Planner(state, today, left, minutes).plan()


def check_limits(today: date, interview: date, minutes: int) -> None:
    """Raises StarlError for a day more than `HORIZON` days ahead, or minutes outside of `LEAST`..`MOST`."""
    if not LEAST <= minutes <= MOST:
        raise StarlError(f"{minutes} minutes a day cannot be planned; give a number from {LEAST} to {MOST}")
    if (interview - today).days > HORIZON:
        raise StarlError(
            f"the interview on {interview} is more than a year ahead; plan it when it is nearer, and keep the journal meanwhile"
        )


class _Planner:
    """Days being filled."""

    def __init__(self, state: PlanState, today: date, left: int, minutes: int) -> None:
        self._state, self._today, self._left, self._minutes = state, today, left, minutes
        self._days: list[list[Task]] = [[] for _ in range(left + 1)]
        self._dropped: list[tuple[str, int, str]] = []
        self._subjects = subjects(state)
        self._working = max(0, left - 1)
        """Days before the last one."""

    def plan(self) -> Plan:
        if self._working:
            self._prepare()
        elif not any(story.ready for story in self._state.stories):
            self._rescue()
        self._light()
        if not self._working:
            self._leave()
        days = tuple(
            Day(
                self._today + timedelta(days=at),
                tuple(sorted(tasks, key=lambda item: _ORDER.index(item.kind))),
            )
            for at, tasks in enumerate(self._days)
        )
        return Plan(self._today + timedelta(days=self._left), self._minutes, days, self._all_dropped())

    # The days before the last one.

    def _prepare(self) -> None:
        number, pace, placed = self._fitting()
        for at, task in placed:
            self._days[at].append(task)
        if not number:
            self._first_story()
        for at in range(max(1, number), WANTED):
            self._drop_story(at, number)
        sound = max((at for at, task in placed if task.kind in (TaskKind.STORY, TaskKind.COACH)), default=-1)
        due = cards(self._state)
        if due and not self._put(due, range(1)):
            self._drop(due, "the stories fill this day; cards can wait until tomorrow")
        peer = peer_review(self._state)
        if peer and not self._paced(peer, range(max(0, sound), self._working), pace):
            self._drop(peer, "no room before the interview; a friend who listens for five minutes helps too")
        self._takes(number, placed)
        for drill in drills(self._state):
            if not self._paced(drill, range(self._working), pace):
                self._drop(drill, "no room before the interview; your own stories come first")
        for at in range(self._working):
            if not self._days[at]:
                self._put(note() if (self._left - at) % 7 == 3 else pause(), range(at, at + 1))

    def _fitting(self) -> tuple[int, int, list[tuple[int, Task]]]:
        """The most stories that fit, the fewest tasks a day at which they do, and where those tasks are."""
        for number in range(WANTED, 0, -1):
            tasks = self._shortened(essentials(self._state, number))
            for pace in range(1, len(tasks) + 2):
                placed = list(self._in_turn(tasks, pace))
                if len(placed) == len(tasks):
                    return number, pace, placed
        return 0, 1, []

    def _shortened(self, tasks: Sequence[Task]) -> list[Task]:
        """Nothing takes longer than a day has; one goes on another day where it is not done."""
        return [replace(task, minutes=min(task.minutes, self._minutes)) for task in tasks]

    def _in_turn(self, tasks: Sequence[Task], pace: int) -> Iterator[tuple[int, Task]]:
        """Tasks on days, none before the one it builds upon, at most `pace` a day; as many as fit."""
        at = used = count = 0
        for task in tasks:
            if count >= pace or used + task.minutes > self._minutes:
                at, used, count = at + 1, 0, 0
            if at >= self._working:
                return
            used, count = used + task.minutes, count + 1
            yield at, task

    def _first_story(self) -> None:
        """Of the first story what fits, the last day included; then that one is not light."""
        tasks = self._shortened(essentials(self._state, 1))
        placed = list(self._in_turn(tasks, len(tasks)))
        for at, task in placed:
            self._days[at].append(task)
        for task in tasks[len(placed) :]:
            if not self._put(task, range(self._working, self._left)):
                self._drop(task, "no room before the interview; what comes before it matters more")

    def _takes(self, number: int, placed: Sequence[tuple[int, Task]]) -> None:
        """Each story again, at growing distances from the interview."""
        for subject in self._subjects[:number]:
            again = take(subject)
            first = max((at for at, task in placed if task.title == again.title), default=-1)
            told = subject.told + (first >= 0)
            for distance in BEFORE[: max(1, TAKES - told)]:
                day = self._left - distance
                if day > first and day >= self._earliest(subject):
                    self._put(again, range(day, self._working))

    def _earliest(self, subject: Subject) -> int:
        """The first day on which a story is told again: not twice on one."""
        return 1 if subject.story and subject.story.last_told == self._today else 0

    # The last two days.

    def _rescue(self) -> None:
        """The interview is today or tomorrow, and no story is sound."""
        tasks = [task for task in essentials(self._state, 1) if task.kind is not TaskKind.INVENTORY]
        for task in tasks:
            if not self._put(task, range(1)):
                self._drop(task, "no time is left for it; what you have, told plainly, is enough")

    def _light(self) -> None:
        """The cheat sheet, the best story read aloud, and sleep."""
        best = self._subjects[0]
        for at in range(self._working, self._left + 1):
            self._put(cheat_sheet(), range(at, at + 1))
            is_last = at == self._left
            if (not is_last or not at) and self._earliest(best) <= at:
                self._put(take(best), range(at, at + 1))
            if not is_last:
                self._put(sleep(), range(at, at + 1))

    def _leave(self) -> None:
        """What it is too late for."""
        there = {task.title for tasks in self._days for task in tasks} | {
            title for title, _, _ in self._dropped
        }
        more = (cards(self._state), peer_review(self._state), *drills(self._state))
        for task in (*essentials(self._state, WANTED), *filter(None, more)):
            if task.title not in there:
                self._drop(task, "it is too late for that to help; a clear head helps more")

    # Putting and dropping.

    def _put(self, task: Task, days: range) -> bool:
        """Puts a task on the first of these days that has room and not the same already."""
        (task,) = self._shortened([task])
        for at in days:
            used = sum(item.minutes for item in self._days[at])
            if used + task.minutes <= self._minutes and task not in self._days[at]:
                self._days[at].append(task)
                return True
        return False

    def _paced(self, task: Task, days: range, pace: int) -> bool:
        """The same on a day that has little to do, where there is one."""
        for at in days:
            if len(self._days[at]) <= pace and self._put(task, range(at, at + 1)):
                return True
        return self._put(task, days)

    def _drop(self, task: Task, reason: str) -> None:
        self._dropped.append((task.title, task.minutes, reason))

    def _drop_story(self, at: int, number: int) -> None:
        for task in of_one_story(self._state, at):
            room = _ROOM[number]
            self._drop(
                task, f"{room} before the interview, and one told well is worth more than three half ready"
            )

    def _all_dropped(self) -> tuple[Dropped, ...]:
        """What was dropped, the same only once with how often."""
        found = []
        for (title, minutes, reason), number in Counter(self._dropped).items():
            often = f"{title}, {number} times" if number > 1 else title
            found.append(Dropped(often, minutes * number, reason))
        return tuple(found)
