"""Exports of GitHub, GitLab and Jira."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from starl.errors import StarlError
from starl.inventory.issues import read_issues, scan_issues
from starl.inventory.person import Person

TODAY = dt.date(2025, 3, 14)
GITHUB = {
    "number": 12,
    "title": "Rounding is wrong",
    "state": "closed",
    "html_url": "https://github.com/ann/shop/issues/12",
    "created_at": "2024-03-01T09:00:00Z",
    "closed_at": "2024-03-10T09:00:00Z",
    "labels": [{"name": "bug"}],
    "user": {"login": "bob"},
    "assignees": [{"login": "ann"}],
    "milestone": None,
}
GH = {
    "number": 12,
    "title": "Rounding is wrong",
    "state": "OPEN",
    "url": "https://github.com/ann/shop/issues/12",
    "createdAt": "2024-03-01T09:00:00Z",
    "closedAt": None,
    "labels": [],
    "author": {"login": "bob"},
    "assignees": [],
    "milestone": {"title": "v1", "dueOn": None},
}
GITLAB = {
    "iid": 12,
    "id": 99,
    "title": "Rounding is wrong",
    "state": "closed",
    "web_url": "https://gitlab.example/team/shop/-/issues/12",
    "created_at": "2024-03-01T09:00:00.000Z",
    "closed_at": "2024-03-10T09:00:00.000Z",
    "due_date": None,
    "labels": ["bug"],
    "author": {"username": "bob"},
    "assignees": [{"username": "ann"}],
    "issue_type": "issue",
}


@pytest.mark.parametrize(
    ("issue", "reason"),
    [
        (GITHUB | {"state_reason": "reopened", "state": "open"}, "it was closed and reopened"),
        (GITHUB | {"events": [{"event": "reopened"}, {"event": "closed"}, {"event": "reopened"}]}, "it was reopened twice"),
        (GITHUB | {"labels": [{"name": "incident"}]}, "it is marked as incident"),
        (GITHUB | {"labels": ["SEV-1"]}, "it is marked as sev-1"),
        (GITHUB | {"milestone": {"due_on": "2024-03-07T08:00:00Z"}}, "done 3 days after its due date"),
        (GITHUB | {"title": "Outage of the checkout"}, "its title says outage"),
        (GITHUB | {"title": "Regression in rounding"}, "its title says regression"),
        (GH | {"stateReason": "REOPENED"}, "it was closed and reopened"),
        (GH | {"milestone": {"dueOn": "2025-03-13T08:00:00Z"}}, "still open 1 day after its due date"),
        (GITLAB | {"state": "reopened"}, "it was closed and reopened"),
        (GITLAB | {"issue_type": "incident"}, "it is marked as incident"),
        (GITLAB | {"due_date": "2024-03-09"}, "done 1 day after its due date"),
        (GITLAB | {"resource_state_events": [{"state": "reopened"}]}, "it was closed and reopened"),
    ],
)  # fmt: skip
def test_what_went_wrong(issue: dict[str, Any], reason: str) -> None:
    (item,) = scan_issues(read_issues(json.dumps([issue])), Person(), TODAY)
    assert item.reasons == (reason,)
    assert item.project == "shop"
    assert item.evidence[0].reference == "#12"
    assert item.links == {"issue:shop#12"}


@pytest.mark.parametrize(
    "issue",
    [
        GITHUB,
        GH,
        GITLAB,
        GITHUB | {"milestone": {"due_on": "2024-03-10T23:00:00Z"}},
        GITHUB | {"labels": ["incident", "duplicate"]},
        GITHUB | {"labels": ["incident"], "state_reason": "not_planned"},
        GITHUB | {"labels": ["incident"], "pull_request": {"url": "x"}},
        GITHUB | {"title": "Write an incident response plan"},
        {"number": 1},
    ],
)
def test_what_did_not(issue: dict[str, Any]) -> None:
    assert list(scan_issues(read_issues(json.dumps([issue])), Person(), TODAY)) == []


@pytest.mark.parametrize(("name", "number"), [("ann", 1), ("ANN", 1), ("bob", 1), ("eve", 0)])
def test_whose(name: str, number: int) -> None:
    issues = read_issues(json.dumps({"issues": [GITHUB | {"labels": ["incident"]}]}))
    assert len(list(scan_issues(issues, Person((name,)), TODAY))) == number


JIRA = (
    "Summary,Issue key,Issue Type,Status,Project key,Priority,Resolution,Assignee,Created,Resolved,Due date,Labels,Labels,"
    "Custom field (Severity)\r\n"
    '"Rounding, again",SHOP-1,Bug,Reopened,SHOP,High,,Ann,14/Mar/24 9:26 AM,,,money,,\r\n'
    "Checkout gone,SHOP-2,Incident,Done,SHOP,High,Done,Ann,2024-03-14 09:26,2024-03-15 09:26,,,,\r\n"
    "Slow,SHOP-3,Story,Done,SHOP,Low,Done,Ann,01/Mar/24 9:00 AM,10/Apr/24 4:00 PM,01/Apr/24 12:00 AM,,,\r\n"
    "Fine,SHOP-4,Story,Done,SHOP,Low,Done,Ann,01/Mar/24 9:00 AM,10/Mar/24 4:00 PM,01/Apr/24 12:00 AM,,,\r\n"
    "Old,SHOP-5,Incident,Done,SHOP,Low,Won't Do,Ann,01/Mar/24 9:00 AM,10/Mar/24 4:00 PM,,,,\r\n"
    "Pages gone,SHOP-6,Bug,Done,SHOP,Low,Done,Ann,01/Mar/24 9:00 AM,10/Mar/24 4:00 PM,,,,SEV1\r\n"
)


def test_jira() -> None:
    items = list(scan_issues(read_issues("\ufeff" + JIRA), Person(), TODAY))
    assert [(item.evidence[0].reference, item.date.isoformat(), item.reasons[0]) for item in items] == [
        ("SHOP-1", "2024-03-14", "it was closed and reopened"),
        ("SHOP-2", "2024-03-15", "it is marked as incident"),
        ("SHOP-3", "2024-04-10", "done 9 days after its due date"),
        ("SHOP-6", "2024-03-10", "it is marked as sev1"),
    ]
    assert items[0].title == "Rounding, again"
    assert items[0].links == {"issue:SHOP-1"}


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '[{"a": 1}]', "3", "a,b\n1,2\n"])
def test_what_is_no_export(text: str) -> None:
    with pytest.raises(StarlError):
        read_issues(text)


def test_an_empty_export() -> None:
    assert read_issues("[]") == []
