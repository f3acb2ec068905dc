"""SARIF 2.1.0, which code review tools read, and the annotations of GitHub's workflow commands."""

from __future__ import annotations

import os
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starl import __version__
from starl.coach.catalogue import described_rules
from starl.coach.examples import page_of
from starl.coach.rule import Rule
from starl.model.report import Finding, Severity

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_sarif(files: list[tuple[str, list[Finding]]], errors: list[tuple[str, str]]) -> dict[str, Any]:
    """One run. Columns count code points, as SARIF's `columnKind` says; unread files are notifications.

    Of the story it has only what the messages quote: no snippets, since the report leaves the machine.
    """
    rules = described_rules()
    index = {rule.code: number for number, rule in enumerate(rules)}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "starl",
                        "version": __version__,
                        "rules": [_rule(rule) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not errors,
                        "toolExecutionNotifications": [
                            {"level": "error", "message": {"text": f"{path} {error}"}}
                            for path, error in errors
                        ],
                    }
                ],
                "results": [one for path, findings in files for one in _results(path, findings, index)],
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    page = page_of(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.message.replace("{}", "…")},
        "fullDescription": {"text": page.rationale},
        "help": {"text": f"{page.rationale}\n\nAsk yourself: {page.ask}\n\nSource: {page.source}"},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
    }


def _results(path: str, findings: list[Finding], index: dict[str, int]) -> list[dict[str, Any]]:
    uri = "stdin" if path == "-" else _uri(path)
    seen: Counter[str] = Counter()
    results = []
    for item in findings:
        words = sha256(f"{item.code}\0{' '.join(item.evidence.split())}".encode()).hexdigest()[:16]
        seen[words] += 1
        results.append(_result(uri, item, index, f"{words}:{seen[words]}"))
    return results


def _uri(path: str) -> str:
    """Relative to the folder that starl runs in, where the file is in it: so a review tool finds it in its copy."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - takes out "..", and follows no link as resolve() does
    return (
        quote(whole.relative_to(Path.cwd()).as_posix())
        if whole.is_relative_to(Path.cwd())
        else whole.as_uri()
    )


def _result(uri: str, item: Finding, index: dict[str, int], fingerprint: str) -> dict[str, Any]:
    """fingerprint: stays while the words stay, wherever they move in the file."""
    return {
        "ruleId": item.code,
        "ruleIndex": index[item.code],
        "level": _LEVEL[item.severity],
        "message": {"text": f"{item.message} {item.question}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri},
                    "region": {
                        "startLine": item.line,
                        "startColumn": item.column,
                        "charOffset": item.span.start,
                        "charLength": item.span.end - item.span.start,
                    },
                }
            }
        ],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }


def as_github(path: str, findings: list[Finding]) -> list[str]:
    """One workflow command a finding. Line breaks and `%` are escaped, so text cannot issue commands."""
    return [
        f"::{_COMMAND[item.severity]} file={_property(path)},line={item.line},col={item.column},"
        f"title={_property(f'{item.code} {item.name}')}::{_data(f'{item.message} {item.question}')}"
        for item in findings
    ]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
