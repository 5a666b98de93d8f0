"""What every test has: the folder of the tests to import from, and no settings of the machine."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# The same examples every time, so that a check never fails for what nobody changed; to look for
# what is not known yet, MUNIMENT_EXPLORE=1 has other ones made in each run.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("exploring", deadline=None)
settings.load_profile("exploring" if os.environ.get("MUNIMENT_EXPLORE") == "1" else "steady")


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs on the same day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
