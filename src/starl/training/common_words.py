"""The words that many people use: `python -m starl.training.common_words` writes content/common_words.txt anew.

Redaction and the second opinion need to know whether a word with a capital letter could be an ordinary one.
"""

from __future__ import annotations

import re
from collections import defaultdict

from starl.coach.people import AMBIGUOUS, FIRST_NAMES
from starl.content import content_path
from starl.training.corpus import split

_AUTHORS = 2
"""So many wrote it in lower case, or it is left out: what one person alone says may be a name."""
_WIDTH = 118
_WORD = re.compile(r"(?<![\w.@/-])[a-z]+(?:'[a-z]+)?(?![\w@/-]|\.\w)")
_HEAD = "# Words that several authors of corpus/, or the other files here, use in lower case. Made by `python -m starl.training.common_words`.\n"


def common_words() -> list[str]:
    """The words, in order; no first names but those that are words as well."""
    authors: dict[str, set[str]] = defaultdict(set)
    for answer in split()["train"]:
        for word in set(_WORD.findall(answer.text.replace("’", "'"))):
            authors[word.removesuffix("'s")].add(answer.author)
    for file in sorted(content_path("").rglob("*")):
        if file.suffix in (".toml", ".md"):
            for word in set(_WORD.findall(file.read_text(encoding="utf-8").replace("’", "'"))):
                authors[word.removesuffix("'s")] |= {"starl", "content"}
    return sorted(
        word
        for word, who in authors.items()
        if len(who) >= _AUTHORS and (word not in FIRST_NAMES or word in AMBIGUOUS)
    )


def main() -> None:
    """Writes the file."""
    lines, line = [], ""
    for word in common_words():
        if len(line) + len(word) + 1 > _WIDTH:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    content_path("common_words.txt").write_text(_HEAD + "\n".join([*lines, line]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
