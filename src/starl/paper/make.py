"""From stories to a file: which papers there are, and which formats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from starl.errors import StarlError
from starl.model.story_record import StoryRecord
from starl.paper.blocks import Paper
from starl.paper.compose import Sheet, pack_paper, sheet_paper, stories_paper
from starl.paper.gather import Judge, Told, gather, sheet_of
from starl.practice.portfolio import Overview, overview
from starl.store.store import Store

SHEET = 3
"""Stories on a cheat sheet at most, so that it stays one page that can be read."""


class Form(StrEnum):
    """A format."""

    MD = "md"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    JSON = "json"
    ANKI = "anki"


class Layout(StrEnum):
    """A paper."""

    STORIES = "stories"
    SHEET = "sheet"
    PACK = "pack"


ENDINGS = {form: f".{form.value}" for form in Form} | {Form.ANKI: ".apkg"}
MEDIA = {
    Form.MD: "text/markdown; charset=utf-8",
    Form.HTML: "text/html; charset=utf-8",
    Form.PDF: "application/pdf",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.JSON: "application/json",
    Form.ANKI: "application/octet-stream",
}
_NAMED = 20
"""Characters that are named at most."""
EXTRA = (Form.PDF, Form.DOCX, Form.ANKI)
"""Formats that need the extra `starl[files]`."""


class Made(NamedTuple):
    """A finished file."""

    name: str
    """What to call it."""
    data: bytes
    missing: tuple[str, ...] = ()
    """Characters that could not be set in it."""

    @property
    def remark(self) -> str | None:
        """What there is to say of these, with the first of them; None where there are none."""
        if not self.missing:
            return None
        signs = " ".join(self.missing[:_NAMED]) + (" …" if len(self.missing) > _NAMED else "")
        return f"The fonts of the PDF do not have: {signs}. A □ stands in their place;"


def make(
    store: Store,
    records: Sequence[StoryRecord],
    form: Form,
    layout: Layout,
    now: dt.datetime,
    *,
    whole: bool = False,
    found: Overview | None = None,
    judge: Judge | None = None,
) -> Made:
    """The file of these stories.

    now: with the person's time zone. whole: that they are meant as all there is, so that a deck has lessons and questions
    too. found, judge: the portfolio and the reports, where the caller keeps them. Raises StarlError for no story, for a
    layout that the format does not know, and where the extra is missing.
    """
    if not records:
        raise StarlError("there is no story to export yet; starl story new TITLE starts one")
    if form in (Form.JSON, Form.ANKI) and layout is not Layout.STORIES:
        raise StarlError(
            f"a {layout.value} is for reading: --to md, html, pdf or docx; {form.value} takes whole stories"
        )
    if layout is Layout.SHEET and len(records) > SHEET:
        raise StarlError(
            f"a cheat sheet has room for {SHEET} stories, and these are {len(records)}; name fewer"
        )
    asks = layout is not Layout.STORIES or form in (Form.JSON, Form.ANKI)
    if asks and found is None:
        found = overview(store, now, judge=judge)
    told = [gather(store, record, found, judge) for record in records]
    name = _name(told, layout) + ENDINGS[form]
    if form is Form.JSON:
        from starl.paper.as_json import stories_json

        return Made(name, stories_json(told).encode())
    if form is Form.ANKI:
        from starl.paper.as_anki import as_anki, notes_of

        return Made(name, as_anki(list(notes_of(store, told, found if whole else None)), now))
    if form is Form.MD and layout is Layout.STORIES and len(told) == 1:
        return Made(name, told[0].story.text.encode())
    return _set(name, _paper(layout, told, found), form, now)


def _set(name: str, paper: Paper, form: Form, now: dt.datetime) -> Made:
    if form is Form.PDF:
        from starl.paper.as_pdf import as_pdf

        return Made(name, *as_pdf(paper, now))
    if form is Form.DOCX:
        from starl.paper.as_docx import as_docx

        return Made(name, as_docx(paper, now))
    if form is Form.HTML:
        from starl.paper.as_html import as_html

        return Made(name, as_html(paper).encode())
    from starl.paper.as_markdown import as_markdown

    return Made(name, as_markdown(paper).encode())


def _paper(layout: Layout, told: Sequence[Told], found: Overview | None) -> Paper:
    if layout is Layout.SHEET and found is not None:
        return sheet_paper([Sheet(*row) for row in zip(sheet_of(found, told), told, strict=True)])
    return pack_paper(told) if layout is Layout.PACK else stories_paper(told)


def _name(told: Sequence[Told], layout: Layout) -> str:
    one = told[0].record.slug if len(told) == 1 else None
    if layout is Layout.SHEET:
        return f"cheat-sheet-{one}" if one else "cheat-sheet"
    if layout is Layout.PACK:
        return f"review-pack-{one}" if one else "review-pack"
    return one or "stories"
