"""What of a report is wanted: the options of a call, with the folder's configuration behind them."""

from __future__ import annotations

import os

from starl.checking.config import Config
from starl.errors import StarlError
from starl.model.report import Finding, Level, Report, Severity, Tier

FAIL_ON = ("error", "warning", "info", "never")


class Choice:
    """The options, with the configuration behind them. Raises StarlError for a value that there is not."""

    def __init__(
        self,
        config: Config,
        select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
        level: str | None = None,
        fail_on: str | None = None,
        tier: str | None = None,
    ) -> None:
        self.select = _codes(select or (config.select or ()))
        self.ignore = _codes((*ignore, *config.ignore))
        try:
            self.level = Level(level or config.level or "mid")
        except ValueError:
            raise StarlError(
                f"the configuration's level '{config.level}' is none of junior, mid, senior, staff"
            ) from None
        self.tier = wanted_tier(tier or os.environ.get("STARL_TIER") or config.tier)
        self.fail_on = fail_on or config.fail_on or "warning"
        if self.fail_on not in FAIL_ON:
            raise StarlError(f"the configuration's fail-on '{self.fail_on}' is none of {', '.join(FAIL_ON)}")

    def of(self, report: Report) -> list[Finding]:
        """The findings that are to be shown."""
        return [item for item in report.findings if self._wanted(item)]

    def _wanted(self, item: Finding) -> bool:
        names = (item.code, item.name.upper())
        if self.select and not any(name.startswith(code) for code in self.select for name in names):
            return False
        return not any(name.startswith(code) for code in self.ignore for name in names)

    def fails(self, findings: list[Finding]) -> bool:
        """Whether these findings make the exit status 1."""
        return self.fail_on != "never" and any(
            item.severity.rank >= Severity(self.fail_on).rank for item in findings
        )


def wanted_tier(named: str | None) -> Tier:
    """The tier that is named, else deep where it is installed. Raises StarlError for one that there is not."""
    if named is None:
        from starl.coach.deep import available

        return Tier.DEEP if available() else Tier.DEFAULT
    try:
        return Tier(named)
    except ValueError:
        raise StarlError(
            f"STARL_TIER or the configuration names the tier '{named}'; there are default and deep"
        ) from None


def _codes(values: tuple[str, ...]) -> tuple[str, ...]:
    """Codes from options that may hold several, by comma. Raises StarlError for one that names no rule."""
    from starl.coach.catalogue import described_rules

    codes = tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())
    known = [name for rule in described_rules() for name in (rule.code, rule.name.upper())] if codes else []
    for code in codes:
        if not any(name.startswith(code) for name in known):
            raise StarlError(f"no rule has the code {code!r}; `starl rules` lists them")
    return codes
