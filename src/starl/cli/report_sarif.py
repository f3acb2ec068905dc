"""SARIF 2.1.0, which code review tools read, and the annotations of GitHub's workflow commands."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from starl import __version__
from starl.coach.catalogue import described_rules
from starl.model.report import Finding, Severity

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_sarif(files: list[tuple[str, list[Finding]]], errors: list[tuple[str, str]]) -> dict[str, Any]:
    """One run. Columns count code points, as SARIF's `columnKind` says; unread files are notifications."""
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
                        "rules": [
                            {
                                "id": rule.code,
                                "name": rule.name,
                                "shortDescription": {"text": rule.message.replace("{}", "…")},
                                "help": {"text": rule.question},
                                "defaultConfiguration": {"level": _LEVEL[rule.severity]},
                            }
                            for rule in rules
                        ],
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
                "results": [_result(path, item, index) for path, findings in files for item in findings],
            }
        ],
    }


def _result(path: str, item: Finding, index: dict[str, int]) -> dict[str, Any]:
    uri = "stdin" if path == "-" else quote(PurePath(path).as_posix())
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
