"""What one person did lately."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhunsheng.desk import queries
from zhunsheng.registry import services as registry
from zhunsheng.registry.tests import builders
from zhunsheng.registry.tests.builders import CLERK, DAY, ctx, facts

pytestmark = pytest.mark.django_db


class TestDone:
    def test_lists_the_own_acts_of_the_days_asked_for_newest_first(self):
        builders.found("found")
        other = replace(CLERK, id=builders.OTHER_BUREAU, name="示例乙")
        registry.add_entity(ctx=ctx("a"), facts=facts(), on=DAY)
        registry.add_entity(ctx=ctx("b", by=other), facts=facts(2), on=DAY)
        viewer = ctx("read").viewer

        with CaptureQueriesContext(connection) as asked:
            found = queries.done_since(viewer, since=DAY)

        assert len(asked) == 1
        assert found[0].label == "登记单位"
        assert len(found) == 2  # founding the bureau, and the entity
        assert queries.done_since(viewer, since=DAY + timedelta(days=1)) == ()
        assert queries.done_since(ctx("read", by=other).viewer, since=date(2025, 1, 1))
