"""Going through the inventory's list with single keys."""

from __future__ import annotations

import click

from starl.cli.inventory import said
from starl.cli.report_inventory import block, bold, dim
from starl.cli.safe import shown
from starl.errors import StarlError
from starl.inventory import answers
from starl.inventory.candidate import Candidate, short_references
from starl.model.journal import Source
from starl.store.store import Store

_KEYS = "k keep · d dismiss · e entry · s story · m merge · n next · u undo · q quit · ? help"
_HELP = """  k  keep it as an experience
  d  dismiss it: it is not offered again
  e  keep it, and make an entry that holds its evidence
  s  keep it, and start a story: the questions, with the evidence in a comment
  m  merge it with another one: type that one's reference
  n  the next one; this one comes again at the next scan
  u  undo the last answer
  q  stop here; what you answered is stored"""
_VERBS = {
    "k": ("keep", answers.keep),
    "d": ("dismiss", answers.dismiss),
    "e": ("entry", answers.make_entry),
    "s": ("story", answers.start_story),
}


def triage(store: Store, candidates: list[Candidate], *, colour: bool) -> None:
    """Asks for each candidate in turn. Every answer is stored at once, so that stopping loses nothing."""
    names = short_references(candidates)
    gone: set[Candidate] = set()
    done: list[tuple[int, answers.Answer, set[Candidate]]] = []
    at = 0
    click.echo(dim(f"\n{_KEYS}", colour))
    while at < len(candidates):
        item = candidates[at]
        if item in gone:
            at += 1
            continue
        click.echo(
            "\n" + "\n".join(block(item, names[item.source], colour=colour, number=at + 1, verbose=True))
        )
        key = _key(colour)
        if key in ("q", "\x1b", "\x04", ""):
            break
        if key == "u":
            at = _undo(store, done, gone, at)
            continue
        if key == "n" or key in "\r\n ":
            at += 1
            continue
        if key == "?":
            click.echo(_HELP)
            continue
        try:
            answer, taken = _act(store, key, item, candidates, names, gone)
        except StarlError as error:
            click.echo(f"  {shown(str(error))}")
            continue
        if answer is not None:
            gone |= taken
            done.append((at, answer, taken))
            at += 1
    _closing(done, len(candidates) - len(gone))


def _key(colour: bool) -> str:
    click.echo(bold("  k d e s m n u q ? ", colour), nl=False)
    try:
        key: str = click.getchar().lower()
    except EOFError:
        key = "q"
    click.echo(shown(key) if key.isprintable() else "")
    return key


def _act(
    store: Store,
    key: str,
    item: Candidate,
    candidates: list[Candidate],
    names: dict[Source, str],
    gone: set[Candidate],
) -> tuple[answers.Answer | None, set[Candidate]]:
    if key in _VERBS:
        verb, act = _VERBS[key]
        answer = act(store, item)
        click.echo(f"  {said(store, verb, answer)}")
        return answer, {item}
    if key == "m":
        return _merge(
            store, item, [other for other in candidates if other not in gone and other != item], names
        )
    click.echo("  That key means nothing here; ? shows those that do.")
    return None, set()


def _merge(
    store: Store, item: Candidate, others: list[Candidate], names: dict[Source, str]
) -> tuple[answers.Answer | None, set[Candidate]]:
    wanted = (
        click.prompt("  With which? Its reference (empty: none)", default="", show_default=False)
        .strip()
        .lower()
    )
    found = [other for other in others if wanted and names[other.source].startswith(wanted)]
    if len(found) != 1:
        if wanted:
            click.echo(
                "  No other candidate has this reference; nothing was done."
                if not found
                else "  More than one has; nothing was done."
            )
        return None, set()
    answer = answers.merge(store, [item, found[0]])
    click.echo(f"  {said(store, 'merge', answer)}")
    return answer, {item, found[0]}


def _undo(
    store: Store, done: list[tuple[int, answers.Answer, set[Candidate]]], gone: set[Candidate], at: int
) -> int:
    if not done:
        click.echo("  There is nothing to undo.")
        return at
    at, answer, taken = done.pop()
    answers.take_back(store, answer)
    gone -= taken
    click.echo(f"  Taken back: {shown(answer.experience.title)}")
    return at


def _closing(done: list[tuple[int, answers.Answer, set[Candidate]]], left: int) -> None:
    kept = sum(answer.experience.status == "kept" for _, answer, _ in done)
    click.echo(
        f"\n{kept} kept, {len(done) - kept} dismissed, {left} not answered. `starl experiences` shows what you kept."
    )
