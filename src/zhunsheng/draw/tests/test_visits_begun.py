"""What began with the code stays what it was when a draw changes (国发〔2019〕5号)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from zhunsheng.draw import queries, services
from zhunsheng.draw.choices import ChangeGround
from zhunsheng.draw.models import Draw
from zhunsheng.draw.tests.builders import NEXT, UNTIL, ctx, found, refused, whole
from zhunsheng.draw.tests.test_visits import TestVisit as Visiting
from zhunsheng.draw.tests.test_visits import approve, change, sent, show
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.inspection.rules import RunDraw, drawn_fact
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.workforce import services as workforce

pytestmark = pytest.mark.django_db


@pytest.fixture
def draw(db: None) -> Draw:
    found()
    return whole()


class TestChangeOnceEntered:
    """国发〔2019〕5号: a visit that began is recorded by those who were drawn for it and went."""

    def test_is_refused_and_the_visit_recorded(self, draw: Draw):
        row = approve(draw)
        show(row, sent(row))
        assert refused(lambda: change(draw)) == ["draw.change.entered"]
        assert "inspection.draw.visitors" not in refused(lambda: Visiting().visit(row))

    def test_is_for_recusal_all_the_same(self, draw: Draw):
        """行政处罚法 43: who has an interest does not record the visit; another one goes."""
        row = approve(draw)
        show(row, sent(row))
        unit, (out, _) = queries.drawn(ctx("read"), draw.id)[0]
        workforce.declare_interest(
            ctx=ctx("interest", on=NEXT), officer=out, entity=unit, reason="负责人是近亲属", on=NEXT
        )
        made = services.change_officer(
            ctx=ctx("change", on=NEXT),
            draw=draw.id,
            unit=unit,
            out=out,
            ground=ChangeGround.RECUSAL,
            reason="到场后发现负责人是近亲属",
            on=NEXT,
        )
        assert made.out_id == out


def test_a_code_shown_at_the_instant_of_the_repetition_goes_by_the_draw_that_stood():
    """国发〔2019〕5号: the approval stays open, so its visit can be recorded."""
    at, unit = datetime(2025, 3, 4, 12, tzinfo=SHANGHAI), UUID(int=1)
    said = RunDraw(UUID(int=9), "示例抽查", BasisKind.OWN_DRAW, NEXT, UNTIL, {}, {}, at)
    assert drawn_fact(BasisKind.OWN_DRAW, said, unit, at).is_current
    late = at + timedelta(microseconds=1)
    assert not drawn_fact(BasisKind.OWN_DRAW, said, unit, late).is_current
