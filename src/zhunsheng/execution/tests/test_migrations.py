"""What migrations make of the rows of before."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from zhunsheng.cases.choices import AnnulmentKind
from zhunsheng.cases.rules import AnnulmentDraft
from zhunsheng.cases.tests.steps import annulled as annul
from zhunsheng.cases.tests.world import BUREAU, World
from zhunsheng.execution import rules, services
from zhunsheng.execution.models import Refund
from zhunsheng.execution.tests.test_services import TEN_LATE
from zhunsheng.execution.tests.world import DUE, FINE, fined, pay, refused

pytestmark = pytest.mark.django_db


def test_a_refund_of_before_is_found_by_its_number_and_keeps_what_was_typed() -> None:
    """国家赔偿法 36(7): 返还; no receipt pays twice, in whichever width it was typed."""
    world = World(BUREAU)
    case = fined(world)
    pay(world, case, FINE, DUE, "R1")
    annul(
        world,
        case,
        AnnulmentDraft(AnnulmentKind.ANNULLED, "示例区人民政府", "复决1号"),
        TEN_LATE,
    )
    draft = rules.RefundApprovalDraft("同意。")
    ctx = world.act("deputy", TEN_LATE)
    execution = services.approve_refund(ctx=ctx, case=case.id, draft=draft, on=TEN_LATE)
    Refund.objects.create(
        id=ctx.new_id("refund"),
        bureau_id=ctx.bureau,
        execution=execution,
        amount_fen=1,
        ebill="\uff54 1",
        key="",
        refunded_on=TEN_LATE,
    )
    fill = import_module("zhunsheng.execution.migrations.0005_refunds_are_found_by_number").fill
    with connection.cursor() as cursor:  # an editor of SQLite begins no transaction in another
        fill(apps, SimpleNamespace(connection=connection, execute=cursor.execute))
    row = Refund.objects.of(world.viewer()).get()
    assert (row.ebill, row.key) == ("\uff54 1", "T1")
    back = rules.RefundDraft(FINE - 1, "T1", 150, "示例银行挂牌一年期")
    act: dict[str, Any] = {"ctx": world.act("finance", TEN_LATE), "case": case.id, "on": TEN_LATE}
    assert "refund.ebill_used" in refused(world, lambda: services.refund(draft=back, **act))
    assert Refund.objects.of(world.viewer()).count() == 1
