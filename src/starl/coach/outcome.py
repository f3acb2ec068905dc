"""What the rules about the Result share: whether a sentence tells damage, or any outcome."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document, Sentence
from starl.coach.rule import Match
from starl.coach.structure import tells_of
from starl.model.story import Section
from starl.text.lazy import lazy

_PIECE = lazy(r"[a-z]+(?:'[a-z]+)?|\d")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


HARM = _words(
    "outage outages downtime offline lost losing loss losses refund refunds refunded complained complaining complaint "
    "complaints angry furious upset crashed corrupted corrupt wiped erased overcharged undercharged debited duplicated "
    "leaked leak breach breached cancelled canceled churned resigned unavailable stranded apologised apologized "
    "penalty penalties lawsuit stolen hacked injured died hurt oversold undersold unreadable unrecoverable"
)
"""Words that name damage wherever in a story they stand."""

_NUMBERS = _words(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million "
    "millions dozen dozens half third quarter percent overnight"
)
_NEGATIONS = _words(
    "no not never nobody none nothing without unable cannot can't couldn't didn't doesn't don't wasn't weren't won't "
    "wouldn't hadn't hasn't haven't isn't aren't nowhere neither couldnt didnt wasnt"
)
DAMAGE = HARM | _words(
    "down lose loses broke broken breaks break broken breaking crash crashes crashing fail fails failed failing failure "
    "failures wrong wrongly incorrect incorrectly error errors erroneous bug bugs corruption deleted deleting missing "
    "missed miss misses late later delay delayed delays overdue slipped slip slipping postponed rescheduled cost costs "
    "costing costed fined fine fines rollback rolled roll rolling revert reverted reverting restored backup refused "
    "rejected declined dropped drop drops fell fall fallen decreased decline slow slower slowed slowly stuck blocked "
    "impossible empty duplicate duplicates twice double doubled charged bounced exposed scrapped scrap abandoned "
    "abandon shelved shelve dropped stopped stop halted halt pulled froze frozen hung dead death sick ill damage "
    "damaged damages trust reputation waste wasted redo redone rework rebuilt rebuild retyped again apologise "
    "apologize apology escalated escalation escalations incident incidents overtime weekend weekends night nights "
    "evening evenings unhappy disappointed disappointing annoyed annoying frustrated complains complain quit left "
    "leave leaves fired sacked unusable useless worse worst bad badly poor poorly overran overrun exceeded over "
    "burned burnt burnout locked timeouts timeout timed interrupted disrupted disruption affected affecting impacted "
    "panic chaos mess short shortage behind extended extension reopened reject cancel cancels canceling cancelling "
    "withdrawn withdrew terminated killed collapsed blew blown stood waited waiting wait queue queues cried crying "
    "tears shouted garbage junk lawyer lawyers regulator audit headline newspaper paper paid pay owed money euros "
    "dollars pounds budget bill bills invoice invoices tickets calls contract"
)
"""Words that name damage in a Result; elsewhere they may name the mistake or the job."""

_HAPPENED = DAMAGE | _words(
    "fixed resolved solved shipped delivered released launched finished completed deployed succeeded success "
    "successful successfully passed improved increased reduced saved won live recovered recover restore happy "
    "satisfied pleased accepted approved adopted merged ended ends resulted became caused causing led meant meaning "
    "lasted replaced removed moved migrated merged retired hired promoted changed rewrote rewritten corrected repaired noticed found discovered caught"
)
"""Words with which something is told to have happened, good or bad."""


def rest(sentence: Sentence, matches: Iterable[Match]) -> list[str]:
    """The words of a sentence that stand in none of these matches; a digit is a word of its own."""
    kept, at = [], 0
    for match in sorted(matches):
        kept.append(sentence.plain[at : max(at, match.span.start - sentence.span.start)])
        at = max(at, match.span.end - sentence.span.start)
    kept.append(sentence.plain[at:])
    return _PIECE.findall(" ".join(kept))


def tells_damage(words: Iterable[str]) -> bool:
    """Whether these words, from a Result, may tell damage: named, counted, or as something that did not happen."""
    return any(word in DAMAGE or word in _NUMBERS or word in _NEGATIONS or word.isdigit() for word in words)


def tells_outcome(words: Iterable[str]) -> bool:
    """Whether these words, from a Result, may tell that something happened, good or bad."""
    return any(
        word in _HAPPENED or word in _NUMBERS or word in _NEGATIONS or word.isdigit() for word in words
    )


def result_of(document: Document) -> list[Sentence]:
    """The sentences of the Result; in undivided text also those at the end that the coach took for a Learning
    though they do not speak of one."""
    return [
        sentence
        for sentence in document.sentences
        if sentence.section is Section.RESULT
        or (
            document.inferred
            and sentence.section is Section.LEARNING
            and not tells_of(Section.LEARNING, sentence.plain)
        )
    ]


def harm_elsewhere(document: Document, result: list[Sentence]) -> bool:
    """Whether damage is named before the Result, where an answer told aloud often has it."""
    numbers = {sentence.number for sentence in result}
    return any(
        not HARM.isdisjoint(sentence.words)
        for sentence in document.sentences
        if sentence.number not in numbers and (document.inferred or sentence.section is not Section.LEARNING)
    )


def by_sentence(matches: Iterable[Match], sentences: list[Sentence]) -> dict[int, list[Match]]:
    """The matches within these sentences, by the number of their sentence."""
    found: dict[int, list[Match]] = {}
    numbers = {sentence.number for sentence in sentences}
    for match in matches:
        if match.sentence.number in numbers:
            found.setdefault(match.sentence.number, []).append(match)
    return found
