"""For all tests: none of them is timed, on however busy a machine, and lines are as long as without a terminal."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["COLUMNS"] = "100"
settings.register_profile("untimed", parent=settings(), deadline=None)
settings.load_profile("untimed")
