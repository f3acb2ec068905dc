"""The browser and the journals of the other tests."""

from __future__ import annotations

from tests.web.conftest import Site, chromium, client, site, tier

__all__ = ["Site", "chromium", "client", "site", "tier"]
