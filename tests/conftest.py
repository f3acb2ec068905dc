"""For all tests: none of them is timed, on however busy a machine, and lines are as long as without a terminal.

Programs that they start can be interrupted, also where the tests run in the background, which ignores Ctrl-C.
"""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import settings

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
os.environ["COLUMNS"] = "100"
settings.register_profile("untimed", parent=settings(), deadline=None)
settings.load_profile("untimed")

LONGEST = ("test_durability.py", "test_cohort_in_browser.py", "test_walls.py", "test_failures.py")
"""Files with a test of half a minute and more. Begun last, one of them would be waited for alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONGEST)
