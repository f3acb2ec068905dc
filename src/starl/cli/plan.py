"""`starl plan`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from starl.cli.journal import clock, home_option, opened
from starl.cli.output import format_option, print_json, say
from starl.cli.safe import one_line, shown
from starl.errors import StarlError
from starl.practice.plan import LEAST, MINUTES, MOST, Plan, make_plan
from starl.practice.plan_state import gather
from starl.practice.planned import Planned, clear_plan, planned, set_plan
from starl.practice.portfolio import overview, unanswered
from starl.practice.steps import Preparation, preparation


@click.group(invoke_without_command=True)
@click.option(
    "--ics",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the plan as a calendar file; taken in again, it changes the events of before.",
)
@click.option("--at", metavar="HH:MM", help="When practice begins, in the calendar file. [all day]")
@format_option
@home_option
@click.pass_context
def command(context: click.Context, ics: Path | None, at: str | None, form: str, home: str | None) -> int:
    """The days up to your interview, and what to do on each; today first. Made anew at each call.

    \b
    starl plan set "in two weeks" --company Harbour    plan for an interview
    starl plan --ics plan.ics --at 18:00               put the days in your calendar
    starl plan clear                                   plan for nothing any more

    What you did disappears from the plan, what you missed moves. Without an interview it shows how far you are in the
    five steps of preparation.
    """
    context.obj = home
    if context.invoked_subcommand is not None:
        return 0
    if at and ics is None:
        raise click.UsageError("--at goes with --ics")
    now = clock()
    with opened(home) as store:
        gaps = unanswered(overview(store, now)) if store.stories.count() else ()
        state = gather(store, now, gaps=gaps)
        target = planned(store)
    plan = make_plan(state, now.date(), target.interview.date, target.minutes) if target else None
    if ics is not None:
        return _write(ics, target, plan, now, at)
    steps = preparation(state)
    if form == "json":
        print_json("plan", _as_data(target, plan, steps))
        return 0
    from starl.cli.plan_text import render

    say(render(target, plan, steps, now.date()))
    return 0


@command.command("set", short_help="Plan for an interview.")
@click.argument("day", metavar="DATE")
@click.option("--company", metavar="NAME", help="Where it is.")
@click.option("--role", metavar="TEXT", help="What for.")
@click.option("--minutes", type=click.IntRange(LEAST, MOST), help=f"Minutes a day. [as before, or {MINUTES}]")
@home_option
@click.pass_obj
def set_(
    above: str | None,
    day: str,
    company: str | None,
    role: str | None,
    minutes: int | None,
    home: str | None,
) -> int:
    """Plan for an interview on DATE: "next friday", "in three weeks", 2026-05-20.

    An interview that was planned and is still to come is moved there.
    """
    from starl.text.dates import coming_day

    today = clock().date()
    date = coming_day(day, today, or_today=True)
    with opened(home or above) as store:
        target = set_plan(store, today, date, company=company, role=role, minutes=minutes)
    where = f" at {one_line(target.interview.company)}" if target.interview.company else ""
    click.echo(
        f"Planning for the interview{where} on {date:%A}, {date}: {target.minutes} minutes a day. Next: starl plan"
    )
    return 0


@command.command("clear", short_help="Plan for nothing any more.")
@home_option
@click.pass_obj
def clear(above: str | None, home: str | None) -> int:
    """Plan for nothing any more. An interview that has been, or in which a story was told, stays in the journal."""
    with opened(home or above) as store:
        before = clear_plan(store, clock().date())
    click.echo(
        f"The interview on {before.interview.date} is planned for no more."
        if before
        else "No interview was planned."
    )
    return 0


def _write(file: Path, target: Planned | None, plan: Plan | None, now: dt.datetime, at: str | None) -> int:
    from starl.practice.plan_calendar import PRODUCT, calendar

    if target is None or plan is None or not plan.days:
        raise StarlError(
            'no interview is to come, so there are no days to write; first: starl plan set "in two weeks"'
        )
    data = calendar(plan, target.interview, now, _begins(at) if at else None)
    if file.exists() and PRODUCT.encode() not in file.read_bytes()[:200]:
        raise StarlError(f"{file}: is there and was not written by starl plan; name another file")
    file.write_bytes(data)
    click.echo(
        f"{shown(str(file))} has {len(plan.days)} days. Taken in again later, it changes these events."
    )
    return 0


def _begins(said: str) -> dt.time:
    try:
        found = dt.time.fromisoformat(said)
    except ValueError:
        found = None
    if found is None or found.tzinfo:
        raise StarlError(f"'{said}' is no time of day; write --at as 18:00")
    return found


def _as_data(target: Planned | None, plan: Plan | None, steps: Preparation) -> dict[str, object]:
    days = [day._asdict() | {"minutes": day.minutes} for day in plan.days] if plan else []
    return {
        "interview": target and target.interview,
        "minutes": target and target.minutes,
        "days": days,
        "dropped": plan.dropped if plan else (),
        "steps": steps.steps,
        "next": steps.next,
    }
