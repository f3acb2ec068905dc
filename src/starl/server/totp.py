"""One-time codes (RFC 6238), by pyotp."""

from __future__ import annotations

import time

SECONDS = 30
"""How long a code is good."""
_AROUND = (0, -1, 1)
"""Steps before and after, for clocks that go a little wrong."""


def new_secret() -> str:
    """A secret in base32."""
    import pyotp

    return pyotp.random_base32()


def address(secret: str, email: str) -> str:
    """What an authenticator app reads."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="starl")


def step_of(secret: str, code: str, now: float | None = None) -> int | None:
    """The step of time for which this is the code; None where it is for none that is near. now: seconds since 1970."""
    import pyotp

    given = "".join(code.split())
    at = time.time() if now is None else now
    for around in _AROUND:
        if pyotp.TOTP(secret).verify(given, for_time=int(at) + around * SECONDS):
            return int(at) // SECONDS + around
    return None
