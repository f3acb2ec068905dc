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
_AUDIENCE = frozenset(
    [
        "customer",
        "customers",
        "user",
        "users",
        "people",
        "patient",
        "patients",
        "student",
        "students",
        "visitor",
        "visitors",
        "person",
        "persons",
        "buyers",
        "buyer",
        "tenants",
        "tenant",
        "guests",
        "guest",
        "drivers",
        "driver",
        "players",
        "player",
        "parents",
        "citizens",
        "applicants",
    ]
)
_HEADS = frozenset(
    [
        "team",
        "teams",
        "teammate",
        "teammates",
        "member",
        "members",
        "manager",
        "managers",
        "boss",
        "bosses",
        "chef",
        "chief",
        "lead",
        "leads",
        "leader",
        "leaders",
        "cto",
        "ceo",
        "cfo",
        "vp",
        "director",
        "directors",
        "head",
        "vendor",
        "vendors",
        "supplier",
        "suppliers",
        "contractor",
        "contractors",
        "freelancer",
        "freelancers",
        "consultant",
        "consultants",
        "consultancy",
        "client",
        "clients",
        "colleague",
        "colleagues",
        "coworker",
        "coworkers",
        "co-worker",
        "co-workers",
        "partner",
        "partners",
        "guy",
        "guys",
        "bloke",
        "fellow",
        "fellows",
        "lad",
        "lads",
        "girl",
        "gentleman",
        "lady",
        "woman",
        "man",
        "folks",
        "dude",
        "developer",
        "developers",
        "dev",
        "devs",
        "engineer",
        "engineers",
        "programmer",
        "programmers",
        "coder",
        "coders",
        "tester",
        "testers",
        "dba",
        "dbas",
        "admin",
        "admins",
        "administrator",
        "sysadmin",
        "sysadmins",
        "intern",
        "interns",
        "trainee",
        "apprentice",
        "junior",
        "juniors",
        "senior",
        "seniors",
        "reviewer",
        "reviewers",
        "approver",
        "architect",
        "architects",
        "designer",
        "designers",
        "analyst",
        "analysts",
        "scientist",
        "scientists",
        "pm",
        "pms",
        "po",
        "pos",
        "owner",
        "owners",
        "company",
        "organisation",
        "organization",
        "agency",
        "agencies",
        "provider",
        "providers",
        "host",
        "operator",
        "operators",
        "stakeholder",
        "stakeholders",
        "sponsor",
        "sponsors",
        "professor",
        "teacher",
        "tutor",
        "instructor",
        "supervisor",
        "mentor",
        "predecessor",
        "successor",
        "startup",
        "department",
        "departments",
        "group",
        "committee",
        "board",
        "office",
        "side",
        "firm",
        "bank",
        "university",
        "school",
        "accountant",
        "accountants",
        "lawyer",
        "lawyers",
        "salesperson",
        "salespeople",
        "recruiter",
        "technician",
        "technicians",
        "electricians",
        "installer",
        "installers",
        "fitter",
        "fabricator",
        "integrator",
        "maintainer",
        "maintainers",
        "committers",
        "upstream",
        "headquarters",
        "expert",
        "experts",
        "specialist",
        "specialists",
        "organisers",
        "organizers",
        "coordinator",
        "scrum-master",
        "master",
        "landlord",
        "nurses",
        "doctors",
        "doctor",
        "clerk",
        "secretary",
        "assistant",
        "helpdesk",
        "steering",
        "executives",
        "executive",
        "investors",
        "founder",
        "founders",
        "co-founder",
        "cofounder",
        "officer",
        "customer",
    ]
)
_BARE = frozenset(
    [
        "qa",
        "ops",
        "devops",
        "sre",
        "management",
        "leadership",
        "marketing",
        "sales",
        "legal",
        "hr",
        "product",
        "finance",
        "purchasing",
        "procurement",
        "infra",
        "infrastructure",
        "security",
        "support",
        "upstream",
        "headquarters",
        "hq",
        "corporate",
        "backend",
        "frontend",
        "design",
        "engineering",
        "development",
        "compliance",
        "operations",
        "accounting",
        "controlling",
        "it-ops",
        "dbas",
        "testers",
        "devs",
        "management's",
        "teammates",
        "colleagues",
        "managers",
        "developers",
        "vendors",
        "contractors",
        "reviewers",
        "juniors",
        "offshore",
    ]
)
"""Roles that need no article."""
_DETERMINERS = frozenset(
    [
        "the",
        "our",
        "my",
        "his",
        "her",
        "their",
        "your",
        "another",
        "other",
        "some",
        "this",
        "that",
        "these",
        "those",
        "a",
        "an",
        "one",
        "both",
        "all",
        "most",
        "two",
        "three",
        "former",
        "previous",
        "any",
        "every",
        "each",
        "which",
        "whose",
        "no",
    ]
)
_SKIPPED = frozenset(
    [
        "just",
        "simply",
        "also",
        "then",
        "had",
        "have",
        "has",
        "always",
        "still",
        "somehow",
        "never",
        "once",
        "only",
        "even",
        "again",
        "already",
        "later",
        "who",
        "that",
        "which",
        "at",
        "some",
        "point",
        "of",
        "course",
        "went",
        "and",
        "goes",
        "ahead",
        "managed",
        "to",
        "decided",
        "chose",
        "kind",
        "sort",
        "like",
        "unfortunately",
        "in",
        "wisdom",
        "was",
        "were",
        "is",
        "are",
        "has",
        "been",
        "too",
        "both",
        "all",
        "themselves",
        "himself",
        "herself",
        "instead",
        "now",
        "soon",
        "often",
        "sometimes",
        "almost",
        "quite",
        "very",
        "so",
        "often",
        "though",
        "however",
        "there",
        "here",
        "not",
    ]
)
_NOTE_WORDS = 2
"""Words before the verb of a note that leaves out its article: `Hosting provider changed the version`."""
_OURS = frozenset(["team", "teams", "company", "firm", "startup", "side", "group", "department"])
_TAIL = lazy(
    r",? (?:at the time|back then|at that time|in charge|on (?:the|their) other (?:side|end)|over there|before me|"
    r"on call|on duty|there|of mine|of ours|myself|from the other (?:team|side)|i worked with|we (?:hired|had|used)|"
    r"i (?:reported to|had)|responsible(?: for (?:it|this|that|the \w+))?),?$"
)
_TOKEN = lazy(r"[a-z0-9][\w'./&-]*|,")
_NOT_NAMES = frozenset(
    [
        "i",
        "i'm",
        "i'd",
        "i've",
        "i'll",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jenkins",
        "kafka",
        "postgres",
        "postgresql",
        "mysql",
        "oracle",
        "docker",
        "kubernetes",
        "github",
        "gitlab",
        "redis",
        "mongo",
        "mongodb",
        "terraform",
        "ansible",
        "sentry",
        "slack",
        "jira",
        "excel",
        "python",
        "java",
        "windows",
        "linux",
        "android",
        "ios",
        "chrome",
        "safari",
        "firefox",
        "ci",
        "cd",
        "api",
        "sql",
        "json",
        "xml",
        "csv",
        "css",
        "html",
        "dns",
        "vpn",
        "tests",
        "testing",
        "monitoring",
        "prod",
        "production",
        "staging",
        "nothing",
        "everything",
        "something",
        "it",
        "this",
        "that",
        "what",
        "which",
        "there",
        "here",
        "english",
        "christmas",
        "easter",
        "we",
        "we'd",
        "we've",
        "you",
        "who",
        "and",
        "but",
        "so",
        "because",
        "then",
        "when",
        "after",
        "while",
        "if",
        "as",
        "since",
        "although",
        "though",
        "or",
        "nor",
        "yet",
        "for",
        "not",
        "no",
        "yes",
        "well",
        "okay",
        "ok",
        "yeah",
        "anyway",
        "honestly",
        "basically",
        "looking",
        "also",
        "however",
        "still",
        "maybe",
        "perhaps",
        "only",
        "even",
        "just",
        "often",
        "never",
        "always",
        "somehow",
        "later",
        "suddenly",
        "instead",
        "once",
        "now",
        "today",
        "yesterday",
        "tomorrow",
        "last",
        "next",
        "first",
        "second",
        "things",
        "results",
        "users",
        "data",
        "code",
        "alerts",
        "emails",
        "logs",
        "elasticsearch",
        "react",
        "angular",
        "spring",
        "hadoop",
        "spark",
        "airflow",
        "nagios",
        "grafana",
        "prometheus",
        "nginx",
        "apache",
        "rabbitmq",
        "cassandra",
        "snowflake",
        "bigquery",
        "lambda",
        "s3",
        "ec2",
        "git",
        "svn",
    ]
)


