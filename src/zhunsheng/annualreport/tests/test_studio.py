"""Writing, approving and handing in a report on a told year."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest

from zhunsheng.annualreport import queries, rules, services
from zhunsheng.annualreport.choices import ReportReceiver
from zhunsheng.annualreport.models import Report
from zhunsheng.annualreport.tests.builders import approved, compiled, filled, write, written
from zhunsheng.annualreport.tests.records import rewritten
from zhunsheng.cases.models import Decision
from zhunsheng.kernel.finding import Stale, StepRefused
from zhunsheng.statistics.tests.builders import AS_OF, YearWorld, kept_year

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[YearWorld]:
    with django_db_blocker.unblock(), kept_year() as told:
        yield told


class TestWrite:
    def test_keeps_each_version_with_who_wrote_it_and_what_it_changed(self, world):
        write(world, "officers", "队伍稳定。")
        row = write(world, "officers", "队伍稳定，配备充足。", by="deputy", version=1)
        found = queries.versions(row)
        assert [(one.version.number, one.version.by_name) for one in found] == [
            (2, world.act("deputy", AS_OF).by.name),
            (1, world.act("reviewer", AS_OF).by.name),
        ]
        assert [one.text for one in found[0].pieces if one.kind == "ins"] == ["，配备充足"]
        assert "至年末" in found[1].version.before
        assert queries.written(world.viewer(), 2025)["officers"].text == "队伍稳定，配备充足。"

    def test_enters_the_compiled_text(self, world):
        write(world, "officers", "在册{figure:workforce.officers}。")
        lines = queries.plain_text(queries.text(compiled(world)))
        assert any(line.startswith("在册") and line.endswith("人。") for line in lines)

    def test_refuses_a_typed_number_and_a_place_of_no_figure(self, world):
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            write(world, "first_study", "主持会议12次，{figure:no.such}。")
        assert [one.code for one in refused.value.findings] == ["annualreport.typed_number"]
        assert "“{figure:no.such}”、“12”" in refused.value.findings[0].message
        assert written(world) == before

    def test_refuses_a_number_in_words(self, world):
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            write(world, "remedies", "本年度办理行政许可一百二十件，罚款四十三万元。")
        assert "“一百二十件”、“四十三万元”" in refused.value.findings[0].message
        assert written(world) == before

    def test_refuses_who_does_not_write_and_what_changes_nothing(self, world):
        write(world, "officers", "队伍稳定。")
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            write(world, "officers", "队伍稳定。\n", by="finance", version=1)
        assert [one.code for one in refused.value.findings] == [
            "step.write.wrong_role",
            "annualreport.unchanged",
        ]
        assert written(world) == before

    def test_tells_the_second_of_two_editors_who_wrote_what(self, world):
        write(world, "officers", "队伍稳定。")
        before = written(world)
        with pytest.raises(Stale) as stale:
            write(world, "officers", "人员不足。", by="deputy", version=0)
        assert [(one.what, one.by) for one in stale.value.later] == [
            ("撰写报告文字", world.act("reviewer", AS_OF).by.name)
        ]
        assert written(world) == before

    def test_keeps_a_comment_beside_the_version_it_was_made_on(self, world):
        row = write(world, "officers", "队伍稳定。")
        services.comment_block(
            ctx=world.act("chief", AS_OF), year=2025, key="officers", text="请写明人数。", on=AS_OF
        )
        (said,) = queries.comments(row)
        assert (said.number, said.text) == (1, "请写明人数。")
        assert queries.comment_counts(world.viewer(), 2025) == {"officers": 1}

    def test_refuses_an_empty_comment(self, world):
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            services.comment_block(
                ctx=world.act("chief", AS_OF), year=2025, key="officers", text="。", on=AS_OF
            )
        assert [one.code for one in refused.value.findings] == ["annualreport.no_comment"]
        assert written(world) == before

    def test_knows_the_blocks_of_the_report_alone(self, world):
        with pytest.raises(rules.UnknownBlock):
            write(world, "no_such", "文字。")

    def test_draws_the_third_part_from_dated_records(self, world):
        lines = queries.first_person(world.viewer(), 2025)
        said = {one.duty.duty: one.said for one in lines}
        assert said["组织学法"] == "系统没有这类记录"
        assert said["签订委托执法文书"] == "本年度没有记录"
        assert all(one.days for one in lines if one.said.startswith("2025年"))


class TestDay:
    def test_of_an_approval_is_that_of_its_entry(self, world):
        """What the program itself does is of the day on which it is entered (record 0035)."""
        row = filled(world)
        services.submit_report(ctx=world.act("reviewer", AS_OF), report=row.id, on=AS_OF)
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            services.approve_report(
                ctx=world.act("chief", AS_OF), report=row.id, on=date(2026, 1, 14)
            )
        assert [one.code for one in refused.value.findings] == ["step.approve.backdated"]
        assert written(world) == before


class TestApproval:
    """第一责任人职责规定: what is handed in and published is what the head approved."""

    def codes(self, act, **kwargs) -> list[str]:
        with pytest.raises(StepRefused) as refused:
            act(on=AS_OF, **kwargs)
        assert all(one.next_step for one in refused.value.findings)
        return [one.code for one in refused.value.findings]

    def test_is_refused_while_places_are_open(self, world):
        row = compiled(world)
        before = written(world)
        codes = self.codes(services.submit_report, ctx=world.act("reviewer", AS_OF), report=row.id)
        assert codes == ["annualreport.open_hints"]
        assert written(world) == before

    def test_is_refused_for_a_shortcoming_without_a_measure(self, world):
        filled(world)
        write(world, "reach_the_plan", "", is_used=False)
        row = compiled(world)
        before = written(world)
        codes = self.codes(services.submit_report, ctx=world.act("reviewer", AS_OF), report=row.id)
        assert codes == ["annualreport.unanswered"]
        assert written(world) == before

    def test_is_refused_without_a_text_of_each_of_the_four_parts(self, world):
        """督察工作规定 25: the report says how the head fulfilled the duties."""
        filled(world)
        write(world, "first_duties", "", is_used=False, version=1)
        write(world, "first_study", "", is_used=False, version=1)
        row = compiled(world)
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            services.submit_report(ctx=world.act("reviewer", AS_OF), report=row.id, on=AS_OF)
        assert [one.code for one in refused.value.findings] == ["annualreport.empty_part"]
        assert "第一责任人职责的有关情况”没有内容" in refused.value.findings[0].message
        assert written(world) == before

    def test_is_refused_where_the_records_moved_since_the_draft_was_compiled(self, world):
        """What the head signs agrees with the records on the day of signing."""
        row = filled(world)
        services.submit_report(ctx=world.act("reviewer", AS_OF), report=row.id, on=AS_OF)
        before = written(world)
        last = Decision.objects.of(world.viewer()).latest("id")
        with rewritten(last, fine_fen=last.fine_fen + 1):
            act = world.act("chief", AS_OF)
            codes = self.codes(services.approve_report, ctx=act, report=row.id)
        assert codes == ["annualreport.figures_moved"]
        assert written(world) == before

    def test_is_the_heads_alone_and_only_of_what_was_submitted(self, world):
        row = filled(world)
        before = written(world)
        codes = self.codes(services.approve_report, ctx=world.act("deputy", AS_OF), report=row.id)
        assert codes == [
            "step.approve.wrong_role",
            "annualreport.approve.needs.submit",
            "annualreport.not_waiting",
        ]
        assert written(world) == before

    def test_binds_the_hash_of_figures_and_text(self, world):
        row = approved(world)
        said = [(one.step, one.content_hash) for one in queries.acts(row)]
        assert said == [("submit", row.manifest_hash), ("approve", row.manifest_hash)]

    def test_gives_back_with_a_reason_and_takes_a_new_draft(self, world):
        row = filled(world)
        services.submit_report(ctx=world.act("reviewer", AS_OF), report=row.id, on=AS_OF)
        before = written(world)
        chief = world.act("chief", AS_OF)
        codes = self.codes(services.return_report, ctx=chief, report=row.id, reason=" ")
        assert codes == ["annualreport.no_reason"]
        assert written(world) == before
        services.return_report(ctx=chief, report=row.id, reason="第三部分写明日期。", on=AS_OF)
        again = self.codes(services.submit_report, ctx=world.act("reviewer", AS_OF), report=row.id)
        assert "annualreport.was_returned" in again
        new = compiled(world, note="修改稿")
        services.submit_report(ctx=world.act("reviewer", AS_OF), report=new.id, on=AS_OF)
        services.approve_report(ctx=world.act("chief", AS_OF), report=new.id, on=AS_OF)
        assert queries.approved(world.viewer(), 2025) == new

    def test_refuses_a_draft_beside_which_a_newer_one_stands(self, world):
        row = filled(world)
        compiled(world)
        codes = self.codes(services.submit_report, ctx=world.act("reviewer", AS_OF), report=row.id)
        assert codes == ["annualreport.newer_draft"]

    def test_takes_one_draft_of_the_year_at_a_time(self, world):
        first = filled(world)
        services.submit_report(ctx=world.act("reviewer", AS_OF), report=first.id, on=AS_OF)
        second = compiled(world, note="另一稿")
        before = written(world)
        reviewer = world.act("reviewer", AS_OF)
        codes = self.codes(services.submit_report, ctx=reviewer, report=second.id)
        assert codes == ["annualreport.another_waits"]
        assert written(world) == before

    def test_does_not_let_another_text_out_than_the_approved(self, world):
        row = approved(world)
        said = json.loads(row.manifest)
        said["note"] = "改过的说明"
        with rewritten(row, manifest=json.dumps(said)):
            codes = self.codes(
                services.publish_report, ctx=world.act("chief", AS_OF), report=row.id
            )
        assert codes == ["annualreport.other_text"]


class TestHandIn:
    def hand_in(self, world: YearWorld, row: Report, receiver: ReportReceiver, **rest) -> Report:
        values = {"receipt": "示政收〔2026〕8号", **rest}
        return services.hand_in_report(
            ctx=world.act("reviewer", AS_OF), report=row.id, receiver=receiver, on=AS_OF, **values
        )

    def test_keeps_the_receipt_and_ends_the_clock_of_the_receiver(self, world):
        """督察工作规定 24: before 1 March to the government and the upper bureau."""
        row = approved(world)
        due = [(one.key, one.due_on) for one in queries.duties(world.viewer(), AS_OF)]
        last = date(2026, 2, 28)
        assert due == [
            ("annualreport.hand_in:2025:government", last),
            ("annualreport.hand_in:2025:upper_bureau", last),
            ("annualreport.publish:2025", date(2026, 3, 31)),
        ]
        self.hand_in(world, row, ReportReceiver.GOVERNMENT)
        self.hand_in(world, row, ReportReceiver.UPPER_BUREAU)
        said = [(one.receiver_label, one.receipt) for one in queries.acts(row)[2:]]
        assert said == [
            ("本级党委和政府", "示政收〔2026〕8号"),
            ("上一级应急管理部门", "示政收〔2026〕8号"),
        ]
        keys = [one.key for one in queries.duties(world.viewer(), AS_OF)]
        assert keys == ["annualreport.publish:2025"]

    def test_is_refused_before_approval_twice_and_without_a_receipt(self, world):
        row = filled(world)
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            self.hand_in(world, row, ReportReceiver.GOVERNMENT, receipt="")
        assert [one.code for one in refused.value.findings] == [
            "annualreport.hand_in.needs.approve",
            "annualreport.no_receipt",
        ]
        assert written(world) == before

    def approved_again(self, world: YearWorld) -> Report:
        row = compiled(world, note="更正稿")
        services.submit_report(ctx=world.act("reviewer", AS_OF), report=row.id, on=AS_OF)
        waits = {(one.key, one.roles) for one in queries.duties(world.viewer(), AS_OF)}
        assert waits == {("annualreport.approve:2025", frozenset({"CHIEF"}))}
        services.approve_report(ctx=world.act("chief", AS_OF), report=row.id, on=AS_OF)
        return row

    def test_of_an_overtaken_draft_is_refused_and_so_is_its_publication(self, world):
        """督察工作规定 24: one report of the year goes out, the one that was approved last."""
        first = approved(world)
        again = self.approved_again(world)
        facts = queries.facts_of(world.viewer(), year=2025, on=AS_OF, row=first)
        assert facts.overtaken_by == again.round
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            self.hand_in(world, first, ReportReceiver.GOVERNMENT)
        assert [one.code for one in refused.value.findings] == ["annualreport.overtaken"]
        with pytest.raises(StepRefused) as refused:
            services.publish_report(ctx=world.act("chief", AS_OF), report=first.id, on=AS_OF)
        assert [one.code for one in refused.value.findings] == ["annualreport.overtaken"]
        assert written(world) == before

    def test_of_a_later_draft_corrects_and_says_why(self, world):
        first = approved(world)
        self.hand_in(world, first, ReportReceiver.GOVERNMENT)
        again = self.approved_again(world)
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            self.hand_in(world, again, ReportReceiver.GOVERNMENT, reason="。")
        assert [one.code for one in refused.value.findings] == ["annualreport.no_correction_reason"]
        assert written(world) == before
        self.hand_in(world, again, ReportReceiver.GOVERNMENT, reason="补充第三部分。")
        self.hand_in(world, again, ReportReceiver.UPPER_BUREAU, reason="补充第三部分。")
        said = [(one.receiver, one.note) for one in queries.acts(again)[2:]]
        assert said == [("GOVERNMENT", "补充第三部分。"), ("UPPER_BUREAU", "")]

    def test_is_recorded_once_for_each_receiver(self, world):
        row = approved(world)
        self.hand_in(world, row, ReportReceiver.GOVERNMENT)
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            self.hand_in(world, row, ReportReceiver.GOVERNMENT)
        assert [one.code for one in refused.value.findings] == ["annualreport.handed_in_already"]
        assert written(world) == before
