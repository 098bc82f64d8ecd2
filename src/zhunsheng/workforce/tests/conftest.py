"""Every test of the room stands in one invented bureau."""

from __future__ import annotations

import pytest

from zhunsheng.accounts.models import Unit
from zhunsheng.workforce.tests import builders


@pytest.fixture
def team(db: None) -> Unit:
    """Found the bureau and its team."""
    builders.found("found")
    return builders.unit()
