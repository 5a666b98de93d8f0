"""What every test has: the folder of the tests to import from, and no settings of the machine."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs on the same day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
