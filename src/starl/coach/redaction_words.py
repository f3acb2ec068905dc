"""Words that are no names: ordinary ones and those made of them, tools, acronyms."""

from __future__ import annotations

from functools import cache

from starl.coach.people import FIRST_NAMES
from starl.content import content_text

_ENDINGS_TEXT = (
    "ing ed es s ly ion ation ment ness ity ency ancy ence ance able ible less cy ful al ive ous ism"
)
_ENDINGS = tuple(_ENDINGS_TEXT.split())
"""What makes another ordinary word of one. Not `er`: Baker and Miller are names."""
_ALSO_NAMES = ("ing", "ed", "es", "s", "ly", "al", "ion")
"""Endings that names have as well: Manning, Jared, Phillips, Grammarly."""
_STEM = 4
"""Letters of a word that another one is made of, at least; one fewer before `ing` and `ed`."""


@cache
def common_words() -> frozenset[str]:
    """The words that many people use, in lower case."""
    return _listed("common_words.txt")


@cache
def known_words() -> frozenset[str]:
    """Words that may have a capital letter and are no names of ours."""
    return _listed("known_names.txt") | {word for word in _listed("jargon.txt") if len(word) > 2}


@cache
def acronyms() -> frozenset[str]:
    """Words in capital letters that name no firm, in lower case."""
    return _listed("acronyms.txt") - _FIRMS


_FIRMS_TEXT = "ibm sap bmw amd hp ing dhl ups bbc nasa kpmg ey pwc att vmware cern who un nhs fbi irs"
_FIRMS = frozenset(_FIRMS_TEXT.split())


@cache
def _listed(name: str) -> frozenset[str]:
    lines = content_text(name).splitlines()
    return frozenset(word.lower() for line in lines if not line.startswith("#") for word in line.split())


def ordinary(low: str) -> bool:
    """Whether a word in lower case is one that many people use, in one of its forms."""
    low = low.replace("’", "'")
    return any(form in common_words() for form in (low, low.removesuffix("s"), low.removesuffix("'s")))


def derived(low: str, acts: bool) -> bool:
    """Whether a word in lower case is made of an ordinary one: `blaming`, `completion`, `unselected`.

    acts: whether it is followed by what somebody does, so that `Manning told` is a person.
    """
    if low in FIRST_NAMES:
        return False
    for ending in _ENDINGS:
        stem = low.removesuffix(ending)
        least = _STEM - (ending in ("ing", "ed"))
        if stem == low or len(stem) < least or (acts and ending in _ALSO_NAMES):
            continue
        halved = stem[:-1] if stem[-1] == stem[-2] else stem
        forms = (stem, f"{stem}e", f"{stem}y", f"{stem}t", halved, f"{stem.removesuffix('i')}y")
        if any(form in common_words() for form in forms) or stem in _stems():
            return True
    return any(
        low.startswith(prefix) and len(low) - len(prefix) >= _STEM and ordinary(low.removeprefix(prefix))
        for prefix in ("un", "re", "mis", "non", "over", "pre")
    )


@cache
def _stems() -> frozenset[str]:
    """What is left of common words without their endings, where that is long enough to tell: `select` of `selected`."""
    stems = (
        word.removesuffix(ending) for word in common_words() for ending in _ENDINGS if word.endswith(ending)
    )
    return frozenset(stem for stem in stems if len(stem) >= _STEM)


def technical(low: str) -> bool:
    """Whether a word in lower case names a language, a system or a tool, and nothing else."""
    return low in _tools()


@cache
def _tools() -> frozenset[str]:
    """The part of known_names.txt about languages, systems and tools."""
    part = content_text("known_names.txt").partition("# Languages, systems, tools\n")[2].partition("\n#")[0]
    return frozenset(part.split())
