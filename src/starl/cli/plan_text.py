"""A plan as lines for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from starl.cli.colour import Paint
from starl.cli.output import paint, width
from starl.cli.safe import one_line
from starl.practice.days import distance
from starl.practice.plan import Day, Dropped, Plan
from starl.practice.plan_state import Place, Target
from starl.practice.plan_tasks import Task, TaskKind
from starl.practice.planned import Planned
from starl.practice.steps import Preparation, Status

_MARKS = {Status.DONE: ("✓", "green"), Status.PARTLY: ("~", "yellow"), Status.OPEN: ("·", "red")}
_KEPT = 8
"""Characters of an id that is shown."""


def render(target: Planned | None, plan: Plan | None, steps: Preparation, today: date) -> str:
    """The interview, each day with its tasks, what has no room, and the five steps."""
    brush = paint()
    lines = list(_head(target, plan, today, brush))
    if plan and plan.days:
        lines += _days(plan, today, brush)
        lines += _dropped(plan.dropped, brush)
    lines += _steps(steps, brush)
    return "\n".join(lines)


def _head(target: Planned | None, plan: Plan | None, today: date, paint: Paint) -> Iterator[str]:
    if target is None:
        yield 'No interview is planned. To plan for one: starl plan set "in two weeks"'
        return
    interview = target.interview
    where = f" at {one_line(interview.company)}" if interview.company else ""
    role = f" ({one_line(interview.role)})" if interview.role else ""
    when = distance((interview.date - today).days)
    if plan and plan.days:
        yield paint(f"The interview{where}{role} is {when}, on {_named(interview.date)}.", bold=True)
        yield f"At most {target.minutes} minutes a day."
    else:
        yield paint(f"The interview{where}{role} was {when}, on {_named(interview.date)}.", bold=True)
        yield "How did your stories go? starl used STORY --date DAY --went well|mixed|badly"
        yield 'The next one: starl plan set "in two weeks"'


def _days(plan: Plan, today: date, paint: Paint) -> Iterator[str]:
    for free, group in groupby(plan.days, key=_is_free):
        days = list(group)
        if free and days[0].date != today:
            until = f" to {_named(days[-1].date)}" if len(days) > 1 else ""
            yield ""
            yield paint(f"{_named(days[0].date)}{until}: free", dim=True)
            continue
        for day in days:
            is_today = day.date == today
            said = f"{'Today, ' if is_today else ''}{_named(day.date)}"
            yield ""
            yield paint(said, bold=True, fg="cyan" if is_today else None) + (
                f"  {day.minutes} min" if day.minutes else ""
            )
            for task in day.tasks:
                yield from _task(task, is_today, paint)


def _is_free(day: Day) -> bool:
    return all(task.kind is TaskKind.REST for task in day.tasks)


def _task(task: Task, whole: bool, paint: Paint) -> Iterator[str]:
    """A line, and for today the reason and the command."""
    took = f"{task.minutes:>3} min" if task.minutes else " " * 7
    yield from _wrapped(f"  {took}  ", one_line(task.title))
    if whole:
        command = command_of(task.kind, task.target)
        yield from (paint(line, dim=True) for line in _wrapped(" " * 11, task.why))
        if command:
            yield " " * 11 + paint(command, fg="yellow")


def command_of(kind: TaskKind, target: Target | None) -> str:
    """What to type; empty where there is no command for it."""
    if target is None:
        return ""
    if target.kind is Place.STORY and kind is TaskKind.TAKE:
        return f"starl rehearse {target.id[:_KEPT]}" if target.id else ""
    if target.kind is Place.STORY:
        return f"starl story edit {target.id[:_KEPT]}" if target.id else "starl story new TITLE"
    if target.kind is Place.EXPERIENCE and target.id:
        return f"starl story new --from {target.id[:_KEPT]}"
    return {
        Place.INVENTORY: "starl inventory PATH",
        Place.ENTRY: "starl log",
        Place.CARDS: "starl review",
    }.get(target.kind, "")


def _dropped(dropped: tuple[Dropped, ...], paint: Paint) -> Iterator[str]:
    if dropped:
        yield ""
        yield paint("Not in the plan", bold=True)
    for reason, group in groupby(dropped, key=lambda item: item.reason):
        yield from _wrapped("  ", one_line("; ".join(item.title for item in group)))
        yield from (paint(line, dim=True) for line in _wrapped("    ", reason))


def _steps(steps: Preparation, paint: Paint) -> Iterator[str]:
    yield ""
    yield paint("The five steps", bold=True)
    for step in steps.steps:
        mark, tone = _MARKS[step.status]
        yield f"  {paint(mark, fg=tone)} {step.title}: {step.said}"
    yield ""
    command = command_of(steps.next.kind, steps.next.target)
    yield from _wrapped("", f"Next: {one_line(steps.next.label)}" + (f" ({command})" if command else ""))


def _named(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def _wrapped(before: str, text: str) -> list[str]:
    room = max(30, width() - len(before))
    lines = textwrap.wrap(text, room, break_on_hyphens=False) or [""]
    return [(before if at == 0 else " " * len(before)) + line for at, line in enumerate(lines)]
