"""A bureau with a small year: visits on every ground, orders, cases, hearings, publications."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from zhunsheng.accounts.choices import Role
from zhunsheng.cases import services as cases
from zhunsheng.cases.models import Decision, PenaltyCase
from zhunsheng.cases.tests.world import World
from zhunsheng.documents.tests.scans import picture
from zhunsheng.draw import services as draws
from zhunsheng.draw.choices import DrawKind, SeedMethod
from zhunsheng.draw.rules import commitment_of
from zhunsheng.draw.tests.builders import list_powers
from zhunsheng.inspection import services as inspection
from zhunsheng.inspection.choices import BasisKind, HazardGrade, RectificationResult
from zhunsheng.inspection.models import Inspection, InspectionFinding, RectificationOrder
from zhunsheng.inspection.rules import (
    DRAW_BASES,
    FindingDraft,
    InspectionRequest,
    ReinspectionLine,
    VisitRecord,
)
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.days import Calendar
from zhunsheng.planning import services as planning
from zhunsheng.planning.choices import DayItem, KeyCriterion, PartKind
from zhunsheng.powers.choices import ListOrigin
from zhunsheng.powers.tests import builders as powers
from zhunsheng.publication import services as publication
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.web.uploads import Upload

VISITED = date(2025, 9, 8)
DUE = date(2025, 9, 22)
AS_OF = date(2026, 1, 15)
SINCE, UNTIL = date(2025, 1, 1), date(2025, 12, 31)


class YearWorld(World):
    """A bureau that inspects, penalises and publishes."""

    why_no_repeat = "以往处罚针对另一处作业现场，本次不作为从重情节。"

    def visit(
        self,
        basis: BasisKind = BasisKind.PLAN,
        on: date = VISITED,
        *,
        entity: UUID | None = None,
        findings: int = 0,
        major: int = 0,
    ) -> UUID:
        """Approve and record a visit; of its findings the first ``major`` are major hazards."""
        officers = (self.officers["yi"], self.officers["bing"])
        # What a draw sends is tested in the room of draws: here it stands like one of before.
        asked = BasisKind.SUPERIOR if basis in DRAW_BASES else basis
        powers.list_inspections(on, self.bureau, ListOrigin.LAWBOOK)
        request = InspectionRequest(
            entity or self.entity,
            officers,
            basis_kind=asked,
            item_codes=("JC-001",),
            source_body="示例市安全生产委员会办公室",
            source_on=on,
            source=f"示安办〔2025〕{Inspection.objects.of(self.viewer()).count() + 1}号",
        )
        early = datetime(on.year, on.month, on.day, 7, tzinfo=SHANGHAI)
        head = replace(self.act("deputy", on), at=early)
        row = inspection.approve_inspections(ctx=head, requests=(request,), on=on)
        assert row is not None
        row.basis_kind = basis.value
        row.save(update_fields=["basis_kind"])
        drafts = tuple(
            FindingDraft(
                f"消防通道堆放杂物之{n}。",
                "甲类仓库",
                grade=HazardGrade.MAJOR if n < major else HazardGrade.GENERAL,
                standard="示例判定标准第二条",
            )
            for n in range(findings)
        )
        # Nobody is at two visits at once.
        before = Inspection.objects.of(self.viewer()).filter(visited_on=on).count()
        begin = datetime(on.year, on.month, on.day, 8, 10, tzinfo=SHANGHAI)
        begin += timedelta(minutes=15 * before)
        record = VisitRecord(
            started_at=begin,
            ended_at=begin + timedelta(minutes=15),
            place="甲类仓库",
            situation="检查了安全管理台账。",
            site_head="示例甲",
            recording="执法记录仪全程录音录像",
            findings=drafts,
        )
        inspection.record_visit(
            ctx=self.act("yi", on), inspection=row.id, visit=record, version=0, on=on
        )
        return row.id

    def order(self, visit: UUID, *, due_on: date = DUE, on: date = VISITED) -> UUID:
        """Order what a visit found to be put right."""
        return inspection.issue_order(
            ctx=self.act("yi", on), inspection=visit, due_on=due_on, version=1, on=on
        ).id

    def reinspect(self, order: UUID, on: date, *, done: bool = True) -> None:
        """Re-inspect an order; all is put right, or nothing."""
        scope = self.viewer()
        row = RectificationOrder.objects.of(scope).get(id=order)
        result = RectificationResult.DONE if done else RectificationResult.NOT_DONE
        found = InspectionFinding.objects.of(scope).filter(inspection_id=row.inspection_id)
        ctx = self.act("yi", on)
        began = ctx.at - timedelta(minutes=30)
        inspection.reinspect(
            ctx=ctx,
            order=order,
            results=tuple(ReinspectionLine(one.id, result) for one in found),
            officers=(self.officers["yi"], self.officers["bing"]),
            site_head="示例甲",
            hours=(began, began + timedelta(minutes=20)),
            on=on,
        )

    def propose(
        self, case: PenaltyCase, fine_fen: int | tuple[int, ...], on: date, **changes: Any
    ) -> PenaltyCase:
        """Propose as any bureau does, and say that it is another act than those fined nearby."""
        apart = {"other_act": "另一处作业现场的另一次作业，时间也不相同。"}
        return super().propose(case, fine_fen, on, **{**apart, **changes})

    def delivered_case(self, fine_fen: int, on: date) -> PenaltyCase:
        """Decide a case of the ordinary procedure and deliver the decision on the same day."""
        case = self.decided(fine_fen, on)
        cases.deliver_decision(ctx=self.act("yi", on), case=case.id, draft=self.delivered(), on=on)
        return case

    def decision(self, case: PenaltyCase) -> UUID:
        """Return the id of the decision of a case."""
        found: Any = Decision.objects.of(self.viewer()).get(case=case)
        return UUID(str(found.id))

    def plan(self, key: tuple[UUID, UUID, UUID]) -> None:
        """Approve the plan of the year: three key units, two visits each, and four others."""
        on = date(2025, 1, 8)
        plan = planning.draft_plan(
            ctx=self.act("head", on), draft=planning.PlanDraft(year=2025), on=on
        )
        for part in (
            planning.PartDraft(1, "危险化学品经营", PartKind.KEY, 3, 2),
            planning.PartDraft(
                2, "专项检查", PartKind.GENERAL, 4, months=(6,), special_ground="示安委〔2025〕1号"
            ),
        ):
            planning.set_part(ctx=self.act("head", on), plan=plan.id, part=part, on=on)
        listed = tuple(planning.UnitDraft(unit, (KeyCriterion.TRIAL_OR_RESTART,)) for unit in key)
        planning.add_units(ctx=self.act("head", on), plan=plan.id, part=1, units=listed, on=on)
        days = ((DayItem.O1, 100), (DayItem.X1, 100))
        planning.set_days(ctx=self.act("head", on), plan=plan.id, days=days, on=on)
        planning.submit_plan(ctx=self.act("deputy", on), plan=plan.id, on=on)
        planning.approve_plan(
            ctx=self.act("deputy", on),
            plan=plan.id,
            approval_number="示政函〔2025〕3号",
            scan=Upload("批准文件.jpg", picture()),
            on=on,
        )

    def draw(self, units: tuple[UUID, ...], on: date) -> UUID:
        """Draw one of the units and publish the result."""
        seed = tuple(
            draws.Contribution(who, sha256(who.encode()).hexdigest())
            for who in ("法制机构", "司法行政部门")
        )
        self.add_user("justice", "示例戊", Role.JUSTICE_SUPERVISOR)
        list_powers(lambda key: self.act("deputy", on, key), on)
        draft = draws.PoolDraft(
            title="双随机抽查",
            kind=DrawKind.OWN,
            scope=draws.PoolScope(),
            entities=units,
            officers=(self.officers["yi"], self.officers["bing"]),
            items=("JC-001",),
            visits_from=on,
            visits_until=VISITED,
            seed_plan=draws.SeedPlan(
                SeedMethod.COMMITMENTS, tuple(one.contributor for one in seed), "", None
            ),
            units_to_draw=1,
        )
        row = draws.publish_pool(ctx=self.act("secretary", on), draft=draft, on=on)
        after = Calendar.load().next_workday(on)
        for who, one in zip(("reviewer", "justice"), seed, strict=True):
            draws.commit_contribution(
                ctx=self.act(who, after),
                draw=row.id,
                contributor=one.contributor,
                commitment=commitment_of(str(row.id), one),
                on=after,
            )
        for who, one in zip(("reviewer", "justice"), seed, strict=True):
            draws.open_contribution(
                ctx=self.act(who, after),
                draw=row.id,
                contributor=one.contributor,
                value=one.value,
                on=after,
            )
        draws.run_draw(ctx=self.act("secretary", after), draw=row.id, on=after)
        over = Calendar.load().next_workday(VISITED)
        publication.publish(
            ctx=self.act("secretary", over),
            kind=PublicationKind.DRAW_RESULT,
            subject=row.id,
            on=over,
        )
        return row.id

    def publish(self, case: PenaltyCase, on: date) -> Any:
        """Publish the decision of a case."""
        return publication.publish(
            ctx=self.act("secretary", on),
            kind=PublicationKind.DECISION,
            subject=self.decision(case),
            on=on,
        )


@contextmanager
def without_last(table: str) -> Iterator[None]:
    """Take the last row of a table away behind the program's back, and give it back after."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table]
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER ALL')
        last = f'SELECT id FROM "{table}" ORDER BY id DESC LIMIT 1'
        cursor.execute(f'DELETE FROM "{table}" WHERE id = ({last})')
        yield
        transaction.set_rollback(True)


