"""From a repository to candidates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from starl.inventory.candidate import LEAST, Candidate, Sign, clean, issue_link
from starl.inventory.git.cache import Cache, Commit
from starl.inventory.git.history import History, Report, path_hash, touched, update, update_files
from starl.inventory.git.repository import Repository, Tip, open_repository
from starl.inventory.git.signs import SIGNS
from starl.inventory.git.signs.finding import Finding
from starl.inventory.person import Person
from starl.model.journal import Evidence, Source

KIND = "git"
_MOST_SHOWN = 12
_BRANCH_COMMITS = 300


class Scanned(NamedTuple):
    """What a repository gave."""

    findings: list[Candidate]
    commits: int
    """How many commits the repository has."""
    mine: int
    """How many of them are by the persons whom the scan is about."""
    notes: list[str]


def scan_repository(path: Path, caches: Path, person: Person, now: dt.datetime, report: Report) -> Scanned:
    """The candidates of a repository, not yet merged.

    caches: the folder in which what was read is kept. Raises StarlError where git cannot read the repository.
    """
    repository = open_repository(path)
    notes = []
    if not repository.tips:
        return Scanned([], 0, 0, [f"{repository.name} has no commits yet"])
    if repository.shallow:
        notes.append(f"{repository.name} is a shallow clone: only its newest commits are there to look at")
    cache = Cache(caches / f"{repository.key}.sqlite")
    try:
        update(repository, cache, report)
        person = person.or_else(repository.identity)
        if not person.everyone and not person.names:
            notes.append(
                f"{repository.name} has no user.name or user.email; say who you are with --author, or --everyone"
            )
        authors = _authors(cache, person)
        commits = list(cache.commits(authors))
        mine = [commit for commit in commits if authors is None or commit.author in authors]
        if not mine and person.names:
            notes.append(
                f"{repository.name} has no commits by {' or '.join(person.names)}; see --author and --everyone"
            )
        update_files(repository, cache, mine, report)
        wanted = {commit.number for commit in mine}
        history = History(
            commits,
            authors,
            {number: hashes for number, hashes in cache.files() if number in wanted},
            repository.releases,
            tuple(_unmerged(repository)) if mine else (),
            int(now.timestamp()),
        )
        findings = [(sign, finding) for sign, find in SIGNS.items() for finding in find(history)]
        return Scanned(list(_candidates(repository, findings)), cache.count(), len(mine), notes)
    finally:
        cache.close()


def _authors(cache: Cache, person: Person) -> set[int] | None:
    if person.everyone:
        return None
    return {number for (name, mail), number in cache.authors.items() if person.is_called(name, mail)}


def _unmerged(repository: Repository) -> Iterator[tuple[Tip, list[str]]]:
    """The branches that the trunk does not contain, each with the commits that only it has."""
    if not repository.trunk:
        return
    without = [f"^{sha}" for sha in repository.trunk]
    for tip in repository.branches:
        own = repository.git.text(
            "rev-list", "--stdin", f"--max-count={_BRANCH_COMMITS}", given="\n".join([tip.sha, *without])
        ).split()
        if own:
            yield tip, own


def _candidates(repository: Repository, findings: list[tuple[str, Finding]]) -> Iterator[Candidate]:
    strong = [pair for pair in findings if pair[1].weight >= LEAST]
    leaning = {commit.sha for _, finding in strong if finding.links for commit in finding.commits}
    kept = [
        (sign, finding)
        for sign, finding in findings
        if finding.weight >= LEAST or any(commit.sha in leaning for commit in finding.commits)
    ]
    told = [commit for _, finding in kept for commit in finding.commits[-_MOST_SHOWN:]]
    subjects = _subjects(repository, [*told, *(finding.about for _, finding in kept if finding.about)])
    paths = _paths(repository, [finding for _, finding in kept if finding.file is not None])
    for sign, finding in kept:
        about = (paths[finding.file] if finding.file is not None else "") or (
            subjects.get(finding.about.sha, "") if finding.about else ""
        )
        commits = finding.commits[-_MOST_SHOWN:]
        yield Candidate(
            source=Source(KIND, f"{sign}:{finding.key}"),
            title=clean(finding.title + about) or "A commit without a message",
            date=day(commits[-1]),
            signs=(Sign(sign, round(finding.weight, 2), finding.reason),),
            evidence=tuple(
                Evidence("commit", commit.sha[:12], subjects.get(commit.sha, ""), day(commit))
                for commit in commits
            ),
            project=repository.name,
            links=_links(repository, finding) if finding.links else frozenset(),
        )


def _links(repository: Repository, finding: Finding) -> frozenset[str]:
    commits = {f"commit:{commit.sha[:12]}" for commit in finding.commits}
    issues = {issue for commit in finding.commits for issue in commit.marked("#")}
    series = {f"series:{finding.series}"} if finding.series else set()
    return frozenset(commits | series | {issue_link(repository.name, issue) for issue in issues})


def day(commit: Commit) -> dt.date:
    """The day on which it was written, where the author was."""
    return (dt.datetime(1970, 1, 1) + dt.timedelta(seconds=commit.at, minutes=commit.zone)).date()


def _subjects(repository: Repository, commits: Iterable[Commit]) -> dict[str, str]:
    shas = list(dict.fromkeys(commit.sha for commit in commits))
    if not shas:
        return {}
    fields = repository.git.fields(
        *(
            "log",
            "--no-walk=unsorted",
            "--stdin",
            "-z",
            "--format=%H%x00%s",
            "--encoding=UTF-8",
            "--no-patch",
        ),
        given=shas,
    )
    found = {}
    while len(pair := list(islice(fields, 2))) == 2:
        sha, subject = (field.decode("utf-8", "replace") for field in pair)
        found[sha.strip()] = clean(subject)
    return found


def _paths(repository: Repository, findings: list[Finding]) -> dict[int | None, str]:
    """The names of the files that findings are about."""
    wanted = {finding.file for finding in findings}
    shas = list(dict.fromkeys(finding.commits[-1].sha for finding in findings))
    return {
        path_hash(path): path.decode("utf-8", "replace")
        for _, paths in (touched(repository, shas) if shas else ())
        for path in paths
        if path_hash(path) in wanted
    }
