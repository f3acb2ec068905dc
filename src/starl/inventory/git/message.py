"""What the message of a commit says of it, as flags and numbers: no text is kept."""

from __future__ import annotations

import re
from enum import IntFlag
from hashlib import blake2b
from typing import NamedTuple

VERSION = 2
"""Goes up when messages are read differently, so that what was kept is made anew."""

_READ = 8_000
"""So much of a message is looked at, in code points."""


class Flag(IntFlag):
    """What a message says."""

    REVERT = 1
    """It takes something back."""
    RELAND = 2
    """It brings back what was taken back."""
    FIX = 4
    SMALL = 8
    """It is about wording, style, formatting or a test, or was meant to be gone again soon."""
    GRAVE = 16
    """It speaks of a crash, lost data, a security hole or the like."""
    HOT = 32
    """It speaks of a regression or an emergency."""
    CI = 64
    """It mends the build or the checks."""
    EXPLAINED = 128
    """It says more than the subject and what git writes by itself."""
    HARM = 256
    """A revert that says what the commit did wrong."""
    MOOT = 512
    """A revert of what is no longer needed, or is there in another way."""


class Facts(NamedTuple):
    """What is kept of a message."""

    flags: Flag
    subject: int
    """A hash of the subject."""
    undone: int
    """A hash of the subject that a revert or a re-land names; 0 where there is none."""
    marks: str
    """What it points at, joined by spaces: `r` and a commit that it reverts, `f` and one that it mends, `#` issues."""


