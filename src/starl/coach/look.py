"""What the tiers see in a text before anything is concluded from it."""

from __future__ import annotations

from typing import NamedTuple

from starl.coach.document import Document
from starl.coach.findings import find, find_all, unsilenced
from starl.coach.judgeable import no_failure, why_no_failure, why_not_readable
from starl.coach.model import Scores, shipped
from starl.coach.pitfalls import likelihoods
from starl.coach.profile import profile
from starl.coach.reader import Reader, read_with
from starl.coach.settings import Profile, Settings, shipped_settings
from starl.model.report import Finding, Level, Pitfall, Tier
from starl.model.story import Span


class Half(NamedTuple):
    """What one tier sees."""

    document: Document
    scores: list[Scores]
    findings: list[Finding]
    profile: Profile
    doubt: float
    """How likely it is, 0 to 1, that the text tells of no failure."""
    settings: Settings
    unreadable: str | None
    """Why the text cannot be judged at all, whatever it tells."""


class Seen(NamedTuple):
    """What is seen by the tier that was asked for, and by the default tier beside it."""

    halves: tuple[Half, ...]
    findings: list[Finding]
    """Those that are not silenced; of a text that is not judged, those that do not depend on it."""
    denied: list[Span]
    """Where it is said that nothing failed."""
    doubt: float
    flags: dict[str, float]
    """The threshold of each verdict."""
    reason: str | None
    """Why the text is not judged."""

    @property
    def first(self) -> Half:
        """What the tier sees that was asked for."""
        return self.halves[0]

    def likely(self, level: Level) -> dict[Pitfall, float]:
        """How likely each pitfall is, before any threshold."""
        found = [likelihoods(half.document, half.profile, half.settings, level) for half in self.halves]
        return {pitfall: sum(likely[pitfall] for likely in found) / len(found) for pitfall in Pitfall}


def look(text: str, tier: Tier) -> Seen:
    """Reads a text. Raises StarlError where what the tier needs is not installed.

    The deep tier takes the mean of its own doubts, likelihoods and thresholds and the default tier's: the two go wrong at
    different texts, and together they accuse fewer sound ones than either.
    """
    halves: tuple[Half, ...] = (_half(text, tier),)
    if tier is not Tier.DEFAULT:
        halves += (_half(text, Tier.DEFAULT),)
    first = halves[0]
    doubt = sum(half.doubt for half in halves) / len(halves)
    flags = {
        name: sum(half.settings.flag[name] for half in halves) / len(halves) for name in first.settings.flag
    }
    reason = first.unreadable or why_no_failure(first.document, doubt, flags)
    findings = (
        unsilenced(first.document, first.findings) if reason is None else find(first.document, judged=False)
    )
    denied = [item.span for item in first.findings if item.code == "H704"]
    return Seen(halves, findings, denied, doubt, flags, reason)


def _half(text: str, tier: Tier) -> Half:
    settings, model = _of_tier(tier)
    document, reading = read_with(text, model, settings.moves)
    unreadable = why_not_readable(document)
    findings = find_all(document, judged=unreadable is None)
    known = profile(document, reading, unsilenced(document, findings)) if unreadable is None else {}
    numbers = settings.profile(known)
    doubt = no_failure(document, numbers, settings)
    return Half(document, reading.scores, findings, numbers, doubt, settings, unreadable)


def _of_tier(tier: Tier) -> tuple[Settings, Reader]:
    if tier is Tier.DEFAULT:
        return shipped_settings(), shipped()
    from starl.coach.deep import FOLDER, shipped_deep

    return shipped_settings(f"{FOLDER}/coach.json"), shipped_deep()
