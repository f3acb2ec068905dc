"""Issue exports: GitHub and GitLab as JSON, Jira as CSV, read into one form, and what in them went wrong."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from starl.errors import StarlError
from starl.inventory.candidate import Candidate, Sign, clean, issue_link
from starl.inventory.dates import day
from starl.inventory.person import Person
from starl.inventory.words import naming, times
from starl.model.journal import Evidence, Source

KIND = "issue"
_PROJECT = re.compile(r"https?://[^/]+/(?:api/v\d+/repos/|repos/)?(.+?)(?:/-)?/(?:issues|work_items)/\d+")
_GRAVE = re.compile(
    r"\b(?:regression|data loss|security|corrupt\w*|production (?:down|bug)|broken in production)\b",
    re.IGNORECASE,
)
_INCIDENT = re.compile(
    r"\b(?:incident|outage|post-?mortem|sev-?[0-2]|severity[ :/-]?[01]|p0)\b", re.IGNORECASE
)
_DROPPED = re.compile(
    r"not[ _]planned|duplicate|won.?t (?:fix|do)|invalid|cannot reproduce|declined", re.IGNORECASE
)
_FAR = 30


class Issue(NamedTuple):
    """What any tracker says of an issue."""

    key: str
    """`12` or `SHOP-12`."""
    title: str
    project: str | None
    created: dt.date | None
    closed: dt.date | None
    due: dt.date | None
    done: bool
    reopened: int
    """How often it was opened again; 1 where only that it was is known."""
    labels: tuple[str, ...]
    """With its type, priority and severity."""
    people: tuple[str, ...]
    """Who wrote it and to whom it is assigned."""
    dropped: bool
    """Closed without being done."""


def is_jira(head: str) -> bool:
    """Whether this is the beginning of a Jira CSV export."""
    first = head.lstrip("\ufeff").partition("\n")[0].lower()
    return "issue key" in first and "summary" in first


def read_issues(text: str) -> list[Issue]:
    """The issues of an export. Raises StarlError where it is none."""
    if is_jira(text[:20_000]):
        return list(_jira(text))
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise StarlError(f"is neither JSON nor a Jira CSV export ({str(error)[:80]})") from None
    if isinstance(data, Mapping):
        data = next(
            (data[key] for key in ("issues", "items", "data", "nodes") if isinstance(data.get(key), list)),
            [data],
        )
    if not isinstance(data, list):
        data = [data]
    issues = [
        _from_json(item) for item in data if isinstance(item, Mapping) and ("number" in item or "iid" in item)
    ]
    if data and not issues:
        raise StarlError(
            "is JSON, but no GitHub or GitLab issues: none has a number or iid; export the issues again"
        )
    return [issue for issue in issues if issue is not None]


def look(issue: Issue, today: dt.date) -> Candidate | None:
    """The candidate in an issue, if there is one."""
    signs = list(_signs(issue, today))
    if not signs or issue.dropped:
        return None
    project = issue.project.rpartition("/")[2] if issue.project else None
    name = f"#{issue.key}" if issue.key.isdecimal() else issue.key
    date = issue.closed or issue.created or today
    return Candidate(
        source=Source(KIND, f"{issue.project or ''}#{issue.key}" if issue.key.isdecimal() else issue.key),
        title=clean(issue.title) or f"Issue {name}",
        date=date,
        signs=tuple(signs),
        evidence=(Evidence("issue", name, clean(issue.title), date),),
        project=project,
        links=frozenset({issue_link(project, issue.key)}),
    )


def _signs(issue: Issue, today: dt.date) -> Iterator[Sign]:
    if issue.reopened:
        often = (
            f"it was reopened {times(issue.reopened)}" if issue.reopened > 1 else "it was closed and reopened"
        )
        yield Sign("reopened", min(0.65, 0.45 + 0.07 * issue.reopened), often)
    labels = " · ".join(issue.labels)
    if match := _INCIDENT.search(labels):
        yield Sign("incident", 0.5, f"it is marked as {match[0].lower()}")
    elif called := naming(issue.title):
        yield Sign("incident", called.weight - 0.1, f"its title says {called.noun}")
    elif (match := _GRAVE.search(issue.title)) and issue.done:
        yield Sign("grave", 0.25, f"its title says {match[0].lower()}")
    ended = issue.closed if issue.done else today
    if issue.due and ended and ended > issue.due:
        late = (ended - issue.due).days
        said = "done" if issue.done else "still open"
        yield Sign(
            "late",
            0.3 + 0.1 * (late >= _FAR),
            f"{said} {late} day{'s' if late != 1 else ''} after its due date",
        )


def scan_issues(issues: list[Issue], person: Person, today: dt.date) -> Iterator[Candidate]:
    """The candidates of an export. Where the person is named, only what that person wrote or was given."""
    for issue in issues:
        if person.names and not person.is_called(*issue.people):
            continue
        found = look(issue, today)
        if found is not None:
            yield found


def _from_json(item: Mapping[str, Any]) -> Issue | None:
    """A GitHub issue (REST or `gh`) or a GitLab issue; None for a pull request."""
    if item.get("pull_request"):
        return None
    state = str(item.get("state", "")).lower()
    reason = str(item.get("state_reason") or item.get("stateReason") or "").lower()
    milestone = item.get("milestone")
    milestone = milestone if isinstance(milestone, Mapping) else {}
    events = [item.get(key) for key in ("events", "timeline", "timelineItems", "resource_state_events")]
    reopenings = sum(_reopens(event) for some in events if isinstance(some, list) for event in some)
    if not reopenings and (reason == "reopened" or state == "reopened"):
        reopenings = 1
    url = str(item.get("html_url") or item.get("web_url") or item.get("url") or "")
    project = _PROJECT.match(url)
    labels = [
        *_names(item.get("labels")),
        str(item.get("issue_type") or item.get("type") or ""),
        str(item.get("severity") or ""),
    ]
    due = item.get("due_date") or item.get("dueDate") or milestone.get("due_on") or milestone.get("dueOn")
    return Issue(
        key=str(item.get("iid") or item.get("number")),
        title=str(item.get("title") or ""),
        project=project[1] if project else None,
        created=day(item.get("created_at") or item.get("createdAt")),
        closed=day(item.get("closed_at") or item.get("closedAt")),
        due=day(due or milestone.get("due_date")),
        done=state == "closed",
        reopened=reopenings,
        labels=tuple(filter(None, labels)),
        people=tuple(
            _names([item.get(key) for key in ("user", "author", "assignee")]) + _names(item.get("assignees"))
        ),
        dropped=bool(_DROPPED.search(f"{reason} {' '.join(labels)}")) and reason != "reopened",
    )


def _reopens(event: object) -> bool:
    if not isinstance(event, Mapping):
        return False
    said = (event.get("event"), event.get("state"), event.get("__typename"))
    return any(str(word).lower() in ("reopened", "reopenedevent") for word in said)


def _names(items: object) -> list[str]:
    """The names of labels or people, given as texts or as objects."""
    found = []
    for item in items if isinstance(items, list) else []:
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, Mapping):
            found += [str(item[key]) for key in ("login", "username", "name", "email") if item.get(key)]
    return found


def _jira(text: str) -> Iterator[Issue]:
    csv.field_size_limit(10_000_000)
    try:
        rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""))
        columns = [name.strip().lower() for name in next(rows)]
        for row in rows:
            if any(row):
                yield _from_jira(columns, row)
    except csv.Error as error:
        raise StarlError(f"is a broken CSV file: {error}; export it again") from None


def _from_jira(columns: list[str], row: list[str]) -> Issue:
    def values(*names: str) -> list[str]:
        wanted = {*names, *(f"custom field ({name})" for name in names)}
        return [
            value.strip()
            for name, value in zip(columns, row, strict=False)
            if name in wanted and value.strip()
        ]

    def value(*names: str) -> str:
        return next(iter(values(*names)), "")

    status = value("status").lower()
    resolution = value("resolution")
    history = values("reopened", "reopen count", "reopened count", "number of reopens")
    counted = next((int(float(text)) for text in history if re.fullmatch(r"\d{1,3}(\.0)?", text)), 0)
    return Issue(
        key=value("issue key"),
        title=value("summary"),
        project=value("project key", "project name") or None,
        created=day(value("created")),
        closed=day(value("resolved", "resolution date", "actual end")),
        due=day(value("due date", "due", "duedate")),
        done=(bool(resolution) and resolution.lower() != "unresolved")
        or status in ("done", "closed", "resolved"),
        reopened=counted or int("reopened" in (status, *map(str.lower, values("labels")))),
        labels=tuple(values("labels", "issue type", "priority", "severity")),
        people=tuple(values("assignee", "assignee id", "reporter", "reporter id", "creator")),
        dropped=bool(_DROPPED.search(resolution)),
    )
