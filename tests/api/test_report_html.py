"""A report in a notebook: in a real browser, on a white and a black page, with a text that means harm."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl import check

ROOT = Path(__file__).parents[2]
DRAFT = (ROOT / "docs/stories/first-draft.md").read_text(encoding="utf-8")
HARM = "</div><script>alert(1)</script><img src=http://x onerror=alert(1)> They broke it, it was their fault. \"'&"


class _Tags(HTMLParser):
    """The tags, and the text in the box of the story."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.text: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if ("class", "text") in attrs:
            self._depth = 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self._depth = 0

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.text.append(data)


def _read(text: str) -> _Tags:
    tags = _Tags()
    tags.feed(check(text)._repr_html_())
    return tags


@pytest.mark.parametrize("text", [DRAFT, HARM, "", DRAFT + HARM])
def test_it_has_the_whole_text_and_only_our_tags(text: str) -> None:
    found = _read(text)
    assert "".join(found.text) == text
    assert found.tags <= {"style", "section", "p", "strong", "div", "span", "i", "ul", "li", "u"}
    assert found.names <= {"class", "style", "title", "aria-label", "aria-hidden"}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")))
def test_any_text_comes_through_unchanged(text: str) -> None:
    assert "".join(_read(text).text) == text


def test_what_a_warning_points_at_is_underlined() -> None:
    report = check(DRAFT)
    page = report._repr_html_()
    found = re.findall(r'<u class="(\w+)" title="([^"]*)">', page)
    told = [item for item in report.findings if item.severity.value != "info"]
    assert told
    assert {item.code for item in told} == set(
        re.findall(r"\b[A-Z]\d{3}\b", " ".join(title for _, title in found))
    )
