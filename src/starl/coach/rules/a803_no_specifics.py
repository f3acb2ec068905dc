"""A story of some length without one number, one name of a thing, or one time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starl.coach.document import Document
from starl.coach.raw import raw
from starl.coach.rule import Hit, Match, Rule
from starl.model.report import Severity
from starl.model.story import Section
from starl.text.lazy import lazy2

SHORTEST = 60
"""Words. A shorter text may still be only the beginning of a story."""

_NUMBER = (
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]\w+)?|hundreds?|thousands?|millions?|billions?|dozens?|half|halves|third|quarter|quarters|"
    r"twice|double|doubled|tripled?|tenfold|percent|zero|both)\b"
)
_TIME = (
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|april|june|july|august|september|october|november|december|"
    r"(?:in|last|until|since|that|by|of|early|late|mid) (?:march|may)|spring|summer|autumn|winter|christmas|easter|thanksgiving|ramadan|diwali|new year's?|"
    r"weeks?|weekends?|weekly|months?|monthly|years?|hours?|hourly|minutes?|seconds?|days|daily|overnight|nights?|midnight|mornings?|afternoons?|evenings?|noon|lunch|"
    r"yesterday|(?:last|first|second|next|same|opening|launch|release) day|semesters?|sprints?|fortnight|o'clock|decade|internship|university|college|school)\b"
)
_TOOL = (
    r"\b(?:java|javascript|typescript|python|php|perl|ruby|rust|golang|kotlin|scala|swift|cobol|fortran|matlab|sql|c\+\+|c#|html|css|react|angular|vue|svelte|django|flask|rails|"
    r"laravel|spring boot|hibernate|node|next\.?js|graphql|grpc|kafka|rabbitmq|redis|postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|sqlite|oracle|cassandra|dynamo(?:db)?|"
    r"elastic(?:search)?|snowflake|bigquery|spark|airflow|hadoop|docker|kubernetes|k8s|helm|terraform|ansible|jenkins|gitlab|github|git|jira|slack|excel|linux|windows|android|ios|iphone|"
    r"aws|azure|gcp|s3|ec2|lambda|nginx|apache|wordpress|magento|salesforce|sap|shopify|stripe|paypal|cron|csv|json|xml|yaml|pdf|ssl|tls|dns|ssh|ftp|sftp|http|oauth|ldap|vpn|api|gpu|cpu|"
    r"unity|unreal|arduino|raspberry|firmware|bluetooth|webpack|junit|selenium|cypress|prometheus|grafana|datadog|sentry|tableau|pandas|numpy|pytorch|tensorflow|utf-8|unicode|regex)\b"
)
_SPECIFIC = lazy2(f"{_NUMBER}|{_TIME}|{_TOOL}")
_NAMED = lazy2(
    r"[^\s.!?:;\"“*#>\-][ \t][\"“(]?([A-ZÀ-Þ]\w+)|\b([A-Z]{2,})\b|\b([a-z]+[A-Z]\w*)|(\w[_/]\w)|(`)"
)
"""A capital that no sentence opens with, an acronym, camel case, a path, code."""
_NOT_NAMES = frozenset(
    ["TASK", "RESULT", "ACTION", "SITUATION", "LEARNING", "OK", "STAR", "QA", "IT", "HR", "CEO", "CTO", "PM"]
)


def check(document: Document, _: list[Match]) -> Iterable[Hit]:
    sentences = document.sentences
    if not sentences or _SPECIFIC.search(document.plain) or document.words < SHORTEST:
        return
    text = raw(document)
    for sentence in sentences:
        piece = text[sentence.span.start : sentence.span.end]
        if any(_names(found) for found in _NAMED.finditer(piece)):
            return
    opening = next(iter(document.of(Section.SITUATION)), sentences[0])
    yield Hit(opening.span)


def _names(found: Any) -> bool:
    """Whether a match of `_NAMED` is a name and no usual word in capitals."""
    return next(group for group in found.groups() if group) not in _NOT_NAMES


RULE = Rule(
    code="A803",
    name="no-specifics",
    severity=Severity.WARNING,
    message="The story holds no number, no named thing and no time, so it could be anybody's.",
    question="Which system was it, when, and how many people or records did it touch?",
    check=check,
)
