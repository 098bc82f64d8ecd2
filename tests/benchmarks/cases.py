"""Speed of a penalty case: its page with many acts and much evidence, its gates, the search."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import date
from typing import Final

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.benchmarks.figures import ROUNDS, Figure, median
from tests.prove.test_cases import searched
from zhunsheng.cases import rules, services
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.procedure import PENALTY_ORDINARY
from zhunsheng.cases.queries import loading, standing
from zhunsheng.cases.tests.world import World
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.web.uploads import Upload

DAY: Final = date(2025, 3, 3)
#: Acts and pieces of evidence of a small and of a large file.
SMALL, LARGE = (10, 20), (60, 200)


def figures() -> Iterator[Figure]:
    """Measure the page of a small and of a large case, every gate of it, and the search."""
    world = World()
    client = Client(headers={"host": "testserver"})
    client.force_login(world.users["head"], backend="django.contrib.auth.backends.ModelBackend")
    asked: list[int] = []
    for acts, items in (SMALL, LARGE):
        case = grown(world, acts=acts, items=items)
        path = reverse("cases:detail", args=[case.id])
        on = f"SQLite, {acts} acts, {items} pieces of evidence"
        queries, milliseconds, busy = opened(client, path)
        asked.append(queries)
        yield Figure("case page: queries", queries, "queries", asked[0], on)
        yield Figure("case page: median", milliseconds, "ms", 80, on)
        yield Figure("case page: processor, median", busy, "ms", 80, on)
    yield from gates(world, case)
    found = searched("ordinary")
    on = f"{len(found.found.origin):,} states, {found.found.acts:,} acts, judged"
    yield Figure("search, ordinary procedure: processor", found.seconds, "s", 60, on)


def opened(client: Client, path: str) -> tuple[int, float, float]:
    """Return how often a page asks the database, its median time, and that of the processor."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    asked, busy = len(captured), []  # counted at once: the next request begins a new log
    for _ in range(ROUNDS):
        begin = time.process_time()
        client.get(path)
        busy.append((time.process_time() - begin) * 1000)
    return asked, median(lambda: client.get(path)), statistics.median(busy)


def grown(world: World, *, acts: int, items: int) -> PenaltyCase:
    """Return a case with so many acts, which says and answers, and so much evidence."""
    case = world.told(6_000_000, DAY)
    for _ in range((acts - 8) // 2):
        said = rules.StatementDraft("示例甲", "请求从轻处理，理由是已经停止使用并参加培训。")
        services.record_representation(
            ctx=world.act("secretary", DAY), case=case.id, draft=said, on=DAY
        )
        answer = rules.AnswerDraft(False, "经复核，所述情况不影响违法事实的认定。")
        services.answer_representation(ctx=world.act("yi", DAY), case=case.id, draft=answer, on=DAY)
    for number in range(items - 1):
        services.add_evidence(
            ctx=world.act("yi", DAY),
            case=case.id,
            name=f"现场照片{number}",
            kind=EvidenceKind.DOCUMENTARY,
            file=Upload(f"现场录音{number}.mp3", f"ID3 {number}".encode()),
            obtained_on=DAY,
            proves="现场情况",
            on=DAY,
        )
    return case


def gates(world: World, case: PenaltyCase) -> Iterator[Figure]:
    """Measure the checks of one step, and of all that the page offers, on the large file."""
    viewer = world.viewer()
    row = PenaltyCase.objects.of(viewer).get(id=case.id)
    facts = standing.facts_of(loading.load(viewer, row, on=DAY), on=DAY)
    on = f"{len(facts.acts)} acts"
    one = median(lambda: PENALTY_ORDINARY.findings("decision", facts), 500)
    yield Figure("gate of the decision: median", one, "ms", 1, on)
    every = median(lambda: PENALTY_ORDINARY.allowed(facts), 100)
    yield Figure("gates of all steps: median", every, "ms", 0, on)