def subject_before(document: Document, sentence: Sentence, offset: int) -> Subject | None:
    """The somebody who is the subject of the verb at this offset; None for the speaker, for things, and where unsure."""
    start = sentence.span.start
    tail_from = max(0, offset - start - 90)
    before = sentence.plain[tail_from : offset - start].rstrip()
    while (tail := _TAIL.search(before)) is not None:
        before = before[: tail.start()]
    tokens = list(_TOKEN.finditer(before))
    skipped = 0
    while tokens and skipped < 5 and _skippable(tokens[-1][0]):
        tokens.pop()
        skipped += 1
    if not tokens:
        return None
    last = tokens[-1]
    word = re.sub(r"'(?:d|ve|s|ll|re)$", "", last[0])
    at = start + tail_from + last.start()
    if word in _PRONOUNS:
        return Subject(Kind.PRONOUN, at)
    if word in _NOBODY:
        return Subject(Kind.NOBODY, at)
    if word == "one" and len(tokens) > 1 and tokens[-2][0] == "no":
        return Subject(Kind.NOBODY, start + tail_from + tokens[-2].start())
    if word == "else" and len(tokens) > 1 and tokens[-2][0] in _SOMEBODY | _NOBODY | {"people"}:
        return Subject(Kind.SOMEBODY, start + tail_from + tokens[-2].start())
    if word in _SOMEBODY:
        return Subject(Kind.SOMEBODY, at)
    if _is_name(document, at, word):
        return Subject(Kind.NAME, at)
    return _role(tokens, word, start + tail_from, opens=tail_from == 0)


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
