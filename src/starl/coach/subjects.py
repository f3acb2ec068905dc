"""Who did it: whose name or role stands before a verb."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from starl.coach.document import Document, Sentence
from starl.coach.people import FIRST_NAMES
from starl.text.lazy import lazy


class Kind(Enum):
    """What a subject is."""

    PRONOUN = "they, he, she"
    NOBODY = "nobody, no one"
    SOMEBODY = "somebody, someone else"
    ROLE = "the vendor, QA, my manager"
    AUDIENCE = "customers, users, people"
    NAME = "a first name"


class Subject(NamedTuple):
    """Somebody other than the speaker, before a verb."""

    kind: Kind
    start: int
    """Where it begins, as a code point of the text."""


_PRONOUNS = frozenset(["they", "he", "she"])
_NOBODY = frozenset(["nobody", "noone", "none", "neither"])
_SOMEBODY = frozenset(["somebody", "someone", "everybody", "everyone", "whoever"])
_AUDIENCE_TEXT = """
    customer customers user users people patient patients student students visitor visitors person
    persons buyers buyer tenants tenant guests guest drivers driver players player parents citizens
    applicants
"""
_AUDIENCE = frozenset(_AUDIENCE_TEXT.split())
_HEADS_TEXT = """
    team teams teammate teammates member members manager managers boss bosses chef chief lead leads
    leader leaders cto ceo cfo vp director directors head vendor vendors supplier suppliers
    contractor contractors freelancer freelancers consultant consultants consultancy client clients
    colleague colleagues coworker coworkers co-worker co-workers partner partners guy guys bloke
    fellow fellows lad lads girl gentleman lady woman man folks dude developer developers dev devs
    engineer engineers programmer programmers coder coders tester testers dba dbas admin admins
    administrator sysadmin sysadmins intern interns trainee apprentice junior juniors senior seniors
    reviewer reviewers approver architect architects designer designers analyst analysts scientist
    scientists pm pms po pos owner owners company organisation organization agency agencies provider
    providers host operator operators stakeholder stakeholders sponsor sponsors professor teacher
    tutor instructor supervisor mentor predecessor successor startup department departments group
    committee board office side firm bank university school accountant accountants lawyer lawyers
    salesperson salespeople recruiter technician technicians electricians installer installers
    fitter fabricator integrator maintainer maintainers committers upstream headquarters expert
    experts specialist specialists organisers organizers coordinator scrum-master master landlord
    nurses doctors doctor clerk secretary assistant helpdesk steering executives executive investors
    founder founders co-founder cofounder officer customer
"""
_HEADS = frozenset(_HEADS_TEXT.split())
_BARE_TEXT = """
    qa ops devops sre management leadership marketing sales legal hr product finance purchasing
    procurement infra infrastructure security support upstream headquarters hq corporate backend
    frontend design engineering development compliance operations accounting controlling it-ops dbas
    testers devs management's teammates colleagues managers developers vendors contractors reviewers
    juniors offshore
"""
_BARE = frozenset(_BARE_TEXT.split())
"""Roles that need no article."""
_DETERMINERS_TEXT = """
    the our my his her their your another other some this that these those a an one both all most
    two three former previous any every each which whose no
"""
_DETERMINERS = frozenset(_DETERMINERS_TEXT.split())
_SKIPPED_TEXT = """
    just simply also then had have has always still somehow never once only even again already later
    who that which at some point of course went and goes ahead managed to decided chose kind sort
    like unfortunately in wisdom was were is are been too both all themselves himself herself
    instead now soon often sometimes almost quite very so though however there here not
"""
_SKIPPED = frozenset(_SKIPPED_TEXT.split())
_NOTE_WORDS = 2
"""Words before the verb of a note that leaves out its article: `Hosting provider changed the version`."""
_SPEAKER = frozenset(["i", "i'd", "i've", "i'm", "we", "we'd", "we've"])
_OURS_TEXT = """
    team teams company firm startup side group department
"""
_QUANTITIES = frozenset(["one", "two", "some", "most", "all", "both", "none", "half", "several", "many"])
_OPENING = 5
"""Words at most of a subject that opens a clause."""
_FINITE = lazy(
    r"(?:was|were|is|are|had|has|have|did|didn't|wasn't|weren't|never|just|always|kept|gave|took|put|made|went|came|left|sent|said|"
    r"told|thought|wrote|ran|got|who|which|\w+ed|\w+ly)$"
)
_OURS = frozenset(_OURS_TEXT.split())
_TAIL = lazy(
    r",? (?:at the time|back then|at that time|in charge|on (?:the|their) other (?:side|end)|over there|before me|"
    r"from (?:the other (?:team|side)|(?:the |our )?[\w&'-]+)|on call|on duty|there|of mine|of ours|myself|i worked with|we (?:hired|had|used)|"
    r"i (?:reported to|had)|responsible(?: for (?:it|this|that|the \w+))?),?$"
)
_ASIDE = lazy(r",(?: [^\s,;.]+){1,14},(?: (?:had|has|have|also|then|just|simply|never))*$")
"""An aside between somebody and the verb: `the department, whose function it is to check, `."""
_LOOK_BACK = 150
"""Characters before a verb in which its subject is looked for."""
_TOKEN = lazy(r"[a-z0-9][\w'./&-]*|,")
_NOT_NAMES_TEXT = """
    i i'm i'd i've i'll monday tuesday wednesday thursday friday saturday sunday january february
    march april may june july august september october november december jenkins kafka postgres
    postgresql mysql oracle docker kubernetes github gitlab redis mongo mongodb terraform ansible
    sentry slack jira excel python java windows linux android ios chrome safari firefox ci cd api
    sql json xml csv css html dns vpn tests testing monitoring prod production staging nothing
    everything something it this that what which there here english christmas easter we we'd we've
    you who and but so because then when after while if as since although though or nor yet for not
    no yes well okay ok yeah anyway honestly basically looking also however still maybe perhaps only
    even just often never always somehow later suddenly instead once now today yesterday tomorrow
    last next first second things results users data code alerts emails logs elasticsearch react
    angular spring hadoop spark airflow nagios grafana prometheus nginx apache rabbitmq cassandra
    snowflake bigquery lambda s3 ec2 git svn
