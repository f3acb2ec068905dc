"""Fragments of patterns that several rules share, as alternatives in RE2 syntax."""

from __future__ import annotations

from functools import lru_cache

from starl.text.lazy import Phrases

OTHERS = (
    r"(?:they|he|she|nobody|no one|someone(?: else)?|somebody(?: else)?|everyone(?: else)?|people|"
    r"(?:the|our|my|his|her|their|another|one of (?:the|our|my)|some|other|this|that|a) "
    r"(?:(?:new|old|other|senior|junior|lead|previous|former|remote|offshore|product|project|marketing|sales|"
    r"infra|infrastructure|security|platform|network|frontend|front-end|backend|back-end|data|database|cloud|"
    r"hosting|design|legal|finance|hr|support|ops|operations|external|third-party|release|engineering|qa|test|"
    r"testing|business|so-called|entire|whole|other) )?"
    r"(?:team(?:mates?| members?)?|teams|manager|managers|boss|lead|leads|tech lead|cto|ceo|vp|director|vendor|"
    r"vendors|supplier|contractor|contractors|client|clients|customer|customers|users?|colleagues?|coworkers?|"
    r"co-workers?|partner|guy|guys|girl|person|people|developers?|devs?|engineers?|testers?|dbas?|admins?|"
    r"sysadmins?|intern|interns|juniors?|reviewers?|architects?|designers?|analysts?|pm|pms|po|product owner|"
    r"product manager|project manager|management|leadership|department|company|organi[sz]ation|agency|provider|"
    r"hosting company|qa|ops|operations|hr|support|marketing|sales|stakeholders?|professor|teacher|instructor|"
    r"supervisor|predecessor|startup)|qa|ops|devops|management|leadership|marketing|sales|legal|hr|product)"
)
"""Somebody other than the speaker, as a subject."""

_NOT_DONE = (
    r"didn't|did not|hadn't|had not|should have|should've|shouldn't have|could have|forgot|forgotten|missed|"
    r"skipped|ignored|assumed|overlooked|underestimated|overestimated|misread|misjudged|misunderstood|rushed|"
    r"trusted|neglected"
)
"""What somebody left undone or took wrongly for granted, behind a subject."""

OWN_PART = Phrases(
    r"\b(?:i (?:\w+ly |just |still |also |never |had |have |simply |even |then )?"
    rf"(?:{_NOT_DONE}|"
    r"don't|couldn't|wasn't|was not|could've|failed|chose|decided|broke|deleted|dropped|pushed|shipped|merged|"
    r"deployed|approved|signed|believed|thought|figured|agreed|promised|guessed|delayed|postponed|put off|"
    r"kept (?:quiet|it|going)|said nothing|let|left|relied|introduced|caused|wrote|picked|took|made (?:a|the) "
    r"(?:mistake|call|error|decision|choice)|never (?:asked|checked|tested|told|wrote|read|ran|looked)|was wrong|"
    r"was the one|was too|got (?:it|that) wrong|messed|screwed|botched|blew|own|owned|take responsibility|"
    r"took responsibility|blame myself)"
    r"|(?:my|mine) (?:own )?(?:fault|mistake|error|bad|responsibility|decision|choice|oversight|part|call|job|bug|"
    r"assumption|doing|failure|script|code|change|commit|config)"
    r"|(?:that|this|it|part)(?:'s| is| was| of (?:it|that) (?:is|was)) (?:entirely |all |partly |really |mostly |also )?"
    r"(?:on me|my (?:fault|mistake|doing|decision|call)|mine)|fault (?:is|was) mine|blame (?:is|was) mine)\b"
)
"""The speaker names a part of their own. For one sentence at a time."""

OMISSION = Phrases(
    rf"\b(?:i (?:\w+ly |just |still |also |simply |even |had )?(?:{_NOT_DONE}|never|failed to)\b"
    r"|(?:my|mine) (?:own )?(?:fault|mistake|error|oversight|doing|responsibility)\b)"
)
"""The speaker left something undone, took something wrongly for granted, or calls it their own. For one sentence at a time."""

NEGATIVE = r"(?:didn't|did not|doesn't|don't|wouldn't|would not|couldn't|could not|hadn't|had not|never|wasn't|weren't|failed to|forgot to|refused to|neglected to)"
"""What somebody left undone."""


@lru_cache(maxsize=1024)
def own_part(plain: str) -> bool:
    """Whether this lower-case sentence names the speaker's own part.

    >>> own_part("qa missed it, but i had signed it off")
    True
    """
    return OWN_PART.occur(plain)


@lru_cache(maxsize=1024)
def omission(plain: str) -> bool:
    """Whether in this lower-case sentence the speaker left something undone, or took it wrongly for granted.

    >>> omission("i had not looked at the second currency"), omission("i wrote the importer")
    (True, False)
    """
    return OMISSION.occur(plain)
