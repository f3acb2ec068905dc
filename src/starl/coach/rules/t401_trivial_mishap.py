"""A slip so small that nobody could be hurt by it, and no cost is told anywhere."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.rule import Hit, Match, Rule
from starl.coach.stakes import cost_told
from starl.model.report import Severity

_SHORT = 90
"""A longer story without a cost in so many words may still tell one; then it is asked for."""


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    if not cost_told(document):
        sure = None if document.words < _SHORT else Severity.INFO
        yield from (Hit(match.span, (), sure) for match in matches)


RULE = Rule(
    code="T401",
    name="trivial-mishap",
    severity=Severity.WARNING,
    message="A slip like this has nothing at stake, as it is told.",
    question="Who had to live with it, and what did it cost them?",
    patterns=(
        r"\b(?:typos?|spelling (?:mistakes?|errors?)|misspell?ed|mis-?spelt|spelled (?:it|the|a|his|her|my|\w+'s) \w* ?\w* ?wrong|typing errors?)\b",
        r"\b(?:missed|missing|forgot|forgotten|left out|dropped|misplaced|extra|stray|one) (?:a |an |the |one )?(?:single )?(?:semi-?colon|comma|bracket|parenthesis|brace|quotation mark|quote|apostrophe|full stop|period|hyphen|dash)\b",
        r"\bwrong (?:font|colou?r|shade|icon|emoji|logo|slide|slides|time ?zone on the invite|meeting room|room|link|gif|template|attachment)\b",
        r"\b(?:forgot|forgetting) to (?:mute|unmute|attach|bring|say hello|turn (?:on|off) my (?:camera|mic|microphone)|water|rename|save|charge|print|reply|cc|lower my hand)\b",
        r"\b(?:was|came|showed up|arrived|turned up|been) (?:\w+ )?(?:(?:two|three|five|ten|fifteen|\d+|a few|a couple of) minutes late|late (?:to|for) (?:a|the|one|my|our) (?:meeting|stand-?up|daily|call|lunch|interview))\b",
        r"\b(?:spilled|spilt|spilling|dropped) (?:my |the |a |some |his |her )?(?:cup of |mug of )?(?:coffee|tea|water|lunch|cola|soup)\b",
        r"\b(?:coffee|tea) (?:was|got|came|went) (?:cold|late)\b",
        r"\b(?:alignment|padding|margin|colou?r|indentation|spacing) (?:was|were) (?:off|wrong|slightly off)\b|\b(?:a few|two|three|some|one|couple of) pixels?\b",
    ),
    check=check,
)
