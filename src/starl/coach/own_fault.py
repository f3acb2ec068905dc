"""Whether the speaker's own part is told plainly, so that another's part beside it is fair."""

from __future__ import annotations

from functools import lru_cache

from starl.coach.blame_words import FORMULA, FORMULA_BEGINS
from starl.coach.document import Document, Sentence
from starl.text.lazy import Phrases, lazy

_ADVERB = (
    r"(?:\w+ly|just|still|also|had|have|simply|even|then|kind of|sort of|myself|of course|too|once|must have|went and|"
    r"did|sat there and|only)"
)
_INNOCENT = (
    r"(?:know|knew|known|get|got|gotten|have|had|receive|received|hear|heard|mean|meant|blame|mind|choose|chosen|pick|hire|"
    r"need|deserve|want|wanted|approve|approved|agree|agreed|say|said|sign|signed|believe|feel|even|really|ever|actually|"
    r"fully|properly|been|be|break|broke|touch|touched|cause|caused|do anything|write (?:it|that|this)|like|liked)"
)
_RASH = (
    r"(?:it|that|them|this|everything|(?:[\w'-]+ ){0,7}?(?:without|anyway|straight|directly|untested|unreviewed|unchecked|"
    r"before|although|even though|knowing|blind|blindly|fridays?|late|too|broken|wrong|myself|alone|regardless|nonetheless|in a hurry))"
)
"""What makes an admission of an everyday act: that it was this one, or how it was done."""
_SPEAKER = lazy(r"\bi\b")
_ADMITS = lazy(
    rf"i(?:'d|'ve)? (?:{_ADVERB} ){{0,3}}(?:"
    r"(?:didn't|did not|hadn't|had not|haven't|never|have not|wouldn't|would not) "
    rf"(?:(?:even|really|ever|actually|fully|properly|once|bother to|think to|think of) )*(?!{_INNOCENT}\b)\w+"
    r"|forgot|forgotten|failed to|missed|skipped|ignored|overlooked|underestimated|overestimated|rushed|neglected|omitted|"
    r"botched|messed|screwed|blew (?:it|the)|broke|deleted|dropped|overwrote|wiped|truncated|corrupted|leaked|"
    r"assumed (?!they|he|she|the \w+ (?:team|department|vendor))|took (?:it|that|this|everything)? ?for granted|guessed|"
    r"postponed|put (?:it |that |this |them )?off|delayed|procrastinated|hid|hesitated|waited (?:too|so) long|"
    r"kept (?:quiet|it|going|silent|my)|said nothing|stayed (?:silent|quiet)|let it|signed (?:it |that |them )?off|"
    rf"(?:approved|merged|shipped|pushed (?!for|back|them|to)|deployed|released|went live) {_RASH}|went ahead|promised|caused|"
    r"introduced|copied|reused|hardcoded|hard-coded|turned off|disabled|switched off|should have|should've|"
    r"shouldn't have|could have|could've|chose|decided|(?:made|had made|make) (?:a|the|that|this|my) (?:\w+ )?(?:mistakes?|error|call|"
    r"decision|choice|assumption)|believed (?!them|him|her)|thought (?!(?:that )?(?:they|he|she)\b)|"
    r"figured (?!(?:that )?(?:they|he|she)\b)|"
    r"was (?:wrong|careless|overconfident|(?:so |quite |pretty |too )?sure|convinced|the one|lazy|impatient|arrogant|stubborn|"
    r"embarrassed|ashamed)|"
    r"was too (?!nice|trusting|patient|good|kind|generous|soft|busy|new|junior|polite|lenient)|"
    r"(?:over|mis)(?!heard)\w+(?:ed|ought|eted)|misread|got (?:it|that|this|the \w+) wrong|blamed? myself|"
    r"own (?:it|that|this)|owned (?:it|that|this|up)|left (?:it|that|out|the \w+ (?:on|open|out|in))|cut (?:a )?corners?"
    r"|(?:[\w']+ ){1,7}without (?:\w+ing|a|any|even|one|the)"
    r")\b"
)
"""What follows where the speaker is the subject."""
_MINE = lazy(
    r"(?<!not )(?<!n't )(?<!not entirely )(?<!n't really )(?<!n't even )\b(?:my|mine)(?: own)? (?:fault|mistakes?|error|bad|oversight|doing|bug|change|"
    r"commit|config|script|decision|choice|assumption|failure|shortcut|call to make|laziness|carelessness|pride|ego|impatience|silence)\b"
    r"|(?<!how's that )(?<!how is that )\b(?:is|was|that's|it's|was all|are|were|fully|entirely|squarely|partly|one's) on me\b(?! to)"
    r"|\b(?:that|it|this) was (?:all |just |only |probably |really )?me\b(?! who (?:had to|told|warned|found|saved))"
    r"|\b(?:fault|mistake|blame|error|bug|slip|oversight|omission|one|that|this|it|decision|choice|call|part|half|share)"
    r"(?: (?:is|was|were|lay)|'s) (?:\w+ )?(?:mine|with me)\b"
)
_NOTE = lazy(
    r"(?:forgot|skipped|assumed|missed|rushed|ignored|shipped|merged|deployed|pushed|hardcoded|never (?:asked|checked|tested|ran|read|"
    r"looked)|didn't (?:check|test|ask|read|run|look|tell))\b"
)
"""A note that leaves out its subject."""
_FORMULA = Phrases(FORMULA)
_FORMULA_BEGINS = Phrases(FORMULA_BEGINS)
_TURN = lazy(
    r"\b(?:but|because|since|after|although|though|only|except that|mainly as) (?:that )?i(?:'d| had| also| myself)* "
    r"(?!was\b|am\b|couldn't|could not|wasn't|don't|do not|can't|think|guess|mean|will\b|would|had\b|have\b|got\b|"
    r"(?:didn't|did not|never) (?:know|get|have|hear|receive|think)|trusted|take (?:full )?responsib|still|already|always|told\b|said\b|"
    r"warned|asked|knew|wanted|hope|feel|felt|understand|love|like|really like|respect|believe|suppose|tried|learned)\w+"
)
"""The clause that turns from others to oneself."""


