"""A bill that comes in after its case was filed gets a volume of its own."""

from __future__ import annotations

from functools import partial

import pytest

from zhunsheng.archive import queries, services
from zhunsheng.archive.tests.builders import DAY, Archive
from zhunsheng.cases import queries as cases
from zhunsheng.cases import rules
from zhunsheng.cases import services as acts
from zhunsheng.cases.choices import PROOFS
from zhunsheng.cases.models import CaseAct, Payment
from zhunsheng.cases.queries.booked import payments
from zhunsheng.cases.tests.steps import HEAVY
from zhunsheng.documents.tests.scans import scan
from zhunsheng.evidence.models import EvidenceItem
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Archive:
    return Archive()


def payment_papers(world: Archive) -> list[object]:
    rows = Payment.objects.of(world.viewer()).order_by("id")
    kept = EvidenceItem.objects.of(world.viewer()).filter(subject_kind=PROOFS)
    taken = CaseAct.objects.of(world.viewer()).count()
    return [*rows.values_list("receipt", "reference"), kept.count(), taken, world.events]


def test_takes_no_bill_of_a_payment_without_a_supplement(world: Archive) -> None:
    """行政处罚法 47: what was filed stays as it is; a late bill gets its own volume."""
    volume = world.file(world.closed())
    held = payments(cases.file_of(world.viewer(), volume.case_id, on=DAY).acts)
    draft = rules.PaperDraft(held[0].number, "示例流水1", held[0].amount_fen)
    bill = Upload("票据.pdf", scan(3))
    add = partial(acts.add_payment_paper, case=volume.case_id, draft=draft, scan=bill, on=DAY)
    before = payment_papers(world)
    with pytest.raises(StepRefused) as refusal:
        add(ctx=world.act("finance", DAY))
    assert [one.code for one in refusal.value.findings] == ["document.file.archived"]
    assert payment_papers(world) == before
    services.open_supplement(
        ctx=world.act("archivist", DAY), volume=volume.id, reason="补充缴款票据", on=DAY
    )
    add(ctx=world.act("finance", DAY))
    papers = queries.prepared(world.viewer(), volume.case)
    second = services.file_supplement(
        ctx=world.act("archivist", DAY), volume=volume.id, papers=papers, remark="", on=DAY
    )
    assert second.main_pages == 3


def test_holds_what_the_party_wrote(world: Archive) -> None:
    """行政处罚法 47, 64(1): request and statement stand in the catalogue of the volume."""
    case = world.told(HEAVY, DAY)
    said = rules.StatementDraft("示例甲", "申请听证。")
    papers = [Upload(f"材料{n}.pdf", scan(n)) for n in (4, 5)]
    ctx = world.act("yi", DAY)
    acts.record_representation(ctx=ctx, case=case.id, draft=said, scan=papers[0], on=DAY)
    ctx = world.act("yi", DAY)
    acts.request_hearing(ctx=ctx, case=case.id, draft=said, scan=papers[1], on=DAY)
    rows = queries.late_papers(world.viewer(), case)
    assert {"书面陈述申辩意见", "听证申请书"} <= {getattr(one.row, "name", "") for one in rows}
