"""安全生产法 70: a supply is stopped on an order that exists, and not before it was told."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from uuid import UUID

import pytest

from zhunsheng.compulsion import queries, services
from zhunsheng.compulsion.choices import DefiedOrder, MeasureStage
from zhunsheng.compulsion.models import Measure
from zhunsheng.compulsion.rules import Order, ReceiptDraft
from zhunsheng.compulsion.tests import builders
from zhunsheng.compulsion.tests.builders import DAY, World, at, refused
from zhunsheng.documents import queries as documents
from zhunsheng.documents.choices import ReceivedBy
from zhunsheng.documents.tests.scans import picture
from zhunsheng.evidence import services as evidence
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.evidence.models import EvidenceItem
from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db
UNKNOWN = ["compulsion.cut.order_unknown"]
SIGNED = ReceiptDraft(receiver="示例甲", relation=ReceivedBy.AGENT)


def on(days: int) -> date:
    return DAY + timedelta(days=days)


class TestOrder:
    """70.1: 作出停产停业、停止施工、停止使用相关设施或者设备的决定，生产经营单位应当依法执行."""

    def test_that_nobody_made_is_not_defied(self, world: World) -> None:
        draft = world.cut_draft(order_number="（示）应急现决〔2025〕99号")
        assert refused(partial(world.requested, draft=draft)) == UNKNOWN

    def test_is_of_the_kind_that_is_said_and_of_no_later_day(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = world.cut_draft(defied_order=DefiedOrder.SUSPENSION)
        assert refused(partial(world.requested, draft=other)) == UNKNOWN
        later = Order(frozenset({DefiedOrder.USE_STOP}), "（示）应急现决〔2025〕1号", on(1))
        monkeypatch.setattr(builders, "ORDERS", (later,))
        assert refused(partial(world.requested, draft=world.cut_draft())) == UNKNOWN

    def test_that_was_lifted_meanwhile_lets_nobody_approve_or_cut(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked, told = world.requested(draft=world.cut_draft()), world.delivered()
        monkeypatch.setattr(builders, "ORDERS", ())
        approve = partial(world.take, services.approve, asked, "chief", at(11), opinion="")
        assert refused(approve) == UNKNOWN
        assert refused(partial(world.execute, told, at(11, day=on(1)))) == UNKNOWN

    def test_made_elsewhere_lies_in_the_file_of_this_matter(self, world: World) -> None:
        number = "（示）应急停〔2025〕7号"
        elsewhere = self.scan(world, "case")
        draft = world.cut_draft(order_number=number, order_scan=elsewhere)
        assert refused(partial(world.requested, draft=draft)) == UNKNOWN
        here = self.scan(world, "inspection")
        row = world.requested(draft=world.cut_draft(order_number=number, order_scan=here))
        assert (row.order_scan_id, row.order_on) == (here, None)
        world.take(services.approve, row, "chief", at(10), opinion="")

    def test_on_record_is_kept_with_its_day(self, world: World) -> None:
        row = world.requested(draft=world.cut_draft())
        assert (row.order_number, row.order_on) == ("（示）应急现决〔2025〕1号", DAY)

    def scan(self, world: World, kind: str) -> UUID:
        return _admit(ctx=world.act("yi", at(8)), kind=kind, subject=world.entity).pk


@act
def _admit(*, ctx: Act, kind: str, subject: UUID) -> EvidenceItem:
    """Admit the scan of an order to the catalogue of a matter."""
    return evidence.admit_on(
        ctx,
        subject=(kind, subject),
        name="停止使用决定书",
        kind=EvidenceKind.DOCUMENTARY,
        file=Upload("决定书.jpg", picture(size=(len(kind) * 20, 120))),
        obtained_on=DAY,
        proves="责令停止使用",
        on=DAY,
    )


class TestNotice:
    """70.2: 应当提前二十四小时通知生产经营单位."""

    def test_that_did_not_reach_the_party_lets_nobody_cut(self, world: World) -> None:
        row = world.noticed()
        codes = refused(partial(world.execute, row, at(11, day=on(1))))
        assert codes == ["compulsion.power_cut.execution.needs.notice_delivery"]

    def test_counts_from_its_delivery_not_from_its_making(self, world: World) -> None:
        row = world.delivered(at(15))
        early = partial(world.execute, row, at(14, 59, day=on(1)))
        assert refused(early) == ["compulsion.cut.too_early"]
        world.execute(row, at(15, day=on(1)))

    def test_binds_to_the_hour_that_it_announces(self, world: World) -> None:
        row = world.approved(by="chief", draft=world.cut_draft())
        noon = at(12, day=on(1))
        world.take(services.notify_cut, row, "yi", at(10), planned_at=noon)
        world.take(services.deliver_notice, row, "yi", at(10), draft=SIGNED)
        early = partial(world.execute, row, at(10, 5, day=on(1)))
        assert refused(early) == ["compulsion.cut.too_early"]
        world.execute(row, noon)

    def test_is_proven_by_who_signed_or_by_a_witness(self, world: World) -> None:
        row = world.noticed()
        deliver = partial(world.take, services.deliver_notice, row, "yi", at(11))
        for nobody in (
            ReceiptDraft(),
            ReceiptDraft(refusal="拒收"),
            ReceiptDraft(witness="示例乙"),
            *(
                ReceiptDraft(receiver=one, relation=ReceivedBy.AGENT)
                for one in ("示例yi", "。", "x")
            ),
            *(ReceiptDraft(refusal="拒收", witness=one) for one in ("示例bing", "。")),
        ):
            codes = refused(partial(deliver, draft=nobody))
            assert codes == ["compulsion.notice.no_receipt"]
        deliver(draft=ReceiptDraft(refusal="拒收", witness="示例乙"))

    def test_says_when_it_was_made_and_claims_no_delivery(self, world: World) -> None:
        row = world.noticed()
        issued = documents.documents_of(world.viewer(), ("measure", row.id))
        paper = next(one for one in issued if one.kind == "power_cut_notice")
        text = documents.document(world.viewer(), paper.id).content
        assert "2025年9月8日10时30分" in str(text)


class TestApproval:
    """70.1: 有发生生产安全事故的现实危险的, which is looked at again where it was long ago."""

    def test_of_long_ago_lets_nobody_tell_or_cut(self, world: World) -> None:
        approved, told = world.approved(by="chief", draft=world.cut_draft()), world.delivered()
        old = ["compulsion.cut.approval_old"]
        day = on(16)
        notify = partial(
            world.take,
            services.notify_cut,
            approved,
            "yi",
            at(9, day=day),
            planned_at=at(10, day=on(17)),
        )
        assert refused(notify) == old
        assert refused(partial(world.execute, told, at(9, day=day))) == old

    def test_is_confirmed_by_the_chief_with_reasons(self, world: World) -> None:
        row, late = world.delivered(), at(9, day=on(16))
        confirm = partial(world.take, services.confirm, row)
        assert refused(partial(confirm, "deputy", late, reason="仍在使用。")) == [
            "step.confirmation.wrong_role"
        ]
        assert refused(partial(confirm, "chief", late, reason=" ")) == ["compulsion.reason.missing"]
        confirm("chief", late, reason="复查发现仍在使用，联锁未修复。")
        world.execute(row, at(10, day=on(16)))


class TestUrgentSeizing:
    """行政强制法 19: 情况紧急，需要当场实施的, is over where it was not taken at once."""

    def begun(self, world: World) -> Measure:
        draft = world.draft(urgent_reason="桶体泄漏。")
        return services.start_urgently(ctx=world.act("yi", at(9)), draft=draft, at=at(9), on=DAY)

    def test_is_not_taken_a_minute_after_24_hours(self, world: World) -> None:
        row = self.begun(world)
        late = partial(world.execute, row, at(9, 1, day=on(1)))
        assert refused(late) == ["compulsion.urgency.over"]
        approve = partial(
            world.take, services.approve, row, "deputy", at(10, day=on(1)), opinion=""
        )
        assert refused(approve) == ["compulsion.approval.urgent"]
        world.take(services.abandon, row, "deputy", at(10, day=on(1)), reason="未当场实施。")

    def test_has_its_clock_and_its_duty_at_once(self, world: World) -> None:
        row = self.begun(world)
        course = queries.file_of(world.viewer(), row.id).course
        assert course.urgent_until == at(9, day=on(1))
        assert course.stage(DAY) is MeasureStage.BEGUN
        keys = [
            [(one.key.split(":")[0], one.due_on) for one in queries.duties(world.viewer(), day)]
            for day in (DAY, on(2))
        ]
        assert keys == [
            [("compulsion.urgent_taking", on(1))],
            [("compulsion.giving_up", on(1))],
        ]

    def test_counts_its_hours_from_the_taking(self, world: World) -> None:
        row = world.execute(self.begun(world), at(9, day=on(1)))
        course = queries.file_of(world.viewer(), row.id).course
        assert (course.urgent_until, course.approval_due_at) == (None, at(9, day=on(2)))
