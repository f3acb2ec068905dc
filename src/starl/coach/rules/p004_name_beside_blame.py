"""A person by name in a sentence which blames; a customer by name anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from starl.coach.document import Document
from starl.coach.lexicon import own_part
from starl.coach.people import AMBIGUOUS, FIRST_NAMES
from starl.coach.raw import MOST
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Span
from starl.text.lazy import lazy

_NAME = r"(?:(?:mr|mrs|ms|miss|dr|prof)\.? )?[a-zß-ɏ][a-zß-ɏ'-]+"
_SOFT = r"(?:just |simply |completely |totally |basically |probably |obviously |also |again |still |actually |then |apparently |never really |had |has |have |'d )?"
_LEFT_UNDONE = (
    r"(?:didn't|did not|doesn't|hadn't|had not|hasn't|wouldn't|would not|couldn't be bothered to|never|never even|didn't even) (?:even |really |properly |bother(?:ed)? to |bother |care to |once |ever |actually )?"
    r"(?:check|checked|test|tested|tell|told|review|reviewed|read|answer|answered|reply|replied|respond|responded|listen|listened|care|cared|update|updated|document|documented|mention|mentioned|"
    r"warn|warned|show up|showed up|deliver|delivered|finish|finished|do (?:his|her|their|the|it|anything)|did (?:his|her|their|the|it|anything)|send|sent|look|looked|follow|followed|communicate|communicated|"
    r"give|gave|given|ask|asked|notice|noticed|run|ran|write|wrote|written|merge|merged|explain|explained|inform|informed|hand|handed|verify|verified|let (?:me|us|anyone)|get back|got back|pull|pulled|help|helped|bother|bothered|fix|fixed)\b"
)
_MISDEED = (
    r"(?:forgot|forgotten|missed|broke|broken|messed|screwed|botched|blew|ruined|ignored|refused to|failed to|neglected|overlooked|"
    r"dropped the ball|let (?:me|us|everyone|everybody|the team) down|was supposed to|were supposed to|was meant to|should have|should've|shouldn't have|was (?:very |too |so |really |just |pretty |always )?(?:careless|lazy|sloppy|"
    r"incompetent|useless|unhelpful|rude|difficult|to blame|responsible for (?:the|this|that) (?:bug|outage|failure|mess|problem|error|delay)|at fault|out of (?:his|her) depth|the problem|the reason|negligent|clueless)|"
    r"deleted the|wiped the|overwrote|took the credit|blamed|lied|caused (?:the|this|that|it|all)|sabotaged|kept changing|kept ignoring|sat on|threw me under|made (?:a|the) (?:mistake|mess|error)|left (?:me|us) (?:alone|hanging|with)|approved it without|"
    r"merged (?:it|his|her|the \w+) without|signed (?:it )?off without|pushed (?:it )?without|deployed (?:it )?without|gave (?:me|us) (?:the )?(?:wrong|bad|incomplete)|told (?:me|us) (?:the )?wrong)\b"
)
DEED = rf"\b{_NAME}(?:,(?: [\w-]+){{1,4}},)? (?:from (?:the |our )?[a-zß-ɏ]+ |in [a-zß-ɏ]+ |who )?{_SOFT}(?:{_LEFT_UNDONE}|{_MISDEED})"
CAUSE = (
    rf"\b(?:because of|due to|fault (?:of|was|lay with)|blamed?|blame (?:on|for this on|lies with)|the one who (?:broke|missed|forgot) it was|caused by) {_NAME}|"
    rf"\b{_NAME}'s? (?:own |stupid |bad |sloppy |careless |lack of )?(?:fault|mistake|mistakes|error|errors|bug|bugs|oversight|negligence|laziness|carelessness|sloppiness|incompetence|failure|broken \w+|bad (?:code|advice|design)|attitude|mess|screw-?up)\b"
)
CUSTOMER = (
    r"\b(?:(?:our|my|a|an|the|one|their|this|that|some) (?:(?:[a-zß-ɏ]+ )?(?:biggest|largest|big|key|main|important|major|best|oldest|first|new|enterprise|existing|long-standing) )?|(?:biggest|largest|key|main|important|for|at|with|from) )"
    r"(?:customer|client|account),? (?:was |is |called |named |company |were )?[a-z0-9ß-ɏ][a-z0-9ß-ɏ&.'-]+"
)

_NAME_IN_CAUSE = lazy(
    r"(?:^(?:because of|due to|fault (?:of|was|lay with)|blamed?|blame (?:on|for this on|lies with)|the one who \w+ it was|caused by) )?((?:(?:mr|mrs|ms|miss|dr|prof)\.?\s)?[^\W\d_][^\W\d_-]+)"
)
_TITLE = lazy(r"^(?:mr|mrs|ms|miss|dr|prof)\.?\s")
_MERE = lazy(
    r"\b(?:nobody|no one|never|don't|didn't|not|can't|couldn't|wouldn't|won't) (?:\w+ )?blam(?:e|ed|ing)\b|\b(?:my fault|not|wasn't|isn't) (?:because of|due to)|because of me\b|my own (?:fault|mistake)"
)
_SPARES = lazy(
    r"^(?: |'s |')?(?:never|didn't|did not) (?:blamed?|complained?|shouted?|forgot|forget|missed?|said|say|mind)\b"
)
_KIND = lazy(
    r"^[^\n]*\b(?:never|didn't) (?:blame|blamed|complain|complained|forgot|forget|missed|lied|broke)\b"
)
_HARMLESS = lazy(
    r" (?:his|her|their|the (?:news|silence|ice|tie|record)|down|up|off|even|free|a (?:leg|arm|toe)|my call|me a lot)\b"
)
"""`broke the news`, `missed her train`."""
_NOT_CUSTOMERS_TEXT = """
    test demo dummy staging
    i id ids api apis sdk success support service services portal care relations json xml java javascript
    python typescript react angular vue android ios excel pdf csv vpn http https db sql vm ssl tls
    postgres postgresql mysql mongodb oracle redis kafka kubernetes docker aws azure gcp linux windows mac
    macos github gitlab jira slack salesforce sap crm erp rest graphql grpc ui ux it hr qa vip monday
    tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december europe germany france india america asia africa english german
    french spanish manager engineer success-manager director team os node ruby rust go php kotlin swift
    data center centre advisory portal's
