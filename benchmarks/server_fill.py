"""Fills a shared server's database with people, their journals, and their cohorts, through starl's own repositories."""

from __future__ import annotations

import datetime as dt
import random
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from multiprocessing import get_context

from starl.coach.engine import check
from starl.model.account import Account, Part, Role
from starl.model.attempt import Exercise
from starl.model.ids import make_id
from starl.model.journal import Entry
from starl.model.story_record import StoryRecord, VerdictSnapshot
from starl.server import passwords
from starl.server.state import Hosted, utc_now
from starl.store.hosted.accounts import Accounts
from starl.store.hosted.audit import Audit
from starl.store.hosted.cohorts import Cohorts
from starl.store.hosted.exchange import Exchange
from starl.store.hosted.hearings import Hearings
from starl.store.hosted.work import Work
from starl.store.store import Store, open_engine
from starl.text.sentences import sentences
from starl.training.corpus import CORPUS, read_answers

PASSWORD = "correct horse tram violet"
FILLERS = 2
"""Processes that fill it."""
COHORT = 50
"""People in one; the first two of them coach it."""
THEMES = ("delivery", "testing", "data", "people", "operations", "design")


@dataclass(frozen=True)
class Amount:
    """How much there is."""

    accounts: int
    stories: int
    """In each journal."""
    entries: int
    """In each journal."""


FULL = Amount(2000, 10, 100)
SMALL = Amount(12, 3, 10)


@cache
def answers() -> list[str]:
    """The texts of our corpus: answers of several people, told in 50 to 400 words."""
    return [each.text for path in sorted((CORPUS / "answers").glob("*.txt")) for each in read_answers(path)]


@cache
def said() -> list[str]:
    """Sentences of the answers."""
    texts = answers()
    return [text[span.start : span.end] for text in texts for span in sentences(text, 0, len(text))]


@cache
def verdict(number: int) -> VerdictSnapshot | None:
    """Of an answer."""
    report = check(answers()[number])
    return VerdictSnapshot.of(report, "benchmark") if report.judged else None


def open_keepers(database: str) -> Hosted:
    """The keepers over a database, without a server."""
    engine = open_engine(database)
    keepers = (kind(engine, utc_now) for kind in (Accounts, Audit, Cohorts, Exchange, Work, Hearings))
    return Hosted(None, engine, *keepers)  # type: ignore[arg-type]


def email(number: int) -> str:
    """The address of a person."""
    return f"person{number}@example.org"


def fill(database: str, amount: Amount) -> None:
    """Fills it. Days lie in the past, so that some cards are due and the cohorts' reviews are to be given."""
    hosted = open_keepers(database)
    hosted.engine.close()
    encoded = passwords.encoded(PASSWORD)
    numbers = [range(first, amount.accounts, FILLERS) for first in range(FILLERS)]
    with ProcessPoolExecutor(FILLERS, get_context("spawn")) as pool:
        list(pool.map(_people, repeat(database), repeat(amount), repeat(encoded), numbers))
    people = {account.email: account for account in hosted.accounts.page(amount.accounts)}
    for first in range(0, amount.accounts, COHORT):
        members = [people[email(number)] for number in range(first, min(first + COHORT, amount.accounts))]
        with hosted.engine.transaction():
            _cohort(hosted, f"Cohort {first // COHORT + 1}", members)
    hosted.engine.run("VACUUM ANALYZE")
    hosted.engine.close()


def _people(database: str, amount: Amount, encoded: str, numbers: range) -> None:
    """People with their journals, a transaction for each."""
    hosted = open_keepers(database)
    for number in numbers:
        with hosted.engine.transaction():
            role = Role.COACH if number % COHORT < 2 else Role.LEARNER
            account = hosted.accounts.add(email(number), f"Person {number}", role, encoded)
            _journal(Store(hosted.engine, account.id), amount, random.Random(number))
    hosted.engine.close()


def _journal(store: Store, amount: Amount, chance: random.Random) -> None:
    now = dt.datetime.now(dt.UTC)
    entries = []
    for number in range(amount.entries):
        moment = now - dt.timedelta(hours=30 * number + chance.randrange(20), minutes=chance.randrange(60))
        tags = tuple(sorted(set(chance.choices(THEMES, k=2))))
        entries.append(
            Entry(
                make_id(moment, chance.randbytes(10)),
                moment,
                moment,
                moment.date(),
                " ".join(chance.choices(said(), k=3)),
                mistake=chance.choice(said()) if number % 2 == 0 else None,
                lesson=chance.choice(said()) if number % 3 == 0 else None,
                tags=tags,
            )
        )
    store.entries.add_many(entries)
    for number in range(amount.stories):
        moment = now - dt.timedelta(days=9 * number, minutes=chance.randrange(1000))
        chosen = chance.randrange(len(answers()))
        record = StoryRecord(
            make_id(moment, chance.randbytes(10)),
            moment,
            moment,
            f"story-{number}",
            f"Story {number}",
            themes=(chance.choice(THEMES),),
        )
        store.stories.save(record, answers()[chosen], verdict(chosen))


def _cohort(hosted: Hosted, name: str, people: list[Account]) -> None:
    """A cohort in which everybody handed a story in and has two reviews to give."""
    cohort = hosted.cohorts.add(name)
    for place, account in enumerate(people):
        hosted.cohorts.join(cohort, account.id, Part.COACH if place < 2 else Part.LEARNER)
    today = dt.datetime.now(dt.UTC).date()
    task = hosted.exchange.assign(
        cohort, Exercise.PEER_REVIEW, "Tell it to a peer", "", today - dt.timedelta(days=1), 30, False
    )
    learners = people[2:]
    handed = []
    for place, account in enumerate(learners):
        text = answers()[place % len(answers())]
        handed.append(hosted.exchange.hand_in(task, account.id, "The one with the outage", text))
        hosted.exchange.show(cohort, account.id, f"story-{place}", "The one with the outage", text)
    pairs = [
        (reviewer.id, handed[(place + step) % len(handed)])
        for place, reviewer in enumerate(learners)
        for step in (1, 2)
    ]
    hosted.exchange.pair(pairs, today + dt.timedelta(days=30))
    hosted.exchange.set_matched(task)
