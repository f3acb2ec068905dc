"""A scan: from the paths that a person names to the list of candidates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from starl.errors import StarlError
from starl.inventory.candidate import LEAST, Candidate, in_order
from starl.inventory.merge import merged
from starl.inventory.person import Person
from starl.model.journal import Source

Report = Callable[[str, int], None]
"""Told what is being read and how far it is."""

_MOST_BYTES = 100_000_000
_SNIFFED = 20_000


class Request(NamedTuple):
    """What is asked for."""

    paths: tuple[Path, ...]
    person: Person = Person()
    """Nobody: the user of each repository."""
    since: dt.date | None = None
    until: dt.date | None = None


class Answered(NamedTuple):
    """What the person answered before."""

    sources: frozenset[Source] = frozenset()
    links: frozenset[str] = frozenset()
    """Each piece of evidence of what was answered, as `kind:reference`."""


class Scan(NamedTuple):
    """What a scan found."""

    candidates: list[Candidate]
    """The best first."""
    looked_at: list[str]
    """A sentence for each source that was read."""
    notes: list[str]
    """What the person should know of a source."""
    errors: list[str]
    """Why a path could not be looked at. The others were."""
    answered: int
    """How many were left out because they were answered before."""


def scan(request: Request, caches: Path, now: dt.datetime, answered: Answered, report: Report) -> Scan:
    """Looks through all paths. Nothing is written but the caches of repositories in `caches`."""
    found: list[Candidate] = []
    result = Scan([], [], [], [], 0)
    for path in request.paths:
        try:
            found += _scan_path(path, request, caches, now, result, report)
        except StarlError as error:
            message = str(error)
            result.errors.append(message if message.startswith(str(path)) else f"{path} {message}")
        except OSError as error:
            result.errors.append(f"{path} cannot be read: {error.strerror or error}")
    new = [item for item in dict.fromkeys(found) if not _is_answered(item, answered)]
    after, before = request.since or dt.date.min, request.until or dt.date.max
    ranked = [item for item in merged(new) if item.score >= LEAST and after <= item.date <= before]
    left_out = sum(item.score >= LEAST for item in merged(set(found) - set(new)))
    return result._replace(candidates=in_order(ranked), answered=left_out)


def _is_answered(item: Candidate, answered: Answered) -> bool:
    """Whether the person said something of it, or of an event with all that shows it."""
    shown = {f"{piece.kind}:{piece.reference}" for piece in item.evidence}
    return item.source in answered.sources or (bool(item.links) and shown <= answered.links)


def _scan_path(
    path: Path, request: Request, caches: Path, now: dt.datetime, result: Scan, report: Report
) -> Iterator[Candidate]:
    from starl.inventory.git.repository import is_repository

    if path.is_dir():
        if is_repository(path):
            yield from _scan_repository(path, request, caches, now, result, report)
            return
        inside = sorted(child for child in path.iterdir() if child.is_dir() and is_repository(child))
        for child in inside:
            yield from _scan_repository(child, request, caches, now, result, report)
        yield from _scan_folder(path, result, report, expected=not inside)
    elif path.is_file():
        yield from _scan_file(path, request, now, result, report)
    else:
        raise StarlError("is not there; give a repository, a folder, an issue export or an .ics file")


def _scan_repository(
    path: Path, request: Request, caches: Path, now: dt.datetime, result: Scan, report: Report
) -> Iterator[Candidate]:
    """The history, and the documents in the work tree."""
    from starl.inventory.documents import is_document, scan_documents
    from starl.inventory.git.command import Git
    from starl.inventory.git.scan import scan_repository

    done = scan_repository(path, caches, request.person, now, report)
    result.notes.extend(done.notes)
    if done.commits:
        result.looked_at.append(f"{path.resolve().name}: {done.mine:,} of {done.commits:,} commits")
    yield from done.findings
    if (path / ".git").exists():
        names = [field.decode("utf-8", "surrogateescape") for field in Git(path).fields("ls-files", "-z")]
        files = [path / name for name in names if is_document(name.rpartition("/")[2])]
        yield from scan_documents(files, path, path.resolve().name, report)


def _scan_folder(path: Path, result: Scan, report: Report, *, expected: bool) -> Iterator[Candidate]:
    from starl.inventory.documents import documents_in, scan_documents

    files = list(documents_in(path, report))
    if not files and expected:
        raise StarlError(
            "is no repository and has no documents in it; name the folder with the repository or documents"
        )
    if files:
        result.looked_at.append(
            f"{path.resolve().name}: {len(files):,} document{'s' if len(files) != 1 else ''}"
        )
    yield from scan_documents(files, path, path.resolve().name, report)


def _scan_file(
    path: Path, request: Request, now: dt.datetime, result: Scan, report: Report
) -> Iterator[Candidate]:
    """A file is what its content says, whatever it is called."""
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise StarlError(
            f"is {size / 1e6:.0f} MB; an export is at most {_MOST_BYTES // 1_000_000} MB. Export less of it"
        )
    data = path.read_bytes()
    head = data[:_SNIFFED].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if head[:15].upper() == "BEGIN:VCALENDAR":
        from starl.inventory.calendars import scan_calendar

        found = list(scan_calendar(data))
        result.looked_at.append(f"{path.name}: a calendar")
        yield from found
        return
    from starl.inventory.documents import is_document, scan_documents
    from starl.inventory.issues import is_jira, read_issues, scan_issues

    if (head[:1] in ("[", "{") and not is_document(path.name)) or is_jira(head):
        issues = read_issues(data.decode("utf-8", "replace"))
        result.looked_at.append(f"{path.name}: {len(issues):,} issue{'s' if len(issues) != 1 else ''}")
        yield from scan_issues(issues, request.person, now.date())
    elif is_document(path.name):
        result.looked_at.append(f"{path.name}: a document")
        yield from scan_documents([path], path, path.resolve().parent.name, report)
    else:
        raise StarlError(
            "is nothing that starl knows: no calendar, no GitHub, GitLab or Jira export, no document"
        )
