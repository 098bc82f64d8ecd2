"""A bureau that grows to thousands of enterprises and inspections, through services alone."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.worlds import SMALL
from zhunsheng.accounts.models import User
from zhunsheng.demo import founding, names
from zhunsheng.demo.engine import Year, instant
from zhunsheng.demo.scenario import PINNED_NOW
from zhunsheng.inspection import services as inspections
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.rules import InspectionRequest
from zhunsheng.kernel.days import Calendar
from zhunsheng.powers.tests import builders as powers
from zhunsheng.registry import queries as registry
from zhunsheng.registry import services as imports

DAY = date(2025, 12, 30)


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening a page costs."""

    queries: int
    milliseconds: float


@dataclass(slots=True)
class Growing:
    """The bureau, and who looks at it."""

    PAGES: ClassVar = ("registry:list", "inspection:list")

    world: founding.World
    client: Client
    approved: int = 0

    @classmethod
    def found(cls, few: int) -> Growing:
        """Found the bureau with few enterprises and as many inspections."""
        scenario = replace(SMALL, name="bench", entities=few, plan_parts=())
        year = Year(founding.bureau_id("bench"), "bench", Calendar.load(), PINNED_NOW)
        client = Client()
        grown = cls(founding.found(scenario, year), client)
        powers.list_inspections(DAY, grown.world.viewer.bureau)
        user = User.objects.get(username="fujuzhang")
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        grown._approve(few, few)
        return grown

    def grow(self, *, entities: int, inspections: int, batch: int) -> None:
        """Add enterprises by a sheet and inspections by approvals of many at once."""
        scenario = replace(self.world.scenario, entities=entities)
        rows = founding._entity_rows(scenario, [names.street(0)])
        imports.import_entities(
            ctx=self.world.year.act(self.world.who("guanli"), instant(DAY)),
            filename="监管对象.xlsx",
            content=founding._sheet([rows[0], *rows[len(self.world.all_entities()) + 1 :]]),
            on=DAY,
        )
        self._approve(inspections - self.approved, batch)

    def _approve(self, count: int, batch: int) -> None:
        entities = list(registry.all_ids(self.world.viewer))
        officers = tuple(officer.id for officer in self.world.officers[:2])
        for begin in range(0, count, batch):
            requests = tuple(
                InspectionRequest(entity=entities[(self.approved + n) % len(entities)],
                                  officers=officers, basis_kind=BasisKind.SUPERIOR,
                                  source=f"示安办〔2026〕{self.approved + n}号",
                                  source_body="示例市安全生产委员会办公室", source_on=DAY,
                                  item_codes=("JC-001",), planned_on=DAY)
                for n in range(min(batch, count - begin))
            )  # fmt: skip
            head = self.world.who("fujuzhang")
            ctx = self.world.year.act(head, instant(DAY, 10))
            inspections.approve_inspections(ctx=ctx, requests=requests, on=DAY)
            self.approved += len(requests)

    def opened(self, page: str, rounds: int) -> Opened:
        """Open a page some times; return its queries and the median of its time."""
        path = reverse(page)
        self._open(path)
        with CaptureQueriesContext(connection) as captured:
            self._open(path)
        return Opened(len(captured), _median(lambda: self._open(path), rounds))

    def _open(self, path: str) -> None:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.status_code


def _median(action: Callable[[], None], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        action()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)
