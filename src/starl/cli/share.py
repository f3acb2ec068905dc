"""`starl share`."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click
from click.core import ParameterSource

from starl.cli.ask import Dialogue, OutOfAnswersError
from starl.cli.journal import home_option, opened
from starl.cli.output import paint, width
from starl.cli.safe import one_line, shown
from starl.cli.serve import PORT
from starl.cli.share_links import Wish, asked_passphrase, checked_address, make_link, say_link
from starl.cli.stories import story_option, the_story
from starl.errors import StarlError
from starl.sharing.links import DAYS, LONGEST_DAYS
from starl.sharing.offer import Draft, Offer, Refused, checked, key

_MARK = "  ┃ "
_OF_LINKS = {"days": "--days", "note": "--note", "passphrase": "--passphrase", "address": "--address"}
"""Options that say something about a link, by their parameters."""


@click.command()
@story_option
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The file to write. [story-CODE-to-review.html]",
)
@click.option("--revision", type=click.IntRange(min=1), metavar="N", help="This revision. [the newest]")
@click.option(
    "--replace",
    "replaced",
    multiple=True,
    metavar="WORDS=OTHER",
    help='Put other words there: "Acme=a payments company". Repeatable.',
)
@click.option(
    "--keep", "kept", multiple=True, metavar="WORDS", help="Leave these words as they are. Repeatable."
)
@click.option(
    "--link", "by_link", is_flag=True, help="Make a link for `starl serve --share` in place of a file."
)
@click.option(
    "--days",
    type=click.IntRange(1, LONGEST_DAYS),
    default=DAYS,
    show_default=True,
    help="How long a link holds.",
)
@click.option("--note", default="", metavar="TEXT", help="For whom a link is; only you see it.")
@click.option("--passphrase", is_flag=True, help="Ask for a passphrase that a link's reader must know.")
@click.option(
    "--address",
    default=f"http://localhost:{PORT}",
    show_default=True,
    metavar="URL",
    help="Where the server of a link is reached.",
)
@click.option("--show", "only", is_flag=True, help="Show what would go out, and write nothing.")
@click.option("--yes", is_flag=True, help="Do not ask; names and secrets are replaced as proposed.")
@home_option
def command(
    identifier: str,
    target: Path | None,
    revision: int | None,
    replaced: tuple[str, ...],
    kept: tuple[str, ...],
    by_link: bool,
    days: int,
    note: str,
    passphrase: bool,
    address: str,
    only: bool,
    yes: bool,
    home: str | None,
) -> int:
    """Write a story into one HTML file that a peer opens, comments and sends back; it needs no network. Or make a link.

    Names of people, companies, products and hosts, amounts and secrets are offered one by one: keep, replace as
    proposed, or by words of your own. What you decide is remembered for the next share. You see exactly what goes out
    before the file is written; facts, other revisions and the rest of your journal are not in it.

    \b
    starl reviews import FILE      take in the review that comes back
    starl reviews links STORY      the links to it, and who used them
    starl reviews revoke LINK      take a link back
    """
    from starl.sharing.choices import offered, remember
    from starl.sharing.document import document
    from starl.sharing.shares import keep

    choices = _given(replaced, kept)
    _refuse_what_does_not_fit(by_link)
    wish = Wish(days, note, checked_address(address))
    there = _at_a_terminal()
    with opened(home) as store:
        record = the_story(store, identifier)
        number = store.stories.revision(record.id, revision or record.revision).number

        def drafted(decided: dict[str, str | None]) -> Draft:
            return offered(store, record.id, number, record.title, decided)

        draft = drafted(choices)
        if leak := _first_refused(draft, choices):
            raise click.UsageError(f"{leak}")
        if there and not (yes or only):
            choices |= _ask(drafted, choices)
            remember(store, choices)
            draft = drafted(choices)
        _show(draft)
        if only:
            return 0
        if not yes:
            if not there:
                raise StarlError(
                    "nothing was written: there is no terminal to ask at. Read what is shown above, and add --yes if it may go out"
                )
            where = "Make a link to this?" if by_link else "Write this into the file?"
            if not click.confirm(where, default=False):
                click.echo("Nothing was written.")
                return 0
        if by_link:
            hashed = asked_passphrase() if passphrase else None  # Before the journal is held from others.
            with store.transaction():
                remember(store, choices)
                link = make_link(store, keep(store, record, number, draft), wish, hashed)
            say_link(link, wish)
            return 0
        with store.transaction():
            remember(store, choices)
            share = keep(store, record, number, draft)
            path = target or Path(f"story-{share.id[-6:]}-to-review.html")
            there_already = path.exists() and not yes
            if there_already and not click.confirm(f"{shown(str(path))} is there already. Replace it?"):
                click.echo("Nothing was written.")
                return 0
            _write(path, document(share))
    click.echo(
        f"{shown(str(path))} has revision {number} of “{one_line(record.title)}”. Send it to your peer."
    )
    click.echo("What comes back: starl reviews import FILE")
    return 0


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _refuse_what_does_not_fit(by_link: bool) -> None:
    """A passphrase that would protect nothing is worse than none. Raises UsageError."""
    context = click.get_current_context()
    given = [
        name
        for parameter, name in _OF_LINKS.items()
        if context.get_parameter_source(parameter) is not ParameterSource.DEFAULT
    ]
    if given and not by_link:
        names = " and ".join(given)
        protects = " A file has no passphrase: whoever has it can read it." if "--passphrase" in given else ""
        raise click.UsageError(
            f"{names} {'is' if len(given) == 1 else 'are'} for links, and this would write a file; add --link, or leave {names} away.{protects}"
        )
    if by_link and context.params["target"]:
        raise click.UsageError("--link makes no file; leave --to away")


def _write(path: Path, text: str) -> None:
    """The whole file or none; then nothing is noted of it either. Raises StarlError."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8", newline="\n")
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise StarlError(f"{shown(str(path))} cannot be written: {error.strerror or error}") from None


