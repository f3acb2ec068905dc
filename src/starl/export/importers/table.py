"""CSV: one row, one entry. The columns are known by their headings."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator

from starl.errors import StarlError
from starl.export.importers.dates import DateReader, Day
from starl.export.importers.draft import Draft, Found, key_of, tags_in, tags_of
from starl.export.remark import Remark
from starl.store.words import fold

KIND = "csv"
_HEADINGS = {
    "date": "date when day happened timestamp datetime created createdat creationdate dateoffailure",
    "at": "time hour",
    "title": "title subject headline name failure event summary",
    "text": "text body note notes entry description content whathappened challenge details story",
    "mistake": "mistake mymistake error whatwentwrong wrong",
    "lesson": "lesson lessons learning learnings lessonlearned lessonslearned takeaway takeaways whatilearned",
    "cause": "cause rootcause reason",
    "tags": "tags tag labels label category categories keywords",
    "mood": "mood feeling",
    "project": "project team repository repo",
}
_FIELD = {name: field for field, names in _HEADINGS.items() for name in names.split()}
_DELIMITERS = ",;\t|"
_LONGEST = 10_000_000
"""Longest cell, in code points."""
_LONGEST_HEADING = 10_000
"""Longest first line of a table, in code points."""


def delimiter_of(heading: str) -> str:
    """What stands between the columns: that which makes the most headings known."""
    return max(
        _DELIMITERS,
        key=lambda mark: (len(_headings(heading, mark)), heading.count(mark)),
    )


def knows(heading: str) -> bool:
    """Whether this first line is that of a table that can be taken in."""
    columns = _headings(heading, delimiter_of(heading))
    return "date" in columns and bool(columns.keys() & {"text", "title", "mistake"})


def dates_in(lines: Iterable[str], heading: str) -> Iterator[str]:
    """What the column of dates says; ends at the first row that is no CSV."""
    for _, cells in _rows(lines, heading, ""):
        if isinstance(cells, dict) and "date" in cells:
            yield cells["date"]


def parse(lines: Iterable[str], heading: str, path: str, dates: DateReader) -> Iterator[Found]:
    """The entries of a table. lines: those after the heading.

    Raises StarlError for a heading without a date, or without anything that says what happened.
    """
    if not knows(heading):
        raise StarlError(
            "line 1: the headings should name a date and what happened, such as `date,text,mistake,lesson,tags`; "
            f"here they are: {heading.strip():.120}"
        )
    for line, cells in _rows(lines, heading, path):
        yield cells if isinstance(cells, Remark) else _entry(cells, path, line, dates)


def _headings(heading: str, mark: str) -> dict[str, int]:
    """Where each field stands, by the first line; nowhere where that is too long to be one."""
    if len(heading) > _LONGEST_HEADING:
        return {}
    return _columns(next(csv.reader([heading], delimiter=mark), []))


def _columns(names: list[str]) -> dict[str, int]:
    """Where each field stands; of two headings for one, the first counts."""
    found: dict[str, int] = {}
    for at, name in enumerate(names):
        field = _FIELD.get("".join(filter(str.isalnum, fold(name))))
        if field and field not in found:
            found[field] = at
    return found


def _rows(lines: Iterable[str], heading: str, path: str) -> Iterator[tuple[int, dict[str, str] | Remark]]:
    """The known cells of each row that has any, and the line where it begins."""
    csv.field_size_limit(_LONGEST)
    mark = delimiter_of(heading)
    columns = _headings(heading, mark)
    reader = csv.reader(iter(lines), delimiter=mark)
    line = 2
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, Remark(path, line, f"is no CSV ({error}); what follows was left out")
            return
        if any(cell.strip() for cell in row):
            yield line, {field: row[at].strip() for field, at in columns.items() if at < len(row)}
        line = reader.line_num + 2


def _entry(cells: dict[str, str], path: str, line: int, dates: DateReader) -> Found:
    said = cells.get("date", "")
    day = dates.read(said)
    if day is None:
        why = f"has the date '{said:.40}', which cannot be read" if said else "has no date"
        return Remark(path, line, f"{why}, and was left out")
    text = "\n\n".join(filter(None, (cells.get("title"), cells.get("text")))) or cells.get("mistake", "")
    mistake, lesson = cells.get("mistake") or None, cells.get("lesson") or None
    return Draft(
        path,
        line,
        key_of(day.date, day.at, text, mistake, lesson),
        day.date,
        text.replace("\r\n", "\n"),
        day.at or _time(cells.get("at", ""), dates, day),
        mistake,
        lesson,
        cells.get("cause") or None,
        tags=tuple(dict.fromkeys((*tags_of(cells.get("tags")), *tags_in(text)))),
        mood=cells.get("mood") or None,
        project=cells.get("project") or None,
    )


def _time(said: str, dates: DateReader, day: Day) -> dt.time | None:
    found = dates.read(f"{day.date.isoformat()} {said}") if said else None
    return found.at if found else None
