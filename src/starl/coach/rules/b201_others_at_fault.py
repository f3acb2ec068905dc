"""Somebody else is named as the cause, and the speaker's own part is not near."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.blame_words import ROLE, THEM
from starl.coach.document import Document
from starl.coach.fault_verbs import DEED, DUTY, MODAL, NOT, TAIL, UNSURE, VERY
from starl.coach.nearby import after, around
from starl.coach.own_fault import owned_anywhere, owned_near
from starl.coach.rule import Hit, Match, Rule
from starl.coach.subjects import Kind, Subject, subject_before
from starl.model.report import Severity
from starl.model.story import Section, Span
from starl.text.lazy import lazy

_FAULT = r"(?:fault|mistakes?|error|screw-?up|negligence|incompetence|doing|problem|responsibility|oversight|failure|bug|carelessness|laziness|decision|job)"

_DEEDS, _MODALS, _NOUNS, _NOT_MINE, _IF, _NOBODY, _TAILS = range(7)
_MISUSE = lazy(
    r"\b(?:read|follow|followed|told|tell|listen|enter|entered|check|checked|wrong|mistakes?|kept|changed|changing)\b"
)
_NEGATED = lazy(rf"{NOT}\b")
_TO_ME = lazy(r" (?:to )?(?:me|us|my|our|anyone|anybody|it properly)\b")
_JOB = lazy(
    r"\b(?:me|us|my|our)\b|\b(?:his|her|their) (?:job|work|homework|part)\b|\blisten|\bdo (?:it|them)$"
)
_ANYBODY = lazy(
    r"reads?$|knew how|experience|clue|asked|cared$|reacted$|tested$|checked$|reviewed$|documented$"
)
_APART = (Section.SITUATION, Section.TASK, Section.LEARNING)
"""Where others are told of rather than blamed."""
_HARDLY_DUTY = lazy(
    rf"\b{UNSURE}$|^(?:insisted|promised|wanted|missed|overlooked|was supposed|were supposed|could|don't|does not|doesn't|wouldn't let|kept|keeps)\b"
)

_FINDERS = lazy(r"\b(?:qa|testers?|reviewers?|auditors?)\b")
"""Those whose duty it is to find what they missed."""

_OWNED = lazy(r"\b(\w+)'s? ")
_WEAK_OWNERS = frozenset(
    [
        "it",
        "that",
        "this",
        "what",
        "let",
        "there",
        "here",
        "who",
        "today",
        "yesterday",
        "one",
        "year",
        "week",
        "day",
        "my",
        "your",
        "nobody",
        "everyone",
        "everybody",
        "year's",
    ]
)
_BECAUSE = ("because of", "due to", "on account of", "down to")
_JOIN = lazy(r" (?:so|and|but|when|where) ")
_END = lazy(
    r"$|['’,.;:!?)-]| (?:and|who|that|not|we|i|in|at|on|being|having|had|was|were|which|or|but|so|then|again|alone|over|from|"
    r"failing|forgetting|missing|changing|it|this|my|our|as|with)\b"
)
_HARMED = lazy(r"(?:couldn't|could not|can't) (?!be |make |agree|decide|care less)")
_NEAR = 70
"""Characters before such an end in which its verb is looked for."""
_DONE = lazy(
    r"\b(?:[a-z]{2,}(?:[^e\W]ed|ied)|agreed|gave|sent|took|put|made|sold|wrote|built|cut|ran|threw|went|left)\b(?! (?:me|us) (?:a|the|on|in|to)\b)"
)
_REFLECTING = lazy(
    r"\b(?:(?:wanted|easy|easier|tempt\w+|instinct|impulse|inclined|could|tried|like|love|reflex|not going|don't want|comfortable|meant|convenient) "
    r"(?:(?:was|is|would be|have|to me|just|simply|me|for me|been) )*(?:to )?(?:blame|blaming|say|point|put it)|(?:at )?first i (?:blamed|thought|told)|"
    r"i (?:used to|initially|told myself|kept telling|silently|quietly|privately|secretly|had wanted|blamed)|n't blame|not blame|never blame\w*|instead of blaming|without blaming|rather than blam\w+|"
    r"not (?:the \w+|their|his|her|anyone|anybody)(?:'s)? (?:else's )?fault|no one's fault|nobody's fault|to (?:their|his|her) credit|in (?:their|his|her) defen[cs]e|"
    r"they were right|(?:he|she) was right|rightly|i (?:learned|learnt|realis?z?ed|understood) that)\b"
)
_CONDITION = lazy(
    r"(?:\b(?:if|when|whenever|whether|unless|until|so that|in case|make sure|makes sure|sure that|why|how|what|afraid|worried|before|wonder|imagine|"
    r"assumes?|case|even if|as if|something|anything|things|everything|what) (?:that )?|\bwhy )$"
)


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    owned: bool | None = None
    for match in matches:
        span = _blamed(document, match)
        if (
            span is None
            or _REFLECTING.search(around(document, match))
            or owned_near(document, match.sentence)
        ):
            continue
        if owned is None:
            owned = owned_anywhere(document)
        doubtful = owned or _unsure(document, match) or match.sentence.section in _APART
        yield Hit(span, severity=Severity.INFO if doubtful else None)


def _blamed(document: Document, match: Match) -> Span | None:
    """The words that blame, with whom they blame; None where nobody is blamed."""
    if match.pattern in (_NOT_MINE, _IF, _NOBODY):
        return match.span
    if match.pattern == _NOUNS:
        text = document.plain[match.span.start : match.span.end]
        if text.startswith(_BECAUSE) and (_JOIN.search(text) or not _END.match(after(document, match))):
            return None
        return None if _owner(document, match) in _WEAK_OWNERS else match.span
    if match.pattern == _TAILS:
        return _with_tail(document, match)
    subject = subject_before(document, match.sentence, match.span.start)
    if subject is None or not _fits(
        subject, document.plain[match.span.start : match.span.end], after(document, match, 20), match.pattern
    ):
        return None
    clause = document.plain[match.sentence.span.start : subject.start]
    if _CONDITION.search(clause):
        return None
    return Span(subject.start, match.span.end)


def _with_tail(document: Document, match: Match) -> Span | None:
    """`The vendor moved the port without telling us`, found from its end."""
    for verb in _DONE.finditer(
        document.plain, max(match.sentence.span.start, match.span.start - _NEAR), match.span.start
    ):
        start = verb.start()
        subject = subject_before(document, match.sentence, start)
        if subject is not None and subject.kind in (Kind.ROLE, Kind.NAME):
            return (
                None
                if _CONDITION.search(document.plain[match.sentence.span.start : subject.start])
                else Span(subject.start, match.span.end)
            )
    return None


def _owner(document: Document, match: Match) -> str:
    """`vendor` of `the vendor's fault`; empty where nobody is named as the owner."""
    found = _OWNED.search(document.plain, match.span.start, match.span.end)
    return found[1] if found else ""


def _fits(subject: Subject, verb: str, behind: str, pattern: int) -> bool:
    """Whether this somebody can be blamed with this verb."""
    if subject.kind is Kind.NOBODY or _HARMED.match(verb):
        return False
    if subject.kind is Kind.AUDIENCE:
        return _MISUSE.search(verb) is not None
    if subject.kind is Kind.PRONOUN and pattern == _DEEDS:
        return (
            _NEGATED.match(verb) is None or _TO_ME.match(behind) is not None or _JOB.search(verb) is not None
        )
    return True


def _unsure(document: Document, match: Match) -> bool:
    """Whether a fair reader may see no blame here: hardly a duty, or a pronoun that may mean anybody."""
    verb = document.plain[match.span.start : match.span.end]
    if match.pattern == _NOBODY:
        return _ANYBODY.search(verb) is not None
    if match.pattern not in (_DEEDS, _MODALS):
        return False
    subject = subject_before(document, match.sentence, match.span.start)
    if _HARDLY_DUTY.search(verb):
        return subject is None or not _FINDERS.search(document.plain, subject.start, match.span.start)
    return (
        subject is not None
        and subject.kind is Kind.PRONOUN
        and (match.sentence.section is Section.RESULT or not _JOB.search(verb + after(document, match, 8)))
    )


RULE = Rule(
    code="B201",
    name="others-at-fault",
    severity=Severity.WARNING,
    message="This makes somebody else the cause, and your own part is not told near it.",
    question="What did you know at the time, and what did you choose?",
    patterns=(
        rf"\b(?:{NOT} {VERY}(?:{DUTY}|{UNSURE})|{DEED})\b",
        rf"\b{MODAL}\b",
        rf"\b(?:(?:it|this|that|which|failure|outage|delay|mistake|problem|fault|bug|error|rest|whole thing)(?: (?:was|is|were)|'s) (?:\w+ly |all |just |really )?(?:on them\b|(?:(?:the|my|our|his|her|that|their) )?(?:[\w-]+ ){{0,3}}[\w-]+'s? (?:own )?{_FAULT}|(?:his|her|their|theirs)(?: own)?(?: {_FAULT}|,| not| mostly| mainly|\.))"
        rf"|(?:because of|due to|on account of|the fault of|down to|i (?:still |mainly |mostly |really |do |would |'d )*blame|(?:the )?(?:fault|blame|responsibility) (?:lies|lay|is|was|sits|rests) (?:\w+ly )?(?:with|on|at)) {THEM}(?:'s \w+)?|i (?:still |mainly |mostly |really |do |would |'d )*blame (?:[a-ln-z][a-z]+|m[a-xz][a-z]+)|(?:failure|fault|mistake) was theirs|(?:it|this|that)(?: was|'s| is) (?:more (?:of )?|really |mainly |just |mostly |rather )*an? (?:\w+ )?(?:team|management|process|communication|company|leadership|vendor|organi[sz]ational|systemic|collective|group|planning|hiring) (?:failure|problem|issue|mistake|decision|error|thing)"
        r"|(?:someone|somebody|some guy|some developer)(?: else)?(?: (?:on|in|from|at) (?:the|my|our|another) \w+(?: \w+)?)?(?: had| has| must have)? (?:just |simply |accidentally )?(?:pushed|deleted|changed|dropped|merged|deployed|turned off|switched off|removed|broken|broke|overwritten|overwrote|forgotten|forgot|messed|left the|left a|disabled|renamed|moved|unplugged|restarted))",
        r"\b(?:(?:it|that|this|which)?(?: really)? ?(?:wasn't|was not|isn't|is not|not) (?:really |even |actually |entirely |technically |only |exactly )*my (?:own )?(?:fault|mistake|job|responsibility|problem|department|code|call|decision)|how(?:'s| is| was) (?:that|this|it) (?:on me|my (?:fault|problem))|nothing (?:wrong )?(?:to do )?(?:on|with) (?:our|my) (?:side|end|part)|(?:nothing|not much) wrong (?:with|on) (?:our|my) (?:side|end|code|part)|despite my (?:objections?|advice|warnings?|protests?|concerns)|against my (?:advice|will|recommendation|objections?|better judg(?:e)?ment)|over my head|behind my back|"
        r"(?:although|though|even though) i(?:'d| had) (?:warned|told|asked|advised)(?: them| him| her| everyone)?|i(?:'d| had) (?:warned (?:them|him|her|everyone|everybody|management|the \w+)|said (?:so )?from (?:day one|the (?:start|beginning)))|i told (?:them|you|him|her) so|had (?:they|he|she) listened|my \w+ was overruled)\b",
        rf"\b(?:(?:if (?:only )?|had )(?:they|he|she|someone|somebody|anyone|anybody|{THEM})(?:'d| had)?(?: only| just| actually| properly| bothered to| ever| even)* (?:told|warned|tested|checked|listened|given|informed|documented|reviewed|done (?:his|her|their)|said|answered|read|asked|delivered))\b",
        rf"\b(?:nobody|no one|no-one|noone|not a single (?:person|one)|none of (?:them|the \w+)|neither of them)(?: (?:else|there|in|on|over|at|from|of|the|that|their|this|my|our|his|side|team|"
        rf"project|meeting|company|office|ever|even|had|has|have|really|once|actually|bothered to|thought to|cared to|qa|ops|management|would|could|wanted to|{ROLE}))*"
        r" (?:(?:tell|told|warned|warn|inform|informed|briefed|asked|trained|train|helped|help|gave|given|give|sent|reminded|supported|listened to|answered|showed) (?:me|us|my|our|any of us)|"
        r"said (?:anything about|a word about|anything until)|mention(?:ed)?|explain(?:ed)?|documented|tested|checked|reviewed|listen(?:s|ed)?|bothered|wrote (?:it|that|this|anything) down|answered (?:me|us|my|our)|"
        r"knew how|had (?:any |ever |real )?(?:experience|a clue)|took (?:it|this|that|me|my \w+) seriously|reacted|wanted to (?:hear|listen|know)|cared)\b",
        rf"\b{TAIL}\b",
    ),
    check=check,
)
