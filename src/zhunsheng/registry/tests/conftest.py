"""Every test of the room stands in one invented bureau."""

from __future__ import annotations

import pytest

from zhunsheng.registry.tests import builders


@pytest.fixture
def bureau(db: None) -> None:
    """Found the bureau."""
    builders.found("found")
