"""Plans as a person reads them, and what holds for every plan."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from starl.errors import StarlError
from starl.model.attempt import Exercise
from starl.model.story import Section
from starl.practice.plan import BEFORE, HORIZON, LEAST, MOST, Plan, make_plan
from starl.practice.plan_state import Place, PlanState, StoryState, Target, Unanswered, Waiting
from starl.practice.plan_tasks import TaskKind

TODAY = date(2026, 5, 1)
NOTHING = PlanState()
SOUND = StoryState("m", "Migration", 81, ready=True, learning=3)
DRAFTS = PlanState(
    stories=(
        StoryState("m", "Migration", 81, ready=True, learning=3, told=1, last_told=TODAY),
        StoryState("o", "Outage", 55, learning=2),
        StoryState("d", "Draft", None, missing=(Section.RESULT, Section.LEARNING)),
    ),
    entries=4,
    cards_due=6,
    gaps=(Unanswered("conflict", "A conflict?"),),
)
DONE = PlanState(
    stories=tuple(
        StoryState(name, name, 90, ready=True, learning=4, told=3, last_told=TODAY - timedelta(days=1))
        for name in ("A", "B", "C")
    ),
    exercises={Exercise.PEER_REVIEW: 1, Exercise.REFRAMING: 3},
)


def _text(plan: Plan, *, free: bool = True) -> str:
    """A day a line: how far ahead it is, its minutes, and its tasks; then what was dropped."""
    lines = []
    for day in plan.days:
        tasks = ", ".join(f"{task.kind.value} {task.title}" for task in day.tasks)
        if free or day.minutes:
            lines.append(f"{(day.date - TODAY).days} ({day.minutes}) {tasks}")
    lines += [f"- {item.title} ({item.minutes})" for item in plan.dropped]
    return "\n".join(lines)


def _plan(state: PlanState, days: int, minutes: int = 45) -> Plan:
    return make_plan(state, TODAY, TODAY + timedelta(days=days), minutes)


SNAPSHOTS = [
    (
        "no story, the interview is today",
        NOTHING,
        0,
        """
        0 (45) story Write your first story, coach Go through your first story with the coach, take Tell your first story aloud
        - List projects where things did not go as planned (20)
        - Write your second story (15)
        - Write your third story (15)
        - Go through your second story with the coach (20)
        - Go through your third story with the coach (20)
        - Tell your second story aloud (10)
        - Tell your third story aloud (10)
        - Exchange a story with a peer (20)
        - Reframe a scenario, 3 times (30)
        """,
    ),
    (
        "no story, the interview is in three days",
        NOTHING,
        3,
        """
        0 (45) inventory List projects where things did not go as planned, story Write your first story, drill Reframe a scenario
        1 (40) coach Go through your first story with the coach, drill Reframe a scenario, take Tell your first story aloud
        2 (20) take Tell your first story aloud, cheat_sheet Read your cheat sheet, rest Stop here, and sleep
        3 (10) cheat_sheet Read your cheat sheet
        - Write your second story (15)
        - Go through your second story with the coach (20)
        - Tell your second story aloud (10)
        - Write your third story (15)
        - Go through your third story with the coach (20)
        - Tell your third story aloud (10)
        - Exchange a story with a peer (20)
        - Reframe a scenario (10)
        """,
    ),
    (
        "one sound story, told today; the interview is tomorrow",
        DRAFTS,
        1,
        """
        0 (10) cheat_sheet Read your cheat sheet, rest Stop here, and sleep
        1 (10) cheat_sheet Read your cheat sheet
        - Go through “Outage” with the coach (20)
        - Make the lesson of “Outage” concrete (15)
        - Write what is missing in “Draft”: result and learning (20)
        - Tell “Outage” aloud (10)
        - Tell “Draft” aloud (10)
        - Review 6 cards (6)
        - Exchange a story with a peer (20)
        - Reframe a scenario, 3 times (30)
        - Find an answer to: A conflict? (10)
        """,
    ),
    (
        "drafts, the interview is in a week",
        DRAFTS,
        7,
        """
        0 (36) coach Go through “Outage” with the coach, drill Reframe a scenario, review Review 6 cards
        1 (35) coach Make the lesson of “Outage” concrete, drill Reframe a scenario, drill Find an answer to: A conflict?
        2 (40) coach Write what is missing in “Draft”: result and learning, peer_review Exchange a story with a peer
        3 (20) take Tell “Outage” aloud, take Tell “Migration” aloud
        4 (20) drill Reframe a scenario, take Tell “Draft” aloud
        5 (30) take Tell “Migration” aloud, take Tell “Outage” aloud, take Tell “Draft” aloud
        6 (20) take Tell “Migration” aloud, cheat_sheet Read your cheat sheet, rest Stop here, and sleep
        7 (10) cheat_sheet Read your cheat sheet
        """,
    ),
    (
        "all is done, the interview is in sixty days",
        DONE,
        60,
        """
        1 (5) inventory Write down what went wrong this week
        8 (5) inventory Write down what went wrong this week
        15 (5) inventory Write down what went wrong this week
        22 (5) inventory Write down what went wrong this week
        29 (5) inventory Write down what went wrong this week
        36 (5) inventory Write down what went wrong this week
        43 (5) inventory Write down what went wrong this week
        50 (5) inventory Write down what went wrong this week
        56 (30) take Tell “A” aloud, take Tell “B” aloud, take Tell “C” aloud
        57 (5) inventory Write down what went wrong this week
        58 (30) take Tell “A” aloud, take Tell “B” aloud, take Tell “C” aloud
        59 (20) take Tell “A” aloud, cheat_sheet Read your cheat sheet, rest Stop here, and sleep
        60 (10) cheat_sheet Read your cheat sheet
        """,
    ),
]


@pytest.mark.parametrize(("state", "days", "said"), [case[1:] for case in SNAPSHOTS], ids=[case[0] for case in SNAPSHOTS])  # fmt: skip
def test_plans(state: PlanState, days: int, said: str) -> None:
    assert _text(_plan(state, days), free=days < 60) == dedent(said).strip()


def test_sixty_days_from_nothing_make_three_stories_one_step_a_day() -> None:
    plan = _plan(NOTHING, 60)
    kinds = [task.kind for day in plan.days for task in day.tasks]
    assert plan.dropped == ()
    assert kinds.count(TaskKind.STORY) == kinds.count(TaskKind.COACH) == 3
    assert kinds.count(TaskKind.TAKE) == 3 + 3 * 4 + 1
    built = [
        day
        for day in plan.days[:10]
        if any(task.kind in (TaskKind.STORY, TaskKind.COACH) for task in day.tasks)
    ]
    assert len(built) == 6
    again = [
        (plan.interview - day.date).days
        for day in plan.days[10:]
        if len(day.tasks) == 3 and day.minutes == 30
    ]
    assert again == sorted(BEFORE[:4], reverse=True)


def test_an_interview_that_is_over_has_no_days() -> None:
    assert _plan(DRAFTS, -1) == Plan(TODAY - timedelta(days=1), 45, ())


@pytest.mark.parametrize(("days", "minutes", "said"), [
    (3, LEAST - 1, "4 minutes a day cannot be planned"),
    (3, MOST + 1, "481 minutes a day cannot be planned"),
    (HORIZON + 1, 45, "more than a year ahead"),
])  # fmt: skip
def test_limits(days: int, minutes: int, said: str) -> None:
    with pytest.raises(StarlError, match=said):
        _plan(NOTHING, days, minutes)


def test_what_waits_is_what_a_new_story_is_made_of() -> None:
    state = PlanState(waiting=(Waiting("e1", "The lost rows"),), entries=9)
    stories = [task for day in _plan(state, 20).days for task in day.tasks if task.kind is TaskKind.STORY]
    assert [task.target for task in stories] == [
        Target(Place.EXPERIENCE, "e1"),
        Target(Place.STORY),
        Target(Place.STORY),
    ]
    assert stories[0].title == "Write your first story: The lost rows"


def test_what_is_done_disappears_and_what_was_missed_moves() -> None:
    def kinds(state: PlanState, day: int, of: int = 10) -> list[TaskKind]:
        today = TODAY + timedelta(days=day)
        return [task.kind for task in make_plan(state, today, TODAY + timedelta(days=of)).days[0].tasks]

    assert kinds(NOTHING, 0)[0] is TaskKind.INVENTORY
    assert kinds(NOTHING, 1)[0] is TaskKind.INVENTORY
    assert kinds(PlanState(entries=3), 1)[0] is TaskKind.STORY
    one = StoryState("a", "A", 40, learning=1)
    assert TaskKind.COACH in {
        task.kind for day in _plan(PlanState(stories=(one,), entries=3), 10).days for task in day.tasks
    }
    before = sum(task.kind is TaskKind.TAKE for day in _plan(DONE, 9).days for task in day.tasks)
    told = tuple(
        StoryState(name, name, 90, ready=True, learning=4, told=4, last_told=TODAY) for name in "ABC"
    )
    after = PlanState(stories=told, exercises=DONE.exercises)
    assert before - sum(task.kind is TaskKind.TAKE for day in _plan(after, 9).days for task in day.tasks) == 3


def test_a_story_told_today_is_not_told_again_today() -> None:
    told = PlanState(
        stories=(StoryState("m", "Migration", 81, ready=True, learning=3, told=2, last_told=TODAY),)
    )
    for days in (0, 1, 2, 4, 7):
        assert TaskKind.TAKE not in [task.kind for task in _plan(told, days).days[0].tasks if task.target == Target(Place.STORY, "m")]  # fmt: skip
    yesterday = PlanState(stories=(SOUND,))
    assert TaskKind.TAKE in [task.kind for task in _plan(yesterday, 1).days[0].tasks]


STATES = st.builds(
    PlanState,
    stories=st.lists(
        st.builds(
            StoryState,
            id=st.uuids().map(str),
            title=st.text(max_size=5),
            score=st.none() | st.integers(0, 100),
            ready=st.booleans(),
            missing=st.lists(st.sampled_from(Section), unique=True).map(tuple),
            learning=st.integers(0, 4),
            told=st.integers(0, 7),
            last_told=st.none() | st.just(TODAY),
        ),
        max_size=5,
        unique_by=lambda story: story.id,
    ).map(tuple),
    waiting=st.lists(st.builds(Waiting, st.text(max_size=3), st.text(max_size=5)), max_size=4).map(tuple),
    entries=st.integers(0, 5),
    cards_due=st.integers(0, 40),
    exercises=st.dictionaries(st.sampled_from(Exercise), st.integers(0, 4)),
    gaps=st.lists(st.builds(Unanswered, st.text(max_size=3), st.text(max_size=5)), max_size=4).map(tuple),
)


@settings(max_examples=300, deadline=None)
@given(STATES, st.integers(0, 90), st.integers(LEAST, 120))
def test_every_plan_keeps_its_promises(state: PlanState, days: int, minutes: int) -> None:
    plan = _plan(state, days, minutes)
    assert plan == _plan(state, days, minutes)
    assert [day.date for day in plan.days] == [TODAY + timedelta(days=at) for at in range(days + 1)]
    for day in plan.days:
        assert day.tasks
        assert day.minutes <= minutes
        takes = [task.title for task in day.tasks if task.kind is TaskKind.TAKE]
        stories = [
            task.target for task in day.tasks if task.kind is TaskKind.TAKE and task.target and task.target.id
        ]
        assert len(set(stories)) == len(stories) <= len(takes)
        order = [list(TaskKind).index(task.kind) for task in day.tasks]
        assert order == sorted(order)
    assert all(item.reason and item.minutes > 0 for item in plan.dropped)
    assert len({(item.title, item.reason) for item in plan.dropped}) == len(plan.dropped)


@settings(max_examples=100, deadline=None)
@given(STATES, st.integers(2, 40), st.integers(LEAST, 90), st.integers(1, 30))
def test_more_time_never_means_fewer_stories(state: PlanState, days: int, minutes: int, more: int) -> None:
    def stories(plan: Plan) -> int:
        """How many of the three lose something for lack of room."""
        return sum("one told well" in item.reason for item in plan.dropped)

    assert stories(_plan(state, days + more, minutes)) <= stories(_plan(state, days, minutes))
