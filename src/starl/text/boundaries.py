"""Where sentences begin in speech without full stops, by the words on both sides of each gap."""

from __future__ import annotations

import json
from functools import cache

from starl.content import content_text
from starl.text.lazy import lazy

TOKEN = lazy(r"[^\W_]+(?:['\-/][^\W_]+)*|,")
FEWEST = 4
"""No sentence that is cut out of speech has fewer words."""
LONGEST = 30
"""A longer one is cut once more, at its likeliest gap."""


@cache
def _weights() -> dict[str, float]:
    data: dict[str, float] = json.loads(content_text("boundaries.json"))
    return data


def clues(tokens: list[str], at: int) -> tuple[str, str, str, str, str, str]:
    """What speaks for or against a new sentence before token `at` (not a comma), which is at least 1."""
    comma = tokens[at - 1] == ","
    before = tokens[at - 2] if comma and at > 1 else tokens[at - 1]
    here = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else "$"
    earlier = tokens[at - 2] if not comma and at > 1 else "^"
    return (
        f"<{before}",
        f">{here}",
        f">{here} {after}",
        f"<{before}>{here}",
        f"<{earlier} {before}",
        f",>{here}" if comma else "-",
    )


def cuts(plain: str, start: int, end: int) -> list[int]:
    """The offsets in `plain[start:end]` before which a new sentence begins, in order. Linear in the length."""
    weights = _weights()
    get, base = weights.get, weights["#"]
    found = [(match[0], match.start()) for match in TOKEN.finditer(plain, start, end)]
    tokens = [token for token, _ in found]
    odds = [-99.0] * len(tokens)
    for at in range(1, len(tokens)):
        if tokens[at] != ",":
            a, b, c, d, e, f = clues(tokens, at)
            odds[at] = (
                base + get(a, 0.0) + get(b, 0.0) + get(c, 0.0) + get(d, 0.0) + get(e, 0.0) + get(f, 0.0)
            )
    chosen: list[int] = []
    last = 0
    for at, value in enumerate(odds):
        if value > 0 and at - last >= FEWEST and len(tokens) - at >= FEWEST:
            chosen.append(at)
            last = at
        elif at - last >= LONGEST:
            best = max(range(last + FEWEST, at - FEWEST), key=odds.__getitem__)
            if odds[best] > -3:
                chosen.append(best)
                last = best
            else:
                last = at
    return [found[at][1] for at in sorted(set(chosen))]
