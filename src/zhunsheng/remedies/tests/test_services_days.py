"""A term of a remedy goes by the law of the day from which it runs, whatever came in between."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from zhunsheng.cases.tests.world import World
from zhunsheng.execution import queries as executions
from zhunsheng.remedies import queries
from zhunsheng.remedies.choices import Outcome
from zhunsheng.remedies.tests import builders as b

pytestmark = pytest.mark.django_db
LONGER = """\
key: remedies.litigation_after_reconsideration
label: 示例
unit: 日
values:
  - {{since: {since}, value: 20, basis: "ALP-2017:45", source: 示例文件,
     checked_on: 2025-04-01, verified: true}}
"""


@pytest.fixture
def world() -> World:
    return World()


class TestSuitAfterwards:
    """行政诉讼法 45: the days to sue run from the result, under the law of that day."""

    def test_goes_by_the_law_of_the_result_here_and_in_the_execution(
        self, world: World, tmp_path: Path, settings: Settings
    ) -> None:
        place = tmp_path / "law" / "parameters"
        place.mkdir(parents=True)
        since = b.RECEIVED + timedelta(days=10)
        (place / "suit.yaml").write_text(LONGER.format(since=since), "utf-8")
        settings.ZHUNSHENG_OVERLAY_DIR = str(tmp_path)
        case = world.spot(b.DECIDED)
        remedy = b.answered(world, b.received(world, case))
        b.concluded(world, remedy, Outcome.UPHELD)
        file = queries.file_of(world.viewer(), remedy)
        ends = b.CONCLUDED + timedelta(days=20)
        assert [term.due_on for term in queries.terms_of(file, "CN")][-1] == ends
        held = executions.load(world.viewer(), case.id, on=ends)
        assert executions.standing(held, on=ends).window.remedies_end == ends
