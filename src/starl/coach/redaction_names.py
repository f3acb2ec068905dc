"""Names of people, companies and products in texts that may or may not care for capital letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from starl.coach.people import AMBIGUOUS, FIRST_NAMES
from starl.coach.redaction_kinds import Found, Kind
from starl.coach.redaction_words import acronyms, common_words, derived, known_words, ordinary
from starl.model.story import Span
from starl.text.lazy import lazy

_TOKEN = lazy(r"[^\W_]+(?:['’&.\-][^\W_]+)*")
_JOINT = lazy(
    r" |-| & | (?:of|de|da|del|della|di|van|von|der|den|la|le|el|al|bin|ibn|y|e|du|dos)(?: (?:la|der|den|los))? "
)
_TITLE = lazy(r"(?i)\b(?:mr|mrs|ms|miss|dr|prof|herr|frau|sir|madam)\.? $")
_OPENS = lazy(r"(?:^|[.!?…:\n\"“”(\[{*>|#]|[\-–—•\]]|\d[.)]|\s\s)[\s\"'“‘(*_\-–—•>#\[]*$")
_EMPLOYER = lazy(
    r"(?i)\b(?:at|joined|joining|left|leaving|for|with|client|customer|vendor|supplier|agency|employer|company|startup|firm|partner|"
    r"called|named)(?: (?:called|named|was|is))?,? (?:the )?[\"“'‘]?$"
)
_CODE = lazy(r"[PQSTVH]\d{1,4}")
"""`P1`, `Q3`: how urgent, which quarter, which shelf, and no name."""
_DOES = lazy(
    r"['’]s \w| (?:[a-z]+ed|said|told|was|had|has|did|knew|came|went|wrote|saw|left|ran|took|gave|and I)\b"
)
"""What stands behind a name that is a word as well, at the beginning of a sentence."""
_CALLED = lazy(
    r"\b(?:(?:work|works|worked|working|job|intern|interned|start|started|was|am|be|role|engineer|developer|contractor|consultant) at|joined|"
    r"(?:client|customer|vendor|supplier|agency|employer|company|startup|firm|product|project|system|colleague|boss|manager|engineer|guy|"
    r"woman|man|person|partner)(?: was| is)? (?:called|named)) $"
)
"""What stands before a name in speech without capitals."""
_SUFFIX_TEXT = """
    gmbh ag inc ltd llc plc corp corporation co kg se sa bv nv ab oy as spa srl pty pvt llp limited incorporated group holding
    holdings bank insurance logistics systems solutions software technologies labs studios consulting partners industries
    airlines airways energy foods pharma hospital clinic university college institute school agency media telecom mobile
    motors health finance capital ventures retail stores
"""
_SUFFIX = frozenset(_SUFFIX_TEXT.split())
"""How companies' names end."""
_OPENERS_TEXT = """
    a an the this that these those my our your his her its their i we you he she it they who what when where why how which
    in on at by for from to of with without within after before during since until till while because as if though although
    but and or so yet nor then now there here once one two three no not yes well okay ok also just still even only
    another any all both each every some most many few more less such same other dear hi hello hey thanks sorry
    luckily eventually finally initially later meanwhile however instead today yesterday tomorrow tonight
    last next first second third about around over under between against through despite besides everybody nobody everyone
    everything nothing something somebody let please did do does was were is are had has have could would should can will
    unfortunately fortunately owing despite considering regarding concerning
    asked told said met called when whenever told blame ask tell
"""
_OPENERS = frozenset(_OPENERS_TEXT.split())
"""Words that begin a sentence and are no part of the name behind them."""
_MAY_NAME_TEXT = (
    "next last first second third today tomorrow yesterday tonight dear well once over under please"
)
_NEVER_NAMES = _OPENERS - set(_MAY_NAME_TEXT.split()) - FIRST_NAMES - AMBIGUOUS
"""Words that name nothing, wherever they have a capital letter."""
_CAPITAL_BEFORE = lazy(r"\b[A-Z][\w'’]* $")
_CAPITAL_BEHIND = lazy(r" ([A-Z][^\W\d_]+)")
_HEADING = lazy(r"[ \t]*#{1,6}[ \t][^\n]*$")
_IDENTIFIER = lazy(r"\w+(?:[.\-/]\w+)*")
_PIECE = lazy(r"[A-Z]+(?![a-z])|[A-ZÀ-Þ]?[a-zß-ÿ]+|[^\W\d_]+")


class _Token(NamedTuple):
    start: int
    end: int
    written: str

    @property
    def low(self) -> str:
        return self.written.lower()


