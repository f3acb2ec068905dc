"""Findings as diagnostics, each with a link to the page of its rule."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path

from starl import __version__
from starl.checking.rule_page import rule_markdown
from starl.coach.catalogue import rule_of
from starl.lsp.desk import Checked
from starl.model.report import Finding, Severity

SOURCE = "starl"
_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def diagnostics(checked: Checked, *, linked: bool) -> list[types.Diagnostic]:
    """The findings of a text. linked: whether the editor follows a link from a code."""
    return [diagnostic(checked, item, linked=linked) for item in checked.findings]


def diagnostic(checked: Checked, item: Finding, *, linked: bool = False) -> types.Diagnostic:
    """One finding: what is the matter, and what to ask oneself."""
    page = page_address(item.code) if linked else None
    return types.Diagnostic(
        range=checked.lines.range(item.span),
        message=f"{item.message}\n{item.question}",
        severity=_SEVERITY[item.severity],
        code=item.code,
        code_description=types.CodeDescription(page) if page else None,
        source=SOURCE,
    )


@cache
def page_address(code: str) -> str | None:
    """The address of a file with the page of a rule, written when it is first needed; None where that cannot be."""
    from platformdirs import user_cache_path

    rule = rule_of(code)
    if rule is None:
        return None
    path: Path = user_cache_path("starl", appauthor=False) / "rules" / __version__ / f"{rule.code}.md"
    page = rule_markdown(rule, 1)
    try:
        if not path.is_file() or path.read_text(encoding="utf-8") != page:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page, encoding="utf-8")
    except OSError:
        return None
    return str(from_fs_path(str(path)))
