"""The same sheet sent by two threads at once, with one key and with two."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from zhunsheng.kernel.finding import Stale
from zhunsheng.registry import services
from zhunsheng.registry.models import BusinessEntity, ImportRun
from zhunsheng.registry.tests.builders import DAY, ctx, events, found, row, xlsx

pytestmark = pytest.mark.usefixtures("own_database")
SHEET = xlsx([row(n) for n in range(50)])


def both(keys: tuple[str, str]) -> list[str]:
    """Import the sheet under both keys at the same moment; return what came of each."""
    barrier = Barrier(2)

    def one(key: str) -> str:
        barrier.wait()
        try:
            run = services.import_entities(ctx=ctx(key), filename="a.xlsx", content=SHEET, on=DAY)
        except Stale:
            return "stale"
        finally:
            connection.close()
        return f"{run.id} {run.rows_taken}"

    work: Callable[[str], str] = one
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(work, keys))


def rows() -> int:
    return BusinessEntity.objects.of(ctx("read")).count()


class TestOneKey:
    def test_acts_once_and_answers_both_with_the_same_run(self):
        found("found")
        before = events()
        first, second = both(("same", "same"))
        assert first == second
        assert first.endswith(" 50")
        assert (rows(), ImportRun.objects.of(ctx("read")).count()) == (50, 1)
        assert events() == before + 1


class TestTwoKeys:
    def test_register_each_unit_once(self):
        found("found")
        before = events()
        answers = both(("one", "two"))
        assert sorted(a.split(" ")[-1] for a in answers) in (["0", "50"], ["50", "stale"])
        assert rows() == 50
        assert events() == before + ImportRun.objects.of(ctx("read")).count()
