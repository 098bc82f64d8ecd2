"""Acts on measures: what they write, and that a refusal writes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from zhunsheng.compulsion import queries, services
from zhunsheng.compulsion.choices import (
    Ground,
    HandlingKind,
    ItemStanding,
    MeasureKind,
    MeasureStage,
    ReleaseGround,
)
from zhunsheng.compulsion.models import Measure
from zhunsheng.compulsion.rules import HandlingDraft, TestPeriod
from zhunsheng.compulsion.tests.builders import DAY, ITEM, OTHER, World, at, refused
from zhunsheng.documents import queries as documents
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.finding import Stale, StepRefused

pytestmark = pytest.mark.django_db
SHORTER = """\
key: compulsion.urgent_report
label: 示例
unit: 小时
values:
  - {{since: {since}, value: 1, basis: "ACL-2011:19", source: 示例文件,
     checked_on: 2025-09-01, verified: true}}
"""
RELEASED = HandlingDraft(HandlingKind.RELEASE, ReleaseGround.SETTLED, receiver="示例甲")


def papers(world: World, row: Measure) -> list[str]:
    return sorted(p.kind for p in documents.documents_of(world.viewer(), ("measure", row.id)))


def course(world: World, row: Measure) -> queries.Course:
    return queries.file_of(world.viewer(), row.id).course


def on(days: int) -> date:
    return DAY + timedelta(days=days)


class TestSeizing:
    def test_is_asked_for_approved_carried_out_and_released(self, world: World) -> None:
        row = world.executed()
        found = course(world, row)
        assert found.due_on == date(2025, 10, 8)
        assert found.stage(date(2025, 10, 8)) is MeasureStage.IN_FORCE
        assert found.stage(date(2025, 10, 9)) is MeasureStage.LAPSED
        assert papers(world, row) == [
            "measure_approval",
            "measure_record",
            "seal_seize_decision",
            "seal_seize_list",
        ]
        assert queries.open_measures(world.viewer(), [("inspection", world.entity)]) == (row,)

        world.take(services.handle, row, "deputy", at(9, day=on(20)), draft=RELEASED)

        assert course(world, row).stage(on(20)) is MeasureStage.ENDED
        assert "seal_seize_handling" in papers(world, row)
        assert queries.open_measures(world.viewer(), [("inspection", world.entity)]) == ()
        entries = journal.timeline(world.viewer(), [("measure", row.id)])
        kinds = [entry.sentence for entry in entries]
        assert any("示例deputy批准对示例区晨安化工有限公司采取扣押措施" in one for one in kinds)

    def test_is_refused_to_a_delegate_with_article_17(self, world: World) -> None:
        def ask() -> object:
            return services.request_measure(
                ctx=world.act("street", at(9)), draft=world.draft(), at=at(9), on=DAY
            )

        assert refused(ask) == ["step.request.wrong_role", "compulsion.delegated"]
        with pytest.raises(StepRefused) as refusal:
            ask()
        assert str(refusal.value.findings[1].basis) == "ACL-2011:17"

    def test_is_refused_where_an_officer_of_a_street_would_take_part(self, world: World) -> None:
        team = (world.officers["yi"], world.officers["street"])
        assert refused(lambda: world.requested(officers=team)) == ["compulsion.delegated"]

    def test_is_refused_to_an_officer_whose_certificate_ended_yesterday(self, world: World) -> None:
        ended = world.add_officer("old", world.team, until=DAY - timedelta(days=1))
        codes = refused(lambda: world.requested(officers=(world.officers["yi"], ended)))
        assert codes == ["officers.credential_lapsed"]

    def test_is_refused_when_the_certificate_ended_after_the_approval(self, world: World) -> None:
        ends = world.add_officer("ends", world.team, until=DAY)
        row = world.approved(officers=(world.officers["yi"], ends))
        later = at(14, day=on(1))
        assert refused(lambda: world.execute(row, later)) == ["officers.credential_lapsed"]

    def test_is_refused_without_matter_ground_and_reason_with_all_reasons(
        self, world: World
    ) -> None:
        draft = world.draft(matter=world.bureau, ground=None, necessity=" ", officers=world.two[:1])
        assert refused(lambda: world.requested(draft=draft)) == [
            "compulsion.matter.unknown",
            "compulsion.reason.missing",
            "compulsion.ground.unfit",
            "officers.fewer_than_two",
        ]
        assert refused(lambda: world.requested(matter=world.closed)) == ["compulsion.matter.over"]

    def test_rests_on_the_chemicals_law_only_since_it_is_in_force(self, world: World) -> None:
        ground = Ground.CHEMICAL_GOODS
        assert refused(lambda: world.requested(ground=ground)) == ["compulsion.ground.not_in_force"]
        since = at(9, day=date(2026, 5, 1))
        assert world.requested(when=since, ground=ground).ground == ground.value

    def test_is_not_carried_out_before_its_approval(self, world: World) -> None:
        row = world.requested()
        codes = refused(lambda: world.execute(row, at(14)))
        assert codes == ["compulsion.seal_seize.execution.needs.approval"]
        row = world.approved()
        assert refused(lambda: world.execute(row, at(9, 59))) == ["compulsion.time.before_last"]

    def test_takes_no_goods_of_others_and_no_necessities(self, world: World) -> None:
        row = world.approved()
        wrong = (
            replace(ITEM, standing=ItemStanding.UNCONNECTED),
            replace(ITEM, standing=ItemStanding.NECESSITY),
        )
        assert refused(lambda: world.execute(row, at(14), items=wrong)) == [
            "compulsion.items.unconnected",
            "compulsion.items.necessity",
        ]
        assert refused(lambda: world.execute(row, at(14), items=())) == ["compulsion.items.none"]

    def test_is_recorded_with_every_reason_of_article_18(self, world: World) -> None:
        row = world.approved()

        def bare() -> object:
            return world.execute(
                row,
                at(14),
                certificates_shown=False,
                rights_told=False,
                party_heard=False,
                signed=False,
            )

        assert refused(bare) == [
            "compulsion.scene.no_certificate_shown",
            "compulsion.scene.rights_untold",
            "compulsion.scene.party_unheard",
            "compulsion.scene.unsigned",
        ]

    def test_is_given_up_before_it_is_taken_and_then_closed(self, world: World) -> None:
        row = world.requested()
        world.take(services.abandon, row, "deputy", at(10), reason="情节轻微，不需要采取措施。")
        assert course(world, row).stage(DAY) is MeasureStage.ABANDONED
        codes = refused(lambda: world.take(services.approve, row, "chief", at(11), opinion=""))
        assert codes == ["compulsion.seal_seize.closed"]


class TestTerm:
    def test_is_extended_once_and_shown_with_its_days_of_tests(self, world: World) -> None:
        row = world.executed()
        period = TestPeriod(on(2), on(6))
        world.take(
            services.tell_testing,
            row,
            "yi",
            at(9, day=on(1)),
            matter="危险特性鉴定",
            period=period,
            in_writing=True,
        )
        assert course(world, row).due_on == date(2025, 10, 12)
        world.take(services.end_testing, row, "yi", at(9, day=on(4)), result="属于易燃液体。")
        assert course(world, row).due_on == date(2025, 10, 10)

        end = at(17, day=date(2025, 10, 10))
        world.take(services.extend, row, "deputy", end, days=30, reason="案情复杂。")

        assert course(world, row).due_on == date(2025, 11, 9)
        paper = next(
            p
            for p in documents.documents_of(world.viewer(), ("measure", row.id))
            if p.kind == "seal_seize_extension"
        )
        assert "2025年11月9日" in documents.document(world.viewer(), paper.id).content
        later = at(9, day=date(2025, 10, 11))
        again = refused(
            lambda: world.take(services.extend, row, "chief", later, days=1, reason="再延长。")
        )
        assert again == ["compulsion.seal_seize.extension.done_already"]

    def test_is_not_extended_after_its_end_nor_beyond_thirty_days(self, world: World) -> None:
        row = world.executed()
        late = at(9, day=date(2025, 10, 9))
        codes = refused(
            lambda: world.take(services.extend, row, "deputy", late, days=31, reason=" ")
        )
        assert codes == [
            "compulsion.term.over",
            "compulsion.reason.missing",
            "compulsion.extension.too_long",
        ]

    def test_ends_by_itself_and_leaves_release_alone(self, world: World) -> None:
        row = world.executed()
        late = at(9, day=date(2025, 10, 9))
        taken = HandlingDraft(HandlingKind.CONFISCATION, paper="（示）应急罚〔2025〕1号")
        codes = refused(lambda: world.take(services.handle, row, "deputy", late, draft=taken))
        assert codes == ["compulsion.handling.too_late"]
        assert queries.open_measures(world.viewer(), [("inspection", world.entity)]) == (row,)
        expired = HandlingDraft(HandlingKind.RELEASE, ReleaseGround.EXPIRED)
        world.take(services.handle, row, "deputy", late, draft=expired)
        assert course(world, row).ended is not None


class TestUrgency:
    def begun(self, world: World) -> Measure:
        row = services.start_urgently(
            ctx=world.act("yi", at(9)),
            draft=world.draft(urgent_reason="桶体泄漏。"),
            at=at(9),
            on=DAY,
        )
        return world.execute(row, at(9, 10))

    def test_is_reported_and_approved_within_24_hours(self, world: World) -> None:
        row = self.begun(world)
        assert course(world, row).stage(DAY) is MeasureStage.UNAPPROVED
        world.take(services.report_urgent, row, "yi", at(11), head="示例deputy")
        end = at(9, 10, day=on(1))
        world.take(services.approve_afterwards, row, "deputy", end, opinion="")
        assert course(world, row).stage(on(1)) is MeasureStage.IN_FORCE
        assert "measure_approval" in papers(world, row)

    def test_is_not_approved_a_minute_after_24_hours_but_released(self, world: World) -> None:
        row = self.begun(world)
        world.take(services.report_urgent, row, "yi", at(11), head="示例deputy")
        late = at(9, 11, day=on(1))
        codes = refused(
            lambda: world.take(services.approve_afterwards, row, "deputy", late, opinion="")
        )
        assert codes == ["compulsion.late_approval.too_late"]
        draft = HandlingDraft(HandlingKind.RELEASE, ReleaseGround.NOT_APPROVED)
        world.take(services.handle, row, "deputy", late, draft=draft)
        assert course(world, row).stage(on(1)) is MeasureStage.ENDED

    def test_needs_its_explanation(self, world: World) -> None:
        def begin() -> object:
            ctx = world.act("yi", at(9))
            return services.start_urgently(ctx=ctx, draft=world.draft(), at=at(9), on=DAY)

        assert refused(begin) == ["compulsion.urgency.unexplained"]


class TestHours:
    """行政强制法 19: the hours are those of the law of the day on which the measure was taken."""

    def test_are_not_cut_short_by_a_law_that_came_in_between(
        self, world: World, tmp_path: Path, settings: Settings
    ) -> None:
        place = tmp_path / "law" / "parameters"
        place.mkdir(parents=True)
        (place / "urgent.yaml").write_text(SHORTER.format(since=on(1)), "utf-8")
        settings.ZHUNSHENG_OVERLAY_DIR = str(tmp_path)
        draft = world.draft(urgent_reason="桶体泄漏。")
        row = services.start_urgently(ctx=world.act("yi", at(9)), draft=draft, at=at(9), on=DAY)
        world.execute(row, at(9, 10))
        end = at(9, 10, day=on(1))
        assert course(world, row).approval_due_at == end
        world.take(services.report_urgent, row, "yi", at(9, day=on(1)), head="示例deputy")
        world.take(services.approve_afterwards, row, "deputy", end, opinion="")
        assert course(world, row).stage(on(1)) is MeasureStage.IN_FORCE


class TestPowerCut:
    def test_is_approved_by_the_chief_and_by_no_deputy(self, world: World) -> None:
        row = world.requested(draft=world.cut_draft())
        codes = refused(lambda: world.take(services.approve, row, "deputy", at(10), opinion=""))
        assert codes == ["step.approval.wrong_role"]
        world.take(services.approve, row, "chief", at(10), opinion="")
        assert papers(world, row) == ["measure_approval", "power_cut_decision"]

    def test_is_made_24_hours_after_the_notice_and_restored_when_obeyed(self, world: World) -> None:
        row = world.delivered()
        early = at(10, 30, day=on(1))
        assert refused(lambda: world.execute(row, early)) == ["compulsion.cut.too_early"]
        world.execute(row, at(10, 31, day=on(1)))
        assert course(world, row).due_on is None
        assert queries.open_measures(world.viewer(), [("inspection", world.entity)]) == (row,)
        back = at(9, day=on(3))
        assert refused(lambda: world.take(services.restore, row, "chief", back, reason="")) == [
            "compulsion.reason.missing"
        ]
        world.take(services.restore, row, "deputy", back, reason="已停止使用该设备。")
        assert course(world, row).stage(on(3)) is MeasureStage.ENDED
        assert papers(world, row) == [
            "delivery_receipt",
            "measure_approval",
            "measure_record",
            "power_cut_decision",
            "power_cut_notice",
            "power_restoration",
        ]

    def test_is_not_made_at_night_or_on_the_national_day(self, world: World) -> None:
        row = world.delivered()
        night = ["compulsion.cut.night_or_holiday"]
        assert refused(lambda: world.execute(row, at(22, day=on(1)))) == night
        assert refused(lambda: world.execute(row, at(5, 59, day=on(2)))) == night
        holiday = at(10, day=date(2025, 10, 1))
        old = ["compulsion.cut.approval_old", *night]
        assert refused(lambda: world.execute(row, holiday)) == old

    def test_in_an_emergency_needs_no_hours(self, world: World) -> None:
        draft = world.cut_draft(urgent=True, urgent_reason="联锁失效，随时可能爆炸")
        row = world.approved(by="chief", draft=draft)
        world.take(services.notify_cut, row, "yi", at(10, 30), planned_at=at(10, 40))
        world.execute(row, at(10, 40))
        assert course(world, row).executed is not None

    def test_is_not_made_where_the_order_was_obeyed_meanwhile(self, world: World) -> None:
        row = world.delivered()
        codes = refused(lambda: world.execute(row, at(11, day=on(1)), still_defied=False))
        assert codes == ["compulsion.cut.obeyed"]


class TestTwice:
    def test_the_second_of_two_on_one_form_is_told_and_nothing_is_lost(self, world: World) -> None:
        row = world.requested()
        version = row.version
        world.take(services.approve, row, "deputy", at(10), opinion="", version=version)
        with pytest.raises(Stale, match="示例deputy 批准采取强制措施"):
            world.take(services.approve, row, "chief", at(10), opinion="", version=version)
        codes = refused(lambda: world.take(services.approve, row, "chief", at(11), opinion=""))
        assert codes == ["compulsion.seal_seize.approval.done_already"]

    def test_the_same_form_sent_twice_makes_one_measure(self, world: World) -> None:
        draft = world.draft()
        first, second = (
            services.request_measure(
                ctx=world.act("yi", at(9), key="once"), draft=draft, at=at(9), on=DAY
            )
            for _ in range(2)
        )
        assert first == second
        assert queries.measures(world.viewer(), queries.MeasureFilters()).count() == 1


class TestBorder:
    def test_another_bureau_sees_and_moves_nothing(self, world: World) -> None:
        row = world.executed()
        stranger = World(OTHER, "999905")
        assert queries.duties(stranger.viewer(), date(2025, 10, 8)) == ()
        assert not queries.measures(stranger.viewer(), queries.MeasureFilters()).exists()
        with pytest.raises(Measure.DoesNotExist):
            stranger.take(services.handle, row, "deputy", at(15), draft=RELEASED)
        draft = stranger.draft(matter=world.entity)
        assert refused(lambda: stranger.requested(draft=draft)) == ["compulsion.matter.unknown"]


class TestDuties:
    def keys(self, world: World, day: date) -> list[str]:
        return [d.key.split(":")[0] for d in queries.duties(world.viewer(), day)]

    def test_name_an_approval_and_the_last_five_days_of_a_term(self, world: World) -> None:
        world.requested(kind=MeasureKind.SEALING)
        world.requested(draft=world.cut_draft())
        assert self.keys(world, DAY) == ["compulsion.approval", "compulsion.chief_approval"]
        world.executed()
        assert "compulsion.handling" not in self.keys(world, date(2025, 10, 2))
        assert self.keys(world, date(2025, 10, 3))[0] == "compulsion.handling"
        assert self.keys(world, date(2025, 10, 9))[0] == "compulsion.release"

    def test_name_report_and_approval_within_the_hours(self, world: World) -> None:
        row = TestUrgency().begun(world)
        assert self.keys(world, DAY) == ["compulsion.late_approval", "compulsion.report"]
        assert [d.due_on for d in queries.duties(world.viewer(), DAY)] == [on(1), on(1)]
        world.take(services.report_urgent, row, "yi", at(11), head="示例deputy")
        assert self.keys(world, on(1)) == ["compulsion.late_approval"]
        assert self.keys(world, on(2)) == ["compulsion.release"]