"""
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())


def subject_before(document: Document, sentence: Sentence, offset: int) -> Subject | None:
    """The somebody who is the subject of the verb at this offset; None for the speaker, for things, and where unsure."""
    start = sentence.span.start
    tail_from = max(0, offset - start - _LOOK_BACK)
    before = sentence.plain[tail_from : offset - start].rstrip()
    while (tail := _TAIL.search(before)) is not None:
        before = before[: tail.start()]
    if (aside := _ASIDE.search(before)) is not None:
        before = before[: aside.start()]
    tokens = list(_TOKEN.finditer(before))
    skipped = 0
    joined = False
    while tokens and skipped < 5 and _skippable(tokens[-1][0]):
        joined = tokens.pop()[0] == "and" or joined
        skipped += 1
    if joined and any(token[0] in _SPEAKER for token in tokens[-8:]):
        return None
    base = start + tail_from
    found = _at_end(document, tokens, base, opens=tail_from == 0)
    if found is None and joined:
        found = _first(document, tokens, base, opens=tail_from == 0)
    return found


def _first(document: Document, tokens: list[re.Match[str]], base: int, *, opens: bool) -> Subject | None:
    """The subject of `the client was very difficult and never answered`: it opens the clause of the first verb."""
    commas = [index for index, token in enumerate(tokens) if token[0] == ","]
    clause = tokens[commas[-1] + 1 :] if commas else tokens if opens else []
    for count in range(1, min(_OPENING, len(clause)) + 1):
        if (found := _at_end(document, clause[:count], base, opens=False)) is not None:
            follows = clause[count][0] if count < len(clause) else ""
            return found if _FINITE.match(follows) else None
    return None


def _at_end(document: Document, tokens: list[re.Match[str]], base: int, *, opens: bool) -> Subject | None:
    """The somebody whom these words end with."""
    if not tokens:
        return None
    last = tokens[-1]
    word = re.sub(r"'(?:d|ve|s|ll|re)$", "", last[0])
    at = base + last.start()
    before = tokens[-2][0] if len(tokens) > 1 else ""
    if word in _PRONOUNS:
        return Subject(Kind.PRONOUN, at)
    if word in _NOBODY:
        return Subject(Kind.NOBODY, at)
    if word == "one" and before == "no":
        return Subject(Kind.NOBODY, base + tokens[-2].start())
    if word == "else" and before in _SOMEBODY | _NOBODY | {"people"}:
        return Subject(Kind.SOMEBODY, base + tokens[-2].start())
    if word in _SOMEBODY:
        return Subject(Kind.SOMEBODY, at)
    if _is_name(document, at, word):
        return Subject(Kind.NAME, at)
    return _role(tokens, word, base, opens=opens)


def _skippable(word: str) -> bool:
    return word in _SKIPPED or word == "," or (word.endswith("ly") and len(word) > 4)


def _role(tokens: list[re.Match[str]], word: str, base: int, *, opens: bool) -> Subject | None:
    """`the new QA lead`, `two of our vendors`, `marketing`: a person's noun with what stands before it."""
    at = base + tokens[-1].start()
    if word not in _HEADS and word not in _AUDIENCE and word not in _BARE:
        return None
    for back in range(2, min(6, len(tokens) + 1)):
        before = tokens[-back][0]
        if before == ",":
            break
        if before in _DETERMINERS or before.endswith("'s"):
            if before in ("the", "our") and back == 2 and word in _OURS:
                return None
            if (
                back + 1 < len(tokens)
                and tokens[-back - 1][0] == "of"
                and tokens[-back - 2][0] in _QUANTITIES
            ):
                back += 2
            kind = Kind.AUDIENCE if word in _AUDIENCE and word != "customer" else Kind.ROLE
            return Subject(kind, base + tokens[-back].start())
    if word in _AUDIENCE:
        return Subject(Kind.AUDIENCE, at)
    if word in _BARE or (word.endswith("s") and word != "boss"):
        return Subject(Kind.ROLE, at)
    if opens and len(tokens) <= _NOTE_WORDS:
        return Subject(Kind.ROLE, base + tokens[0].start())
    return None


def _is_name(document: Document, at: int, word: str) -> bool:
    """Whether the text has a capital here, and not only because a sentence begins."""
    text = document.text
    if not text[at].isupper() or word in _NOT_NAMES or word in _HEADS or word in _BARE or len(word) < 2:
        return False
    written = text[at : at + len(word)]
    if not written[1:].islower() or not written.isalpha():
        return False
    sentence = document.sentence_at(at)
    if sentence is not None and sentence.span.start < at and text[at - 1] == " " and text[at - 2].isalnum():
        return True
    if sentence is not None and sentence.span.start < at and text[at - 1] == " " and text[at - 2] in ",-":
        return True
    return word in FIRST_NAMES or re.search(rf"[a-z,] {re.escape(written)}\b", text) is not None


FIRST_SINGULAR = frozenset(["i", "i'd", "i've", "i'm", "i'll"])
"""The speaker as a subject."""
