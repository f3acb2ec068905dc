"""An own part that is only a formula: trusting others too much, or responsibility with a `but`."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.blame_words import FORMULA, FORMULA_BEGINS
from starl.coach.document import Document, Sentence
from starl.coach.nearby import after, before
from starl.coach.own_fault import own_fault
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Span
from starl.text.lazy import Phrases, lazy

_SO = r"(?:(?:of course|naturally|obviously|fully|totally|completely|certainly|do|will|still|also|guess i|suppose i|am willing to|am happy to|have to|can|would) )*"
_ALL = r"(?:(?:full|total|complete|all|some|partial|part of|my share of|my part of|a share of|a part of|the|overall|ultimate|final) )*"
_TAKE = rf"i(?:'ll|'d)? {_SO}(?:take|took|accept|accepted|bear|carry|assume) {_ALL}(?:responsibility|blame|accountability|ownership)(?: for (?:it|this|that|what happened|everything|my part|the \w+))?(?: as (?:the|a) \w+(?: \w+)?)?"
_BUT = r"(?:but|although|though|however|even though|even if|yet|still|only that)"
_PROUD = r"(?:could have (?:done (?:more|better)|been (?:better|louder|tougher|stricter)|handled (?:it|that|this) better)|made (?:some )?mistakes (?:too|as well|also))"

_FORMULA, _WITH_BUT, _HUMAN = range(3)
_FORMULAS = Phrases(FORMULA)
_LONGEST = 240
"""Code points of a formula."""
_ONE_OF = lazy(
    r"\b(?:because|since|and so|so) i (?:didn't|did not|never|had not|hadn't|skipped|forgot|pushed|merged|signed)\b"
)


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    for begun in matches:
        match = _whole(document, begun) if begun.pattern == _FORMULA else begun
        if match is None or _ONE_OF.search(after(document, match)):
            continue
        near = document.around(match.sentence, 0, 1)
        if not any(own_fault(_without(document, match, sentence)) for sentence in near):
            yield Hit(match.span, severity=Severity.INFO if match.pattern == _HUMAN else None)


def _whole(document: Document, begun: Match) -> Match | None:
    """The formula that begins here, if it is one."""
    end = min(begun.sentence.span.end, begun.span.start + _LONGEST)
    found = _FORMULAS.search(document.plain[begun.span.start : end])
    if found is None:
        return None
    return begun._replace(span=Span(begun.span.start + found.start, begun.span.start + found.end))


def _without(document: Document, match: Match, sentence: Sentence) -> str:
    """The sentence less the formula, which may look like an admission."""
    if sentence is match.sentence:
        return f"{before(document, match)} {after(document, match)}"
    return sentence.plain


RULE = Rule(
    code="B204",
    name="formula-apology",
    severity=Severity.WARNING,
    message="This sounds like owning a part, but what you did is not in it.",
    question="What exactly did you do, or leave undone, that you would do differently?",
    patterns=(
        FORMULA_BEGINS,
        rf"\b(?:{_TAKE},? {_BUT}|(?:on (?:them|him|her)|their (?:fault|mistake)|the \w+'s fault),? (?:but|although|though|even if) {_TAKE}|"
        rf"(?:i (?:know|admit|accept|understand|get|agree|realize|realise) (?:that )?)?(?:i'm|i was|i am|we were|we are|we're) (?:also |partly |partially |maybe |perhaps |probably |not |certainly )*"
        rf"(?:responsible|to blame|at fault|blameless|innocent|without fault|perfect|an angel|guilty)(?: too| as well| in part| for (?:it|this|that))?,? {_BUT}|"
        rf"i'm sorry,? but|sorry if|(?:i'm|i am) not saying (?:that )?(?:i'm|i am|i was|it was|we were|we did) (?:\w+ ){{0,3}}(?:perfect|blameless|innocent|right|everything right),? but|"
        rf"(?:maybe|perhaps|sure,?|ok,?|okay,?|yes,?|fine,?) i {_PROUD},? {_BUT}|i (?:suppose|guess|admit|know) i {_PROUD},? {_BUT}|i {_PROUD},? {_BUT} (?:so |the |they |he |she |my |it |that |nobody |no one |honestly )|"
        rf"if i (?:did|made|have done|have made|am guilty of|'m guilty of) (?:anything wrong|something wrong|a mistake|any mistake|one mistake|one thing wrong),? (?:then )?(?:it was|it is|it's|that was)|"
        rf"if (?:there (?:was|is)|you want) (?:anything|something|a mistake|a fault) (?:i did wrong|on my side|of mine|to blame me for),? (?:it was|it is|it's|maybe))\b",
        r"\b(?:(?:i'm|i am|we're|we are|we were|i was) only human|nobody's perfect|nobody is perfect|no one is perfect|no one's perfect|everybody makes mistakes|everyone makes mistakes|we all make mistakes|"
        r"(?:there were|we made|there have been|were) mistakes on (?:both|all) sides|mistakes (?:were|happened) on (?:both|all) sides|it takes two|as (?:the )?(?:team )?lead,? i (?:naturally |of course |obviously )*(?:take|took|accept) (?:full |the |all )*(?:responsibility|blame)|"
        r"(?:i|we) (?:naturally|of course|obviously|formally|officially) (?:take|took|accept|accepted) (?:full |the |all )*(?:responsibility|blame))\b",
    ),
    check=check,
)
