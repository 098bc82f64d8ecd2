"""国办发〔2024〕54号: a unit at its cap is not drawn; reached after the draw, it is noted."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.burden import services as burden
from zhunsheng.burden.rules import NoticeDraft
from zhunsheng.draw import queries, services
from zhunsheng.draw.choices import ResultKind
from zhunsheng.draw.models import Draw
from zhunsheng.draw.tests.builders import (
    NEXT,
    UNTIL,
    bound,
    ctx,
    drafted,
    entities_of,
    found,
    officers_of,
    published,
    ran,
    refused,
    whole,
)
from zhunsheng.draw.tests.test_visits import approve
from zhunsheng.inspection.models import Inspection

pytestmark = pytest.mark.django_db


def after(days: int) -> dict[str, Any]:
    """Return a period of visits some days after the first one."""
    since = UNTIL + timedelta(days=days)
    return {"visits_from": since, "visits_until": since + timedelta(days=20)}


def cap() -> None:
    notice = NoticeDraft("入企检查频次", "示应急〔2025〕1号", 2025, {"chemicals_ungraded": 1})
    burden.publish_caps(ctx=ctx("caps", on=NEXT), draft=notice, on=NEXT)


def test_a_unit_at_its_cap_is_refused_in_a_pool_and_noted_where_it_was_drawn_before():
    found()
    first = whole()
    units, staff = entities_of(first), officers_of(first)
    seen = approve(first).entity_id
    Inspection.objects.of(ctx("read")).update(visited_on=NEXT)
    second = ran(bound(published(units, staff, "second", units_to_draw=8, **after(1)), "2"), "2")
    assert refused(lambda: note(second, seen)) == ["draw.closed.open"]
    cap()
    draft = drafted(units, staff, **after(40))
    again = partial(services.publish_pool, ctx=ctx("third", on=NEXT), draft=draft, on=NEXT)
    assert refused(again) == ["draw.units.capped"]
    line = note(second, seen)
    assert line.kind == ResultKind.CAP_REACHED.value
    assert line.result == "本年度检查次数已达公布的上限，三月已经检查一次"
    assert list(queries.standing_results(ctx("read"))) == [line]


def note(draw: Draw, unit: Any) -> Any:
    return services.note_closed_unit(
        ctx=ctx(f"note {draw.id}", on=NEXT),
        draw=draw.id,
        unit=unit,
        words="三月已经检查一次",
        on=NEXT,
    )
