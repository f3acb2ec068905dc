"""The pages of the web app that a shared server offers, and those of its own."""

from __future__ import annotations

from functools import cache

from starl.model.account import Role
from starl.web.navigation import NAVIGATION, Place

_OWN_MACHINE = {"/inventory"}
"""What reads the person's own disk; it has a page that says so."""
_TOGETHER = Place("/cohorts", "Cohorts", "talk")
_ACCOUNT = Place("/account", "Account", "gear")


@cache
def navigation(role: Role) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    """The items for this role."""
    if role is Role.REVIEWER:
        return (("", (_TOGETHER, _ACCOUNT)),)
    admin = (Place("/admin", "Administration", "grid"),) if role is Role.ADMIN else ()
    kept = [
        (group, tuple(place for place in places if place.path not in _OWN_MACHINE))
        for group, places in NAVIGATION[:-1]
    ]
    return (*kept, ("Together", (_TOGETHER, *admin)), ("", (_ACCOUNT, *NAVIGATION[-1][1])))