@contextmanager
def kept_year() -> Iterator[YearWorld]:
    """Tell the year once for all tests of a file; it is gone when they are done."""
    with transaction.atomic():
        yield told_year()
        transaction.set_rollback(True)


def told_year(world: YearWorld | None = None) -> YearWorld:
    """
    Tell the small year.

    Four visits to two entities (two of the plan, one of each draw) and one service visit; three
    orders (one put right, one not, one not yet due); two summary and two ordinary cases.
    """
    one = world or YearWorld()
    second = one.add_entity("示例区远山五金厂", 7)
    one.draw((one.entity, second), date(2025, 9, 4))
    one.plan((one.entity, second, one.add_entity("示例区新禾粮油店", 8)))
    first = one.visit(findings=2, major=1)
    other = one.visit(entity=second, findings=1)
    third = one.visit(BasisKind.OWN_DRAW, date(2025, 12, 29), findings=3)
    one.visit(BasisKind.JOINT_DRAW)
    one.visit(BasisKind.SERVICE)
    one.reinspect(one.order(first), DUE)
    one.order(other)
    one.order(third, due_on=date(2026, 1, 28), on=date(2025, 12, 29))
    spots = [one.spot(VISITED), one.spot(VISITED, fine_fen=300_000)]
    one.publish(spots[0], date(2025, 9, 17))
    ordinary = [
        one.delivered_case(1_500_000, date(2025, 9, 15)),
        one.delivered_case(2_000_000, date(2025, 12, 30)),
    ]
    one.publish(ordinary[0], date(2025, 9, 29))
    return one