@lru_cache(maxsize=512)
def own_fault(plain: str) -> bool:
    """Whether this lower-case sentence admits something, not only as a formula.

    >>> own_fault("i had never asked who runs the old job")
    True
    >>> own_fault("my only mistake was trusting them")
    False
    >>> own_fault("i had never been told")
    False
    """
    return _admits(plain) and _admits(_without_formula(plain))


def _admits(plain: str) -> bool:
    if any(_ADMITS.match(plain, found.start()) for found in _SPEAKER.finditer(plain)):
        return True
    if ("my" in plain or "mine" in plain or " me" in plain) and _MINE.search(plain):
        return True
    return _NOTE.match(plain) is not None


def _without_formula(plain: str) -> str:
    if _FORMULA_BEGINS.occur(plain):
        while (span := _FORMULA.search(plain)) is not None:
            plain = f"{plain[: span.start]} {plain[span.end :]}"
    return plain


@lru_cache(maxsize=64)
def _turns(plain: str) -> bool:
    return _TURN.search(plain) is not None and _TURN.search(_without_formula(plain)) is not None


def owned_near(document: Document, sentence: Sentence, reach: int = 2) -> bool:
    """Whether the speaker admits something plainly within `reach` sentences of this one, or in it."""
    if _turns(sentence.plain):
        return True
    return any(own_fault(near.plain) for near in document.around(sentence, reach, reach))


def owned_anywhere(document: Document) -> bool:
    """Whether the speaker admits something plainly in the whole story."""
    return any(own_fault(sentence.plain) for sentence in document.sentences)