_PULL = re.compile(r"\s*\((?:#|!|gh-)\d+\)\s*$", re.IGNORECASE)
_QUOTED = re.compile(
    r"^(?:revert(?:s|ed|ing)?|back(?:ed|s)? out)\b:?\s+[\"“'](.*)[\"”']\s*\.?$", re.IGNORECASE
)
_REVERT = re.compile(
    r"^(?:(?:\w[\w./-]{0,30}: ?){0,2})revert(?:s(?! (?:are|can|should|get|now)\b)|ed|ing)?\b(?:\([^)]{0,40}\))?:?\s*(.*)$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:back(?:ed|ing)?[ -]out\b|roll(?:ed|ing)?[ -]?back (?:to|the|of|from)\b)", re.IGNORECASE
)
_RELAND = re.compile(
    r"^(?:re-?land(?:ed|ing)?|re-?appl(?:y|ied)|re-?introduced?)\b:?\s+[\"“']?(.*?)[\"”']?$", re.IGNORECASE
)
_REVERTS = re.compile(r"\breverts (?:commit )?([0-9a-f]{7,40})\b", re.IGNORECASE)
_MENDS = re.compile(
    r"^(?:fixes|fixup|fixes-commit)[: ]+(?:commit )?([0-9a-f]{7,40})\b", re.IGNORECASE | re.MULTILINE
)
_ISSUE = re.compile(
    r"\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?)(?: bug| issue)?[: ]+"
    r"(?:(?:https?://[\w./~-]{1,120}/)?(?:issues/|show_bug\.cgi\?id=)|[\w./-]{0,60}#|#|(?=[A-Z]{2,10}-\d)(?!(?:utf|sha|iso|rfc|tls)-))"
    r"((?:[A-Z]{2,10}-)?\d{1,7})\b",
    re.IGNORECASE,
)
_FIX = re.compile(
    r"\b(?:(?:hot|bug)?fix(?:e[sd]|ing|up)?|bugs?|repair(?:s|ed)?|correct(?:s|ed|ly)?|resolve[sd]?|regressions?"
    r"|crash(?:es|ed|ing)?|leak(?:s|ed|ing)?|unbreak|broken|workaround|work around|prevent(?:s|ed)?|avoid)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"\b(?:typos?|spelling|grammar|whitespaces?|white space|indent\w*|format(?:ting)?|style|lint\w*|docs?"
    r"|documentation|docstrings?|comments?|readme|changelog|warnings?|copyright|licen[cs]e|links?|wording|headers?"
    r"|trailing|unused|translations?|temporar\w+|debug\w*|wip|test suite)\b|^\[?tests?(?:[\]:/]| suite)",
    re.IGNORECASE,
)
_GRAVE = re.compile(
    r"\b(?:crash\w*|segfault\w*|corrupt\w*|data[ -]loss|los(?:es|ing|t) data|deadlock\w*|security|cve-\d+|outage"
    r"|incident|race(?: condition)?|memory leak|infinite loop|hang(?:s|ing)?|overflow\w*|use[- ]after[- ]free"
    r"|broke|broken|down(?:time)?|production|vulnerab\w+)\b",
    re.IGNORECASE,
)
_HOT = re.compile(
    r"\b(?:hot[ -]?fix\w*|regress(?:ion|ions|ed)|emergency|urgent(?:ly)?|asap|broke|brown paper bag)\b",
    re.IGNORECASE,
)
_CI_THING = (
    r"(?:ci|build|builds|pipelines?|travis|circle ?ci|appveyor|github actions?|gh actions?|workflows?|jenkins"
    r"|gitlab[- ]ci|tox|distcheck|\.travis\.yml|\.gitlab-ci\.yml)"
)
_CI_MEND = r"(?:fix(?:e[sd]|ing)?|repair\w*|unbreak|mend|try|retry|again|attempt\w*|trigger|debug|green|broken|fail\w*)"
_CI = re.compile(
    rf"\b{_CI_MEND}\b.{{0,40}}?\b{_CI_THING}(?![\w-])|(?<![\w-]){_CI_THING}\b.{{0,40}}?\b{_CI_MEND}\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:regress\w*|crash\w*|segfault\w*|broke|broken|breaks|breakage|wrong\w*|mistake\w*|oops|race|races|hangs?|deadlock\w*"
    r"|fail(?:s|ed|ing|ures?)?|incorrect\w*|(?:should not|shouldn.t) have|caus(?:es|ed|ing)|corrupt\w*|slow(?:er|down)?"
    r"|unfortunately|sadly|hindsight|turns out|too (?:drastic|risky|aggressive)|accident\w*|leak\w*)\b",
    re.IGNORECASE,
)
_MOOT = re.compile(
    r"\b(?:no longer (?:needed|necessary|required|exists?|used)|not needed|unnecessary|unneeded|obsolete\w*|superseded"
    r"|already (?:applied|fixed|done|in)|preparing to merge|doesn.t exist anymore|fixed (?:properly|elsewhere)"
    r"|now (?:that|fixed|handled)|(?:was|were) (?:temporary|only)|(?:proper|better|updated|other) (?:fix|patch|solution) (?:in|is|which|was))\b",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"^(?:this reverts commit|[\w-]+(?:-by|-on|-id|-to)?: |part-of:|\(cherry picked)", re.IGNORECASE
)
_WORDS_EXPLAINED = 12


def facts(message: str) -> Facts:
    """What is kept of a commit's message."""
    message = message[:_READ]
    subject, _, body = message.lstrip().partition("\n")
    subject = " ".join(subject.split())
    flags, undone = _undoing(subject)
    marks = dict.fromkeys("r" + sha.lower() for sha in _REVERTS.findall(body))
    if marks and not flags & Flag.RELAND:
        flags |= Flag.REVERT
    marks |= dict.fromkeys("f" + sha.lower() for sha in _MENDS.findall(body))
    marks |= dict.fromkeys("#" + issue.upper() for issue in _ISSUE.findall(message))
    if _FIX.search(subject) or any(mark[0] != "r" for mark in marks):
        flags |= Flag.FIX
    if _SMALL.search(subject):
        flags |= Flag.SMALL
    if _GRAVE.search(subject):
        flags |= Flag.GRAVE
    if _HOT.search(subject):
        flags |= Flag.HOT
    if _CI.search(subject):
        flags |= Flag.CI
    own = _own_lines(body)
    if len(own.split()) >= _WORDS_EXPLAINED:
        flags |= Flag.EXPLAINED
    if flags & Flag.REVERT:
        flags |= (Flag.HARM if _HARM.search(own) else Flag(0)) | (Flag.MOOT if _MOOT.search(own) else Flag(0))
    return Facts(flags, _hashed(subject), undone, " ".join(marks))


def _undoing(subject: str) -> tuple[Flag, int]:
    """Whether a subject says that something is taken back or brought back, and the hash of what."""
    subject = _PULL.sub("", subject)
    depth, inner = 0, subject
    while match := _QUOTED.match(inner):
        depth, inner = depth + 1, match[1]
    if depth:
        return (Flag.REVERT if depth % 2 else Flag.RELAND), _hashed(inner)
    if match := _RELAND.match(subject):
        return Flag.RELAND, _hashed(match[1])
    if match := _REVERT.match(subject):
        return Flag.REVERT, _hashed(match[1].strip("\"'“” ."))
    return (Flag.REVERT if _BACK.search(subject) else Flag(0)), 0


def _own_lines(body: str) -> str:
    """The body without what git and review tools write."""
    return " ".join(line for line in map(str.strip, body.splitlines()) if not _BOILERPLATE.match(line))


def _hashed(subject: str) -> int:
    """A hash of a subject, without its case and the number of its pull request; never 0, fits SQLite's integers."""
    subject = _PULL.sub("", subject).casefold().strip()
    return int.from_bytes(blake2b(subject.encode(errors="replace"), digest_size=8).digest(), "big") >> 1 or 1