def _given(replaced: tuple[str, ...], kept: tuple[str, ...]) -> dict[str, str | None]:
    choices: dict[str, str | None] = {}
    for each in replaced:
        words, equals, other = each.partition("=")
        if not equals or not key(words):
            raise click.UsageError(
                f'--replace takes WORDS=OTHER, such as "Acme=a payments company", not "{each}"'
            )
        choices[key(words)] = checked(other)
    for words in kept:
        if not key(words):
            raise click.UsageError("--keep needs the words that stay")
        choices[key(words)] = None
    return choices


def _ask(
    drafted: Callable[[dict[str, str | None]], Draft], given: dict[str, str | None]
) -> dict[str, str | None]:
    """Each offer in turn. What was decided before is shown as the proposal."""
    dialogue = Dialogue()
    choices: dict[str, str | None] = {}
    offers = drafted(given).offers
    open_offers = [offer for offer in offers if not any(key(words) in given for words in offer.words)]
    if open_offers:
        dialogue.say(
            f"{len(open_offers)} things may not be for others. Enter takes the proposal, k keeps the words, anything longer replaces them."
        )
    for number, offer in enumerate(open_offers, 1):
        dialogue.say()
        dialogue.say(f"{number} of {len(open_offers)}  {_words(offer)}", bold=True)
        proposal = "keep" if offer.shown is None else offer.shown
        name = key(offer.words[0])
        while True:
            try:
                said = dialogue.line(f"  → [{proposal}] ").strip()
            except OutOfAnswersError:
                return choices
            if not said:
                break
            if said.casefold() == "k":
                choices[name] = None
                break
            try:
                own: dict[str, str | None] = {name: checked(said)}
            except StarlError as error:
                dialogue.say(f"{error}.")
                continue
            if leak := _first_refused(drafted(given | choices | own), own):
                dialogue.say(f"{leak}.")
                continue
            choices |= own
            break
    return choices


def _first_refused(draft: Draft, choices: dict[str, str | None]) -> Refused | None:
    """A replacement among these choices that would give hidden words away."""
    return next((one for one in draft.refused if any(key(words) in choices for words in one.words)), None)


def _words(offer: Offer) -> str:
    times = f", {offer.times} times" if offer.times > 1 else ""
    return f"“{one_line('” “'.join(offer.words))}” ({offer.kind.value.lower()}{times})"


def _show(draft: Draft) -> None:
    brush = paint()
    click.echo("This would go out, and nothing else of your journal:")
    click.echo()
    click.echo(f"{brush(_MARK, dim=True)}{brush(shown(draft.title), bold=True)}")
    section = None
    for part in draft.parts:
        click.echo(brush(_MARK, dim=True).rstrip())
        if part.section is not section and part.section is not None:
            section = part.section
            click.echo(f"{brush(_MARK, dim=True)}{brush(section.value.capitalize(), bold=True)}")
        for line in shown(draft.text[part.start : part.end]).split("\n"):
            for row in textwrap.wrap(line, min(width(), 100) - len(_MARK), break_on_hyphens=False) or [""]:
                click.echo(f"{brush(_MARK, dim=True)}{row}")
    click.echo()
    replaced = [f"{_words(offer)} → {offer.shown}" for offer in draft.offers if offer.shown is not None]
    stays = [one_line(offer.words[0]) for offer in draft.offers if offer.shown is None]
    for line in replaced:
        click.echo(f"  {line}")
    if stays:
        click.echo(f"  stays as you decided: {', '.join(stays)}")
    for one in draft.refused:
        click.echo(f"  not as you decided before: {one_line(str(one))}")
    if not replaced:
        click.echo("  No name and no secret is replaced. Read it all the same: starl can miss one.")
