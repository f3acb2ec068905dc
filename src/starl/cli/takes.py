"""`starl takes`."""

from __future__ import annotations

import click

from starl.cli.colour import Paint
from starl.cli.completing import stories
from starl.cli.journal import home_option, opened
from starl.cli.output import cut, format_option, paint, print_json, say, width
from starl.cli.safe import one_line
from starl.cli.stories import the_story
from starl.model.take import Take
from starl.practice.delivery import clock_time
from starl.practice.measure import good, title
from starl.practice.take_progress import Change, Comparison, Trend, compare, progress
from starl.practice.takes import again
from starl.store.store import Store

_SHORT = 8
_BARS = "▁▂▃▄▅▆▇█"
_LAST = 12
"""Values in a small curve."""
_LIST = "list"
_LABEL = 20


class _Takes(click.Group):
    """Lists where no command is named, so that `starl takes` and `starl takes STORY` are enough."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in (*self.commands, *ctx.help_option_names):
            args = [_LIST, *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Takes)
def command() -> None:
    """Your rehearsals. `starl takes` lists them, `starl takes STORY` those of a story with how they went over time."""


@command.command(_LIST, short_help="List rehearsals, the newest first.")
@click.argument("identifier", metavar="[STORY]", required=False, shell_complete=stories)
@format_option
@home_option
def list_(identifier: str | None, form: str, home: str | None) -> int:
    """List rehearsals, the newest first; of a story also how each measure went over time."""
    with opened(home) as store:
        story = the_story(store, identifier) if identifier else None
        takes = store.takes.select(story=story.id if story else None)
        titles = {record.id: record.title for record in store.stories.select(binned=None)}
        shorts = {take.id: store.takes.short(take.id, _SHORT) for take in takes}
    trends = progress(takes) if story else ()
    if form == "json":
        print_json("takes", {"takes": takes, "progress": trends})
        return 0
    if not takes:
        say("No rehearsal yet. The first: starl rehearse STORY")
        return 0
    brush = paint()
    for take in takes:
        title = cut(one_line(titles.get(take.story or "", "")), width() - 60)
        say(f"{brush(shorts[take.id], fg='yellow')}  {_line(take)}  {brush(title, dim=True)}".rstrip())
    for trend in trends:
        if len(trend.values) > 1:
            say(_trend(trend, brush))
    return 0


@command.command(short_help="A rehearsal with all that is said of it.")
@click.argument("identifier", metavar="ID")
@format_option
@home_option
def show(identifier: str, form: str, home: str | None) -> int:
    """Show a rehearsal beside the story as it is written now."""
    with opened(home) as store:
        take = store.takes.find(identifier)
        rehearsal = again(store, take)
    if form == "json":
        from starl.cli.rehearse import rehearsal_data

        print_json("take", rehearsal_data(take, rehearsal))
        return 0
    from starl.cli.rehearse_text import show as show_text

    show_text(take, rehearsal)
    return 0


@command.command("compare", short_help="Two rehearsals side by side.")
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@format_option
@home_option
def compare_(one: str, other: str, form: str, home: str | None) -> int:
    """Show two rehearsals side by side, the earlier one first."""
    with opened(home) as store:
        found = compare(store.takes.find(one), store.takes.find(other))
    if form == "json":
        print_json("comparison", found)
        return 0
    _compared(found, paint())
    return 0


@command.command("rm", short_help="Remove a rehearsal, or only its recording.")
@click.argument("identifier", metavar="ID")
@click.option("--audio-only", is_flag=True, help="Remove the recording; what was said stays.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@home_option
def remove(identifier: str, audio_only: bool, yes: bool, home: str | None) -> int:
    """Remove a rehearsal for good, or only its recording."""
    with opened(home) as store:
        take = store.takes.find(identifier)
        name = store.takes.short(take.id, _SHORT)
        if audio_only and take.audio is None:
            click.echo(f"Take {name} has no recording.")
            return 0
        what = "the recording of take" if audio_only else "take"
        if not yes and not click.confirm(f"Remove {what} {name} for good?"):
            click.echo("Nothing was removed.")
            return 0
        _remove(store, take, audio_only)
    click.echo(f"Removed {what} {name}.")
    return 0


def _remove(store: Store, take: Take, audio_only: bool) -> None:
    if audio_only:
        store.takes.remove_audio(take.id)
    else:
        store.takes.remove(take.id)


def _line(take: Take) -> str:
    """When, how, how long, and the pace."""
    kept = take.metrics or {}
    measures = kept.get("measures", {})
    told = kept.get("told_in")
    length = clock_time(told) if told else f"{kept.get('words', len(take.text.split()))} words"
    pace = f"{measures['pace']:.0f} wpm" if "pace" in measures else ""
    sound = "♪" if take.audio else " "
    return (
        f"{take.created.astimezone():%Y-%m-%d %H:%M}  {take.source.value:<8} {sound} {length:>12}  {pace:>7}"
    )


def _trend(trend: Trend, brush: Paint) -> str:
    values = trend.values[-_LAST:]
    low, high = min(values), max(values)
    spread = high - low or 1.0
    curve = "".join(_BARS[round((value - low) / spread * 7)] for value in values)
    name = title(trend.name)
    return f"  {name:<{_LABEL}} {brush(curve, fg='cyan')}  {values[0]:.0f} to {values[-1]:.0f} {trend.unit}"


def _compared(found: Comparison, brush: Paint) -> None:
    say(
        f"  {'':<{_LABEL}} {found.before.created.astimezone():%Y-%m-%d}   {found.after.created.astimezone():%Y-%m-%d}"
    )
    for item in found.changes:
        say(_changed(item, brush))
    if found.told:
        say(f"  {'points told':<{_LABEL}} {found.told[0]:>10}   {found.told[1]:>10}")
    if not found.changes:
        say("  These two have no measure in common.")


def _changed(item: Change, brush: Paint) -> str:
    mark = {1: brush("better", fg="green"), -1: brush("farther off", fg="yellow"), 0: ""}[item.towards]
    name = title(item.name)
    values = f"{item.before.value:>10.1f}   {item.after.value:>10.1f}"
    return f"  {name:<{_LABEL}} {values}  {item.after.unit:<16} {brush(good(item.after), dim=True)}  {mark}".rstrip()
