"""The verifier as a module, and the record of a draw that holds everything."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from zhunsheng.draw import queries
from zhunsheng.draw.choices import PoolSide
from zhunsheng.draw.models import Draw
from zhunsheng.draw.rules import Exclusion
from zhunsheng.draw.tests.builders import (
    DAY,
    LENT,
    STOPPED,
    bound,
    ctx,
    entities,
    found,
    officers,
    published,
    ran,
)
from zhunsheng.draw.tests.verifying import TOOL
from zhunsheng.workforce import services as workforce


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_draw", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def draw() -> Draw:
    """Return a draw with everything that one may hold."""
    found()
    units, staff = entities(7), officers(5)
    workforce.declare_interest(
        ctx=ctx("interest"), officer=staff[0], entity=units[1], reason="亲属", on=DAY
    )
    draw = published(
        units[:6],
        staff[:4],
        exclusions=(
            Exclusion(PoolSide.UNIT, units[6], *STOPPED),
            Exclusion(PoolSide.OFFICER, staff[4], *LENT),
        ),
        most_per_officer=2,
        most_per_pair=1,
    )
    return queries.draw(ctx("read"), ran(bound(draw)).id)


@pytest.fixture
def data(draw) -> bytes:
    """Return the record of that draw."""
    return queries.record_of(draw)
