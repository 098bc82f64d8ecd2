"""Pools published by two threads at once: one repetition, one of two that are the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from zhunsheng.draw import services
from zhunsheng.draw.models import Draw
from zhunsheng.draw.rules import PoolDraft
from zhunsheng.draw.services import publishing
from zhunsheng.draw.tests.builders import (
    DAY,
    bound,
    ctx,
    drafted,
    entities,
    found,
    officers,
    published,
    ran,
)
from zhunsheng.kernel.finding import StepRefused

pytestmark = pytest.mark.usefixtures("own_database")


def sent_at_once(monkeypatch: pytest.MonkeyPatch, draft: PoolDraft) -> tuple[list[str], list[str]]:
    """Publish a pool by two threads of which neither sees the other yet; return both refusals."""
    both_looked, looked = Barrier(2, timeout=2), publishing._look

    def meet(*arguments: Any) -> object:
        known = looked(*arguments)
        try:
            both_looked.wait()  # without a lock both have seen by now that there is no other pool
        except BrokenBarrierError:
            return known
        return known

    monkeypatch.setattr(publishing, "_look", meet)

    def one(key: str) -> list[str]:
        try:
            services.publish_pool(ctx=ctx(key), draft=draft, on=DAY)
        except StepRefused as refusal:
            return [finding.code for finding in refusal.findings]
        finally:
            connection.close()
        return []

    with ThreadPoolExecutor(2) as pool:
        went, late = sorted(pool.map(one, ("one", "two")))
    return went, late


def test_one_repetition_stands_where_two_are_sent_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """国发〔2019〕5号: of two results that both stand somebody could choose the one that suits."""
    found()
    units, staff = entities(4), officers(3)
    draw = ran(bound(published(units, staff)))
    draft = drafted(units, staff, repeats=draw.id, repeat_reason="参加部门的检查事项有变动")
    went, late = sent_at_once(monkeypatch, draft)
    assert went == []
    assert "draw.repeat.superseded" in late
    (again,) = Draw.objects.of(ctx("read")).filter(repeats=draw)
    values = Draw.objects.of(ctx("read")).filter(id=again.id).values().get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.create(**{**values, "id": ctx("x").new_id("draw")})


def test_one_new_pool_stands_where_two_of_the_same_are_sent_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """国发〔2019〕5号: two draws of the same pool are a draw and its repetition, which is named."""
    found()
    went, late = sent_at_once(monkeypatch, drafted(entities(4), officers(3)))
    assert went == []
    assert late == ["draw.repeat.unnamed"]
    assert Draw.objects.of(ctx("read")).count() == 1
