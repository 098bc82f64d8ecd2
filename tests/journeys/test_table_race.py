"""The same benchmark table sent by two threads at once under two keys: one is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from zhunsheng.accounts import services as accounts
from zhunsheng.journal.models import Event
from zhunsheng.kernel.finding import Stale, StepRefused
from zhunsheng.lawbook.models import BenchmarkTable
from zhunsheng.lawbook.tests.test_services import DAY, ctx, take

pytestmark = pytest.mark.usefixtures("own_database")


def test_keeps_one_table_and_records_one_event() -> None:
    facts = accounts.BureauFacts("示例局", "示", "999901", "CN", "示例政府", "示例路1号", "000")
    accounts.found_bureau(ctx=ctx("found"), facts=facts, on=DAY)
    before = Event.objects.count()
    barrier = Barrier(2)

    def one(key: str) -> str:
        barrier.wait()
        try:
            take(key=key)
        except (StepRefused, Stale):
            return "refused"
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(one, ("one", "two")))
    assert answers == ["kept", "refused"]
    assert BenchmarkTable.objects.of(ctx("read")).count() == 1
    assert Event.objects.count() == before + 1