"""
_NOT_CUSTOMERS = frozenset(_NOT_CUSTOMERS_TEXT.split())


def check(document: Document, matches: list[Match]) -> Iterable[Hit]:
    for match in matches[:MOST]:
        if match.pattern == 2:
            yield from _customer(document, match)
        else:
            yield from _person(document, match)


def _person(document: Document, match: Match) -> Iterator[Hit]:
    start = match.sentence.span.start
    found = match.sentence.plain[match.span.start - start : match.span.end - start]
    named = _NAME_IN_CAUSE.match(found)
    if named is None or _SPARES.match(found[named.end(1) :]) or _MERE.search(match.sentence.plain):
        return
    if match.pattern == 0 and (_KIND.search(found) or _HARMLESS.match(match.after[:20])):
        return
    name = named[1].removesuffix("'s").rstrip("'")
    span = Span(match.span.start + named.start(1), match.span.start + named.start(1) + len(name))
    severity = _name_severity(name, document.text[span.start : span.end])
    if severity is None and (first := _first_name(document, match, span)) is not None:
        span, severity = Span(first, span.end), Severity.WARNING
    if severity is not None:
        yield Hit(
            span,
            (document.text[span.start : span.end],),
            Severity.INFO if own_part(match.sentence.plain) else severity,
        )


def _first_name(document: Document, match: Match, last: Span) -> int | None:
    """Where the first name before this last name begins; None where there is none."""
    before = document.text[match.sentence.span.start : last.start].rstrip(" ")
    first = before.rpartition(" ")[2]
    if not document.text[last.start].isupper() or not first[:1].isupper() or first.lower() not in FIRST_NAMES:
        return None
    return match.sentence.span.start + len(before) - len(first)


def _name_severity(name: str, written: str) -> Severity | None:
    """How sure this is a person's name; None where it is none. Speech without capitals is less sure."""
    titled = _TITLE.match(name)
    if titled:
        return Severity.WARNING if written[titled.end() :][:1].isupper() else Severity.INFO
    if name not in FIRST_NAMES:
        return None
    if written[0].isupper():
        return Severity.WARNING
    return None if name in AMBIGUOUS else Severity.INFO


def _customer(document: Document, match: Match) -> Iterator[Hit]:
    """`our customer X`: the capitals behind the noun, where they are no tool and no department."""
    text = document.text
    end = match.span.end
    start = max(text.rfind(" ", match.span.start, end), text.rfind("\n", match.span.start, end)) + 1
    if not text[start].isupper():
        return
    more = re.match(
        r"(?:[ \t](?:&[ \t])?[A-Z][\w&'-]*){0,3}", text[end : min(end + 60, match.sentence.span.end)]
    )
    end += more.end() if more else 0
    words = text[start:end].removesuffix("'s").rstrip(".,'").split()
    if any(word.lower().strip(".,'") in _NOT_CUSTOMERS for word in words):
        return
    lead = text[match.span.start : start].lower()
    sure = lead.startswith(("our", "my")) or "called" in lead or "named" in lead or "," in lead
    span = Span(start, start + len(text[start:end].removesuffix("'s").rstrip(".,'")))
    yield Hit(span, (text[span.start : span.end],), None if sure else Severity.INFO)


RULE = Rule(
    code="P004",
    name="name-beside-blame",
    severity=Severity.WARNING,
    message="“{}” can be found by whoever reads this, and cannot answer for themselves here.",
    question="Does the story lose anything if you write their role instead of their name?",
    patterns=(DEED, CAUSE, CUSTOMER),
    check=check,
    sections=False,
)