class Names:
    """The names in some texts, once each text is known: who is named in one is found in all."""

    def __init__(self, texts: Sequence[str], taken: Sequence[Sequence[Found]]) -> None:
        self._groups: list[tuple[Kind, frozenset[str]]] = []
        self._given: dict[str, int] = {}
        self.found: list[list[Found]] = []
        """The names of each text."""
        covered = [[item.span for item in spans if item.kind is not Kind.NAME] for spans in taken]
        first = [
            _outside([*_capitals(text), *_spoken(text)], spans)
            for text, spans in zip(texts, covered, strict=True)
        ]
        marked = [[item for item in spans if item.kind is Kind.NAME] for spans in taken]
        surfaces: dict[str, Kind] = {}
        for text, spans, more in zip(texts, first, marked, strict=True):
            for item in (*more, *spans):
                name = text[item.span.start : item.span.end]
                surfaces[name] = _surer(surfaces.get(name), item.kind)
        pieces = {low for name in surfaces for low in name_parts(name) if len(low) > 1}
        for text, spans, gone in zip(texts, first, covered, strict=True):
            again = [*spans, *_outside(_again(text, pieces), gone)]
            self.found.append(again)
            for item in again:
                name = text[item.span.start : item.span.end]
                surfaces[name] = _surer(surfaces.get(name), item.kind)
        for name, kind in sorted(surfaces.items(), key=lambda item: (-len(name_parts(item[0])), item[0])):
            self._place(name, kind)
        for spans, text in zip(self.found, texts, strict=True):
            for at, item in enumerate(spans):
                kind = self._kind(text[item.span.start : item.span.end])
                spans[at] = Found(item.span, kind)

    def same(self, name: str) -> str:
        """A key that is the same for all names of one person, or one company."""
        parts = frozenset(name_parts(name))
        at = self._given.get(name.casefold())
        if at is None:
            at = next(
                (number for number, (_, known) in enumerate(self._groups) if parts and parts <= known), None
            )
        return f"name:{at}" if at is not None else f"other:{name.casefold()}"

    def _place(self, name: str, kind: Kind) -> None:
        parts = frozenset(name_parts(name))
        near = [number for number, (_, known) in enumerate(self._groups) if parts and parts <= known]
        if len(near) == 1 or (near and self._groups[near[0]][1] == parts):
            at = near[0]
        else:
            self._groups.append((kind, parts))
            at = len(self._groups) - 1
        if self._groups[at][0] is Kind.NAME and kind is not Kind.NAME:
            self._groups[at] = (kind, self._groups[at][1])
        self._given[name.casefold()] = at

    def _kind(self, name: str) -> Kind:
        return self._groups[self._given[name.casefold()]][0]


def _surer(known: Kind | None, kind: Kind) -> Kind:
    return kind if known is None or known is Kind.NAME else known


def _outside(found: Iterable[Found], spans: Sequence[Span]) -> list[Found]:
    """Those that touch none of the spans."""
    return [
        item
        for item in found
        if not any(item.span.start < span.end and span.start < item.span.end for span in spans)
    ]


def name_parts(name: str) -> list[str]:
    """The words of a name in lower case, without what many names have, such as `Ltd` and `van`."""
    if "_" in name or "/" in name:
        return [name.lower()]
    words = [match[0].lower() for match in _TOKEN.finditer(name)]
    return [word for word in words if word not in _SUFFIX and word not in _PARTICLES] or words


_PARTICLES_TEXT = "mr mrs ms miss dr prof of de da del di van von der den la le el the"
_PARTICLES = frozenset(_PARTICLES_TEXT.split())


def _capitals(text: str) -> Iterator[Found]:
    """Words with a capital letter that are neither ordinary at the beginning of a sentence nor known."""
    run: list[_Token] = []
    for token in _tokens(text):
        if run and not _JOINT.fullmatch(text[run[-1].end : token.start]):
            yield from _named(text, run)
            run = []
        if _is_name(text, token, bool(run)):
            if not run and (lead := _lead(text, token)):
                run.append(lead)
            run.append(token)
        elif run:
            yield from _named(text, run)
            run = []
    if run:
        yield from _named(text, run)


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        written = match[0]
        for ending in ("'s", "’s", "'S", "’S"):
            written = written.removesuffix(ending)
        yield _Token(match.start(), match.start() + len(written), written)


