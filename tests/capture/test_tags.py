"""Which `#words` of a text are tags."""

from __future__ import annotations

import time

import pytest

from starl.capture.tags import joined, tags_in


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("no tag", ()),
        ("#ops at the start, #deploy, and (#data-loss).", ("ops", "deploy", "data-loss")),
        ("each once: #Ops #ops #OPS", ("Ops",)),
        ("letters of all kinds: #élan #日本 #2fa-login", ("élan", "日本", "2fa-login")),
        ("a path #team/billing- and #snake_case_", ("team/billing", "snake_case")),
        ("issue #412 and PR #1_000", ()),
        ("# Heading\n## Another #one", ("one",)),
        ("##double and \\#escaped and C#sharp and a/#path and &#39;", ()),
        ("colours #1e90ff #0af, words #bad #fade", ("bad", "fade")),
        ("https://example.org/page#part and www.example.org/#part and [x](#part)", ()),
        ("`#code` and ``a ` #code`` and `#a`#b", ("b",)),
        ("```sh\n#comment\n```\n#after", ("after",)),
        ("~~~\n#never closed", ()),
        ("text\n\n    #include <stdio.h>\n\n    - a #point", ("point",)),
        ("<!-- a #comment -->#seen", ("seen",)),
        ("a lone ` tick #seen\nand ` another", ("seen",)),
    ],
)
def test_tags_in(text: str, tags: tuple[str, ...]) -> None:
    assert tags_in(text) == tags


def test_joined_keeps_the_first_spelling() -> None:
    assert joined(["#Ops ", "data  migration"], ["OPS", "", "#", "x"]) == ("Ops", "data migration", "x")


@pytest.mark.parametrize(
    "piece", ["`", "``` ", "```\n", "](", "<!--", "a.", "#a-", "#-", "`` ", "    1", "~~\n"]
)
def test_no_text_is_slow(piece: str) -> None:
    started = time.perf_counter()
    tags_in(piece * 50_000 + " #x")
    assert time.perf_counter() - started < 2
