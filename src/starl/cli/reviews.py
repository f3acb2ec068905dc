"""`starl reviews`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from starl.cli.journal import home_option, opened
from starl.cli.output import cut, format_option, paint, print_json, say, width
from starl.cli.safe import one_line, shown
from starl.cli.stories import the_story
from starl.errors import StarlError
from starl.model.sharing import CommentState

if TYPE_CHECKING:
    from starl.model.story_record import StoryRecord
    from starl.sharing.reviews import SideBySide, Standing
    from starl.store.store import Store

_SHORT = 8
"""Characters of an id that is shown."""


class _Listing(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_Listing, invoke_without_command=True)
@home_option
@click.pass_context
def command(context: click.Context, home: str | None) -> int:
    """What peers said of your stories, and what you did about it.

    \b
    starl share STORY                        write the file that a peer reviews
    starl reviews import FILE                take in what comes back; - reads standard input
    starl reviews show STORY                 all reviews of a story side by side
    starl reviews accept|decline|done ID N   what you did about comment N of a review
    """
    context.obj = home
    if context.invoked_subcommand is None:
        _list(home, None)
    return 0


@command.command("list", short_help="Stories with their reviews.")
@click.argument("identifier", metavar="[STORY]", required=False)
@home_option
@click.pass_obj
def list_reviews(outer: str | None, identifier: str | None, home: str | None) -> int:
    """List the reviews, of one story or of all."""
    _list(home or outer, identifier)
    return 0


def _list(home: str | None, identifier: str | None) -> None:
    with opened(home) as store:
        record = the_story(store, identifier) if identifier else None
        found = store.feedback.select(record.id if record else None)
        titles = {item.id: item.title for item in store.stories.select(binned=None)}
        brush = paint()
        for item in reversed(found):
            still = sum(each.state is CommentState.OPEN for each in item.comments)
            name = store.feedback.short(item.id, _SHORT)
            who = one_line(item.reviewer or "A peer")
            say(
                f"{brush(name, fg='yellow')}  {item.created.astimezone():%Y-%m-%d}  {cut(who, 20):<20}  "
                f"authentic {item.authenticity}  learning {item.learning}  "
                f"{len(item.comments)} comments, {still} open  {cut(one_line(titles[item.story]), 40)}"
            )
        if not found:
            click.echo("No review yet. `starl share STORY` writes a file for a peer.")


@command.command("import", short_help="Take in a review.")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
@home_option
@click.pass_obj
def take(outer: str | None, path: Path, home: str | None) -> int:
    """Take in the review that a peer saved or copied; - reads standard input.

    It is attached to the revision that was shared. A changed review by the same name replaces the earlier one, and your
    answers to comments that are as they were stay. A review that was changed on its way, or is of another story, is
    refused with the reason.
    """
    from starl.sharing.incoming import LARGEST
    from starl.sharing.reviews import Arrival, arrival_in_words, side_by_side, take_in

    name = "standard input" if str(path) == "-" else str(path)
    stream = sys.stdin.buffer if str(path) == "-" else path.open("rb")
    with stream:
        data = stream.read(4 * LARGEST + 1)
    try:
        with opened(home or outer) as store:
            received = take_in(store, data.decode("utf-8-sig", "replace"))
            seen = side_by_side(store, received.record)
    except StarlError as error:
        raise StarlError(f"{shown(name)}: {error}") from None
    click.echo(f"“{one_line(received.record.title)}”: {one_line(arrival_in_words(received))}")
    if received.arrival in (Arrival.SAME, Arrival.OVERTAKEN):
        return 0
    if received.is_old:
        gone = sum(item.feedback.id == received.feedback.id for item in seen.orphans)
        click.echo(
            f"The story is at revision {received.record.revision} by now. The comments were led to its words as they are"
            + (f"; of {gone}, the words are gone, and they are shown apart." if gone else ".")
        )
    click.echo(f"Read it: starl reviews show {received.record.slug}")
    return 0


@command.command("show", short_help="All reviews of a story side by side.")
@click.argument("identifier", metavar="STORY")
@format_option
@home_option
@click.pass_obj
def show(outer: str | None, identifier: str, form: str, home: str | None) -> int:
    """Show all reviews of a story side by side, with the coach, and what was done about each comment."""
    from starl.sharing.reviews import side_by_side

    with opened(home or outer) as store:
        seen = side_by_side(store, the_story(store, identifier))
        if form == "json":
            print_json("reviews", _data(seen))
        else:
            _print(store, seen)
    return 0


def _answered(
    outer: str | None,
    home: str | None,
    identifier: str,
    number: int,
    state: CommentState,
    reason: str,
    revision: int | None = None,
) -> int:
    from starl.sharing.reviews import answer

    with opened(home or outer) as store:
        kept = answer(store, identifier, number, state, reason, revision)
    comment = kept.comments[number - 1]
    where = f" in revision {comment.revision}" if comment.revision else ""
    click.echo(f"Comment {number}: {state.value}{where}.")
    return 0


_number = click.argument("number", metavar="N", type=click.IntRange(min=1))
_review = click.argument("identifier", metavar="ID")
_note = click.option("--note", "reason", default="", help="What you think of it, in your words.")


@command.command("accept", short_help="You will work on a comment.")
@_review
@_number
@_note
@home_option
@click.pass_obj
def accept(outer: str | None, identifier: str, number: int, reason: str, home: str | None) -> int:
    """Note that you will work on comment N of the review ID."""
    return _answered(outer, home, identifier, number, CommentState.ACCEPTED, reason)


@command.command("decline", short_help="You see it otherwise, and why.")
@_review
@_number
@click.option("--reason", required=True, help="Why, in a few words.")
@home_option
@click.pass_obj
def decline(outer: str | None, identifier: str, number: int, reason: str, home: str | None) -> int:
    """Note that you see it otherwise than comment N of the review ID, and why."""
    return _answered(outer, home, identifier, number, CommentState.DECLINED, reason)


@command.command("done", short_help="It is done, in a revision.")
@_review
@_number
@click.option("--revision", type=click.IntRange(min=1), metavar="N", help="In which. [the newest]")
@_note
@home_option
@click.pass_obj
def done(
    outer: str | None, identifier: str, number: int, revision: int | None, reason: str, home: str | None
) -> int:
    """Note that what comment N of the review ID asks for is done."""
    return _answered(outer, home, identifier, number, CommentState.DONE, reason, revision)


@command.command("links", short_help="The links to a story, and who used them.")
@click.argument("identifier", metavar="STORY")
@home_option
@click.pass_obj
def links(outer: str | None, identifier: str, home: str | None) -> int:
    """Show the links to a story, how long they hold, and the latest accesses through each."""
    from starl.cli.share_links import list_links

    with opened(home or outer) as store:
        list_links(store, the_story(store, identifier), _SHORT)
    return 0


@command.command("revoke", short_help="Take a link back.")
@click.argument("identifier", metavar="LINK")
@home_option
@click.pass_obj
def revoke(outer: str | None, identifier: str, home: str | None) -> int:
    """Take a link back for good: it leads nowhere from now on. Reviews that came through it stay."""
    from starl.sharing.links import revoke as take_back

    with opened(home or outer) as store:
        name = store.share_links.short(take_back(store, identifier).id, _SHORT)
    click.echo(f"{name} leads nowhere any more.")
    return 0


@command.command("rm", short_help="Remove a review.")
@_review
@click.option("--yes", is_flag=True, help="Do not ask.")
@home_option
@click.pass_obj
def remove(outer: str | None, identifier: str, yes: bool, home: str | None) -> int:
    """Remove a review for good."""
    with opened(home or outer) as store:
        found = store.feedback.find(identifier)
        who = one_line(found.reviewer or "a peer")
        if not yes and not click.confirm(f"Remove the review by {who} for good?"):
            click.echo("Nothing was removed.")
            return 0
        store.feedback.remove(found.id)
    click.echo(f"Removed the review by {who}.")
    return 0


def _print(store: Store, seen: SideBySide) -> None:
    from starl.cli.ask import Dialogue
    from starl.sharing.reviews import name_of

    dialogue, brush = Dialogue(), paint()
    record: StoryRecord = seen.record
    if not seen.reviews:
        click.echo(
            f"No review of “{one_line(record.title)}” yet. `starl share {record.slug}` writes a file for a peer."
        )
        return
    say(f"{brush(one_line(record.title), bold=True)}  revision {record.revision}")
    click.echo()
    room = max(14, min(30, width() - 40))
    click.echo(f"  {'':<{room}}  authentic  learning  revision")
    for feedback, share in seen.reviews:
        name = f"{store.feedback.short(feedback.id, _SHORT)} {cut(one_line(name_of(feedback)), room - 9)}"
        click.echo(
            f"  {name:<{room}}  {feedback.authenticity:>9}  {feedback.learning:>8}  {share.revision:>8}"
        )
    click.echo(
        f"  {'the coach':<{room}}  {seen.coach.authenticity:>9}  {seen.coach.learning:>8}  {record.revision:>8}"
    )
    click.echo()
    for line in seen.agreement:
        dialogue.say(line, "  ")
    for feedback, _ in seen.reviews:
        click.echo()
        name = store.feedback.short(feedback.id, _SHORT)
        say(f"{brush(name, fg='yellow')}  {brush(one_line(name_of(feedback)), bold=True)}")
        for title, said in (
            ("authentic", feedback.authenticity_why),
            ("learning", feedback.learning_why),
            ("summary", feedback.summary),
        ):
            if said:
                dialogue.pair(title, said)
        for item in seen.standings:
            if item.feedback.id == feedback.id:
                _comment(dialogue, item)


def _comment(dialogue: object, item: Standing) -> None:
    from starl.cli.ask import Dialogue
    from starl.sharing.anchors import Hold

    assert isinstance(dialogue, Dialogue)
    hold = {Hold.SAME: "", Hold.CHANGED: "  (rewritten since)", Hold.GONE: "  (these words are gone)"}[
        item.hold
    ]
    dialogue.say(f"{item.at}. “{item.quote}”{hold}", "  ", dim=True)
    dialogue.say(item.said, "     ")
    comment = item.comment
    state = comment.state.value + (f" in revision {comment.revision}" if comment.revision else "")
    more = [state, *([comment.reason] if comment.reason else [])]
    more += [f"{name} stopped here too" for name in item.agrees]
    more += [f"the coach: {one.code}" for one in {one.code: one for one in item.findings}.values()]
    dialogue.say("; ".join(more), "     ", fg="green" if comment.state is CommentState.DONE else "cyan")


def _data(seen: SideBySide) -> dict[str, object]:
    from starl.sharing.reviews import name_of

    return {
        "story": seen.record.id,
        "revision": seen.record.revision,
        "coach": {"authenticity": seen.coach.authenticity, "learning": seen.coach.learning},
        "agreement": seen.agreement,
        "reviews": [
            {
                "id": feedback.id,
                "reviewer": name_of(feedback),
                "revision": share.revision,
                "authenticity": feedback.authenticity,
                "authenticity_why": feedback.authenticity_why,
                "learning": feedback.learning,
                "learning_why": feedback.learning_why,
                "summary": feedback.summary,
                "comments": [
                    {
                        "number": item.at,
                        "quote": item.quote,
                        "comment": item.said,
                        "theme": item.comment.theme,
                        "span": item.span,
                        "hold": item.hold,
                        "state": item.comment.state,
                        "reason": item.comment.reason,
                        "done_in": item.comment.revision,
                        "also": item.agrees,
                        "coach": sorted({one.code for one in item.findings}),
                    }
                    for item in seen.standings
                    if item.feedback.id == feedback.id
                ],
            }
            for feedback, share in seen.reviews
        ],
    }