def _is_name(text: str, token: _Token, follows: bool) -> bool:
    written, low = token.written, token.low
    if not any(char.isupper() for char in written):
        return False
    before = text[max(0, token.start - 40) : token.start]
    known = (
        low in known_words() or low.removesuffix("s") in known_words() or _CODE.fullmatch(written) is not None
    )
    if sum(char.isupper() for char in written) > 1:
        known = known or low in acronyms() or low.removesuffix("s") in acronyms()
    if written.isupper() and len(written) > 1 and low in common_words() and low not in _SUFFIX:
        return False
    if known:
        return (follows and low in _SUFFIX) or bool(_CALLED.search(before.lower()))
    if len(written) == 1:
        return follows
    pieces = [piece for piece in re.split(r"[.\-&'’]", low) if piece]
    if len(pieces) > 1 and all(piece in known_words() or piece in common_words() for piece in pieces):
        return not (_OPENS.search(before) or any(piece in known_words() for piece in pieces))
    if _TITLE.search(before):
        return True
    if low in AMBIGUOUS and written[0].isupper() and _acts(text, token):
        return True
    if low in _NEVER_NAMES and not follows and not _CAPITAL_BEFORE.search(before):
        return False
    opens = _OPENS.search(before) or _HEADING.match(text[text.rfind("\n", 0, token.start) + 1 : token.start])
    if written[0].isupper() and opens and not follows:
        return not ordinary(low) and (_has_surname(text, token) or not derived(low, _acts(text, token)))
    return written[0].isupper() or not ordinary(low)


def _acts(text: str, token: _Token) -> bool:
    return bool(_DOES.match(text[token.end : token.end + 20]))


def _has_surname(text: str, token: _Token) -> bool:
    """Whether a word with a capital letter follows that is no ordinary one, as in `Aisling Brody`."""
    match = _CAPITAL_BEHIND.match(text, token.end)
    return match is not None and not ordinary(match[1].lower()) and match[1].lower() not in FIRST_NAMES


def _lead(text: str, token: _Token) -> _Token | None:
    """The word before a name where it is the beginning of it: `Bright` in `Bright Horizon` at the start of a sentence."""
    match = re.search(r"[^\W\d_]+(?= $)", text[max(0, token.start - 30) : token.start])
    if match is None or not match[0][0].isupper() or token.low in FIRST_NAMES:
        return None
    low = match[0].lower()
    if low in _OPENERS or low in known_words() or low.endswith(("ly", "ed", "ing")):
        return None
    start = max(0, token.start - 30) + match.start()
    return _Token(start, start + len(match[0]), match[0])


def _named(text: str, run: list[_Token]) -> Iterator[Found]:
    span = Span(run[0].start, run[-1].end)
    lows = [token.low for token in run]
    before = text[max(0, span.start - 40) : span.start]
    if lows[-1] in _SUFFIX and len(run) > 1:
        kind = Kind.COMPANY
    elif _is_first_name(lows[0]) or _TITLE.search(before):
        kind = Kind.PERSON
    elif _EMPLOYER.search(before):
        kind = Kind.COMPANY
    else:
        kind = Kind.NAME
    yield Found(span, kind)


def _is_first_name(low: str) -> bool:
    """Whether this is a common first name, with or without its accents."""
    if low.isascii():
        return low in FIRST_NAMES
    plain = unicodedata.normalize("NFD", low)
    return "".join(char for char in plain if not unicodedata.combining(char)) in FIRST_NAMES


def _spoken(text: str) -> Iterator[Found]:
    """First names in lower case with the surname behind them, and what is said to be called something."""
    tokens = list(_tokens(text))
    for at, token in enumerate(tokens):
        if not token.written.islower():
            continue
        low = token.low
        if low in FIRST_NAMES and low not in AMBIGUOUS:
            end = token.end
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            if after and text[end : after.start] == " " and after.written.islower() and _strange(after.low):
                end = after.end
            yield Found(Span(token.start, end), Kind.PERSON)
        elif _strange(low) and _CALLED.search(text[max(0, token.start - 40) : token.start].lower()):
            yield Found(Span(token.start, token.end), Kind.COMPANY)


def _strange(low: str) -> bool:
    return len(low) > 2 and low.isalpha() and not ordinary(low) and low not in known_words()


def _again(text: str, names: set[str]) -> Iterator[Found]:
    """Every other place of a name's words, also as a piece of an identifier: `acme_api`, `AcmePortal`."""
    for match in _IDENTIFIER.finditer(text):
        found = match[0]
        pieces = [piece for piece in _PIECE.findall(found) if piece.lower() in names]
        if not pieces and found.lower() not in names:
            continue
        whole = pieces and len(pieces[0]) == len(found)
        shown = any(piece[0].isupper() or not _ordinary(piece.lower()) for piece in pieces or [found])
        if shown and not (
            whole
            and _ordinary(found.lower())
            and _OPENS.search(text[max(0, match.start() - 40) : match.start()])
        ):
            yield Found(Span(*match.span()), Kind.NAME)


def _ordinary(low: str) -> bool:
    return low in common_words() or low in AMBIGUOUS or low in known_words()
