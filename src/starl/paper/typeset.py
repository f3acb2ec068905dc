"""typst, the compiler: data in, PDF out. Its fonts are the three in its wheel; those of the machine are left alone."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from starl.content import content_bytes, content_path
from starl.errors import StarlError
from starl.paper.extra import needed

STANDARD = "ua-1"
"""PDF/UA-1, the standard of PDF that a screen reader reads (ISO 14289-1); typst refuses to write what breaks it."""
_PROBE = b"""#set document(title: "x")
#set text(font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"), lang: "en")
#text(sys.inputs.data)"""
_MISSING = "could not be displayed with"
"""What the compiler says of characters that no font has."""


def paper_pdf(data: str, day: dt.datetime) -> bytes | None:
    """The paper of this JSON, or None where the fonts do not have all of it together.

    Raises StarlError where the extra is missing.
    """
    return _compiled(content_bytes("paper/paper.typ"), content_path("paper"), data, day)


@cache
def has(sign: str) -> bool:
    """Whether a font of the compiler has this character. About a millisecond for one that was not asked for before."""
    return _compiled(_PROBE, content_path("paper"), sign, dt.datetime(2000, 1, 1, tzinfo=dt.UTC)) is not None


def _compiled(template: bytes, root: Path, data: str, day: dt.datetime) -> bytes | None:
    typst: Any = needed("typst")
    compiler = typst.Compiler(
        template,
        root=root,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )
    try:
        done: bytes = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=day)
    except typst.TypstError as error:
        if _MISSING in error.message:
            return None
        raise StarlError(f"the PDF could not be set: {error.message}") from error
    except BaseException as error:
        # A fault in the compiler itself; its class has no module to import it from, and is no Exception.
        if type(error).__name__ == "PanicException":
            return None
        raise
    return done


@cache
def _fonts() -> Any:
    typst: Any = needed("typst")
    return typst.Fonts(include_system_fonts=False)
