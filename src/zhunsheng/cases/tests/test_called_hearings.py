"""Hearings that were called, as a calendar reads them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhunsheng.cases import queries
from zhunsheng.cases.tests.steps import HEARD_ON, called
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.django_db


class TestCalledHearings:
    def test_stand_on_their_day_with_the_handlers_and_who_presides(self) -> None:
        world = World()
        case = called(world)
        with CaptureQueriesContext(connection) as asked:
            (found,) = queries.called_hearings(world.viewer(), HEARD_ON, HEARD_ON)
        assert (found.on, found.case, found.party) == (HEARD_ON, case.id, case.party_name)
        assert len(found.handlers) == 2
        assert found.chair is not None
        assert len(asked) == 2
        after = HEARD_ON + timedelta(days=1)
        assert queries.called_hearings(world.viewer(), after, after) == ()
