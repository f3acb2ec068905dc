"""A paper as a Word document, with the styles of headings and lists that a word processor knows."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

from starl.paper.blocks import Block, Kind, Paper, Run, Style
from starl.paper.extra import needed

CODE = "Code"
"""The style of a block of code."""
NOTE = "Note"
DEEPEST = 3
"""The depth of lists that the styles know."""


def as_docx(paper: Paper, made: dt.datetime) -> bytes:
    """The document. made: the day on it. Raises StarlError where the extra is missing."""
    docx: Any = needed("docx")
    document = docx.Document()
    _styles(document, docx)
    _page(document, docx, paper.sheet)
    properties = document.core_properties
    properties.title, properties.language = paper.title[:255], "en"
    properties.keywords = ", ".join(paper.keywords)[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = made.replace(
        hour=0, minute=0, second=0, microsecond=0, tzinfo=None
    )
    if paper.below:
        document.add_paragraph(paper.title, style="Title")
    else:
        document.add_heading(paper.title, 1)
    if paper.subtitle:
        document.add_paragraph(paper.subtitle, style="Subtitle")
    for one in paper.body:
        _add(document, one)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _styles(document: Any, docx: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    code = document.styles.add_style(CODE, WD_STYLE_TYPE.PARAGRAPH)
    code.font.name, code.font.size = "Courier New", docx.shared.Pt(9)
    note = document.styles.add_style(NOTE, WD_STYLE_TYPE.PARAGRAPH)
    note.font.size = docx.shared.Pt(9)
    note.paragraph_format.space_before = docx.shared.Pt(24)


def _page(document: Any, docx: Any, sheet: bool) -> None:
    """A4; a sheet with narrow margins and small print, so that three stories are one page."""
    page, margin = document.sections[0], docx.shared.Mm(13 if sheet else 24)
    page.page_width, page.page_height = docx.shared.Mm(210), docx.shared.Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = margin
    if sheet:
        for name, size in (("Normal", 9), ("List Bullet", 9), ("Heading 1", 11), ("Title", 14)):
            style = document.styles[name]
            style.font.size = docx.shared.Pt(size)
            style.paragraph_format.space_after = docx.shared.Pt(1)
            style.paragraph_format.space_before = docx.shared.Pt(6 if name == "Heading 1" else 0)
            style.paragraph_format.line_spacing = 1.0


def _add(document: Any, one: Block) -> None:
    if one.kind is Kind.HEADING:
        _runs(document.add_heading(level=one.level), one.runs)
    elif one.kind is Kind.ITEM:
        depth = min(one.level, DEEPEST)
        _runs(document.add_paragraph(style="List Bullet" if depth < 2 else f"List Bullet {depth}"), one.runs)
    elif one.kind is Kind.TERM:
        line = document.add_paragraph()
        line.paragraph_format.space_after = 0
        _runs(line, (Run(f"{one.label}: ", Style.STRONG), *one.runs))
    elif one.kind is Kind.CODE:
        _runs(document.add_paragraph(style=CODE), one.runs)
    else:
        _runs(document.add_paragraph(style=NOTE if one.kind is Kind.NOTE else None), one.runs)


def _runs(paragraph: Any, runs: tuple[Run, ...]) -> None:
    for run in runs:
        added = paragraph.add_run(run.text)
        if run.style is Style.STRONG:
            added.bold = True
        elif run.style is Style.EM:
            added.italic = True
        elif run.style is Style.CODE:
            added.font.name = "Courier New"
