"""Compiling, publishing and verifying a report on a told year."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import docx
import pypdfium2
import pytest

from zhunsheng.annualreport import exports, queries, rules, services
from zhunsheng.annualreport.choices import ReportReceiver
from zhunsheng.annualreport.models import (
    BlockComment,
    BlockVersion,
    Report,
    ReportAct,
    ReportBlock,
)
from zhunsheng.annualreport.tests.records import rewritten
from zhunsheng.cases.models import Decision
from zhunsheng.cases.tests.world import OTHER
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.finding import Stale, StepRefused
from zhunsheng.publication import queries as publication
from zhunsheng.publication.models import Publication
from zhunsheng.statistics.tests.builders import AS_OF, YearWorld, kept_year, without_last

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[YearWorld]:
    with django_db_blocker.unblock(), kept_year() as told:
        yield told


def compiled(world: YearWorld, by: str = "reviewer", **changes) -> Report:
    values = {"year": 2025, "as_of": AS_OF, "on": AS_OF, **changes}
    return services.compile_report(ctx=world.act(by, AS_OF), **values)


def written(world: YearWorld) -> tuple[int, ...]:
    scope = world.viewer()
    kept = (Report, ReportAct, ReportBlock, BlockVersion, BlockComment, Publication)
    return (*(table.objects.of(scope).count() for table in kept), world.events)


def write(
    world: YearWorld, key: str, text: str, *, by: str = "reviewer", version: int = 0, **rest
) -> ReportBlock:
    return services.write_block(
        ctx=world.act(by, AS_OF),
        year=2025,
        draft=rules.BlockDraft(key, text, **rest),
        version=version,
        on=AS_OF,
    )


def filled(world: YearWorld) -> Report:
    """Compile after the office filled every place that is left to it."""
    manuscript = queries.manuscript(world.viewer(), 2025, AS_OF)
    for _, section in rules.templates().sections():
        draft = manuscript.draft(section)
        lines = draft.text.split("\n")
        kept = [line for line in lines if line and not line.startswith("［")]
        if draft.is_used and kept != lines:
            write(world, section.key, "\n".join([*kept, "已经补充。"]))
    return compiled(world)


def approved(world: YearWorld) -> Report:
    row = filled(world)
    services.submit_report(ctx=world.act("reviewer", AS_OF), report=row.id, on=AS_OF)
    services.approve_report(ctx=world.act("chief", AS_OF), report=row.id, on=AS_OF)
    return row


class TestCompile:
    def test_stores_figures_and_text_under_one_hash(self, world):
        row = compiled(world)
        said = {one["key"]: one["value"] for one in row.contents["figures"]}
        assert said["inspection.visits"] == 4
        assert said["cases.fines"] == 4_000_000
        assert row.manifest_hash == sha256_hex(row.contents)
        assert row.title == "示例区999900应急管理局2025年度法治政府建设情况报告"
        lines = "".join(queries.plain_text(queries.text(row)))
        assert "全年实施行政检查4家次，涉及生产经营单位2家。" in lines
        assert "罚款案件4起，罚款金额4万元。" in lines

    def test_keeps_earlier_drafts_beside_the_new_one(self, world):
        first, second = compiled(world), compiled(world, note="数字为虚构")
        assert (first.round, second.round) == (1, 2)
        assert [one.id for one in queries.reports(world.viewer())] == [second.id, first.id]

    def test_is_refused_with_all_reasons_and_writes_nothing(self, world):
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            compiled(
                world,
                by="finance",
                as_of=date(2025, 12, 1),
            )
        assert [one.code for one in refused.value.findings] == [
            "step.compile.wrong_role",
            "annualreport.year_not_over",
        ]
        assert written(world) == before


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
        assert "至{as_of}" in found[1].version.before
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

    def test_is_recorded_once_for_each_receiver(self, world):
        row = approved(world)
        self.hand_in(world, row, ReportReceiver.GOVERNMENT)
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            self.hand_in(world, row, ReportReceiver.GOVERNMENT)
        assert [one.code for one in refused.value.findings] == ["annualreport.handed_in_already"]
        assert written(world) == before


class TestPublish:
    def publish(self, world: YearWorld, row: Report) -> Report:
        return services.publish_report(ctx=world.act("chief", AS_OF), report=row.id, on=AS_OF)

    def test_puts_the_approved_text_out_before_the_first_of_april(self, world):
        row = approved(world)
        self.publish(world, row)
        out = publication.published(world.viewer()).get(subject_id=row.id)
        assert out.due_on == date(2026, 3, 31)
        assert "全年实施行政检查4家次" in out.snapshot
        assert row.manifest_hash in out.snapshot
        assert all("publish" not in one.key for one in queries.duties(world.viewer(), AS_OF))

    def test_keeps_party_items_inside(self, world):
        write(world, "first_party", "示例党内事项。", is_public=False)
        row = approved(world)
        self.publish(world, row)
        out = publication.published(world.viewer()).get(subject_id=row.id)
        assert "示例党内事项" not in out.snapshot
        assert "示例党内事项" not in exports.public_html(row).decode()
        assert "示例党内事项" in "".join(queries.plain_text(queries.text(row)))

    def test_is_refused_while_places_are_open_or_nothing_is_approved(self, world):
        row = compiled(world)
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            self.publish(world, row)
        assert [one.code for one in refused.value.findings] == [
            "annualreport.publish.needs.approve",
            "annualreport.open_hints",
        ]
        assert written(world) == before

    def test_follows_compiling_and_approval_on_the_desk(self, world):
        def due() -> list[tuple[str, date | None]]:
            return [(one.key, one.due_on) for one in queries.duties(world.viewer(), AS_OF)]

        last = date(2026, 2, 28)
        assert due() == [("annualreport.compile:2025", last)]
        row = filled(world)
        assert due() == [("annualreport.submit:2025", last)]
        services.submit_report(ctx=world.act("reviewer", AS_OF), report=row.id, on=AS_OF)
        (waits,) = queries.duties(world.viewer(), AS_OF)
        assert (waits.key, waits.roles) == ("annualreport.approve:2025", frozenset({"CHIEF"}))


#: A table whose last row is taken away, and the figure that must be named for it.
TABLES = (
    ("inspection_inspection", "inspection.own_draw_visits"),
    ("inspection_inspectionfinding", "inspection.findings"),
    ("inspection_rectificationorder", "inspection.orders"),
    ("inspection_reinspection", "inspection.rectified_orders"),
    ("cases_decision", "cases.fines"),
    ("legalreview_opinion", "cases.reviewed"),
    ("publication_publication", "publication.decisions"),
    ("planning_planpart", "planning.planned_visits"),
    ("draw_drawnunit", "draw.units"),
    ("workforce_credential", "workforce.officers"),
)


class TestVerify:
    def test_finds_nothing_on_the_same_records(self, world):
        assert queries.verify(exports.figures_json(compiled(world))) == []

    def test_gives_the_same_numbers_after_another_year_went_on(self, world):
        row = compiled(world)
        content = exports.figures_json(row)
        later = date(2026, 1, 20)
        visit = world.visit(BasisKind.OWN_DRAW, later, findings=2)
        world.order(visit, due_on=date(2026, 2, 20), on=later)
        world.delivered_case(5_000_000, later)
        assert queries.verify(content) == []
        assert exports.figures_json(queries.report(world.viewer(), row.id)) == content

    def test_names_the_figure_after_one_changed_record(self, world):
        content = exports.figures_json(compiled(world))
        last = Decision.objects.of(world.viewer()).order_by("id").last()
        assert last is not None
        with rewritten(last, fine_fen=last.fine_fen + 1):
            found = {one.key: one for one in queries.verify(content)}
        assert "数额有变动" in found["cases.fines"].sentence
        assert found["cases.fines"].found == 4_000_001

    @pytest.mark.parametrize(("table", "figure"), TABLES)
    def test_names_the_figure_of_a_record_that_is_gone(self, world, table, figure):
        content = exports.figures_json(compiled(world))
        with without_last(table):
            found = {one.key: one for one in queries.verify(content)}
        assert figure in found
        assert len(found[figure].missing) == 1
        assert found[figure].missing[0] in found[figure].sentence

    def test_names_a_value_that_was_changed_in_the_file(self, world):
        said = json.loads(exports.figures_json(compiled(world)))
        next(f for f in said["manifest"]["figures"] if f["key"] == "cases.fined")["value"] = 5
        found = queries.verify(json.dumps(said).encode())
        assert [one.key for one in found] == ["manifest", "cases.fined"]
        assert "被改动过" in found[0].sentence
        assert "报告载明5起，按现有记录为4起" in found[1].sentence

    def test_names_a_number_of_the_text_that_the_figures_do_not_bear(self, world):
        said = json.loads(exports.figures_json(compiled(world)))
        lines = [line for part in said["manifest"]["text"]["parts"] for line in part["lines"]]
        run = next(r for line in lines for r in line["runs"] if r["figure"] == "cases.fined")
        run["text"] = "5起"
        said["manifest_hash"] = sha256_hex(said["manifest"])
        found = queries.verify(json.dumps(said).encode())
        assert [one.key for one in found] == ["cases.fined"]
        assert "报告正文写“5起”（cases.fined），清单中这个数字为4起" in found[0].sentence

    def test_names_the_numbers_of_the_text_whose_figures_were_taken_out(self, world):
        said = json.loads(exports.figures_json(compiled(world)))
        said["manifest"]["figures"] = []
        said["manifest_hash"] = sha256_hex(said["manifest"])
        found = {one.key: one.sentence for one in queries.verify(json.dumps(said).encode())}
        assert "清单中没有这个数字" in found["cases.fined"]

    def test_does_not_know_another_database(self, world):
        said = json.loads(exports.figures_json(compiled(world)))
        said["manifest"]["bureau"] = str(UUID(int=7))
        with pytest.raises(queries.BadManifest) as bad:
            queries.verify(json.dumps(said).encode())
        assert "另一个数据库" in str(bad.value)

    def test_shows_nobody_the_figures_of_another_bureau(self, world):
        content = exports.figures_json(compiled(world))
        other = YearWorld(OTHER, "999901")
        with pytest.raises(queries.BadManifest):
            queries.verify_own(other.viewer(), content)


class TestFiles:
    def test_are_the_same_bytes_every_time(self, world):
        row = compiled(world)
        for write in (exports.report_docx, exports.report_pdf, exports.figures_json):
            assert write(row) == write(row)

    def test_print_the_same_text_in_both_formats(self, world):
        row = compiled(world, note="本报告数字为虚构")
        paper = docx.Document(io.BytesIO(exports.report_docx(row)))
        words = "".join(p.text for p in paper.paragraphs)
        pdf = pypdfium2.PdfDocument(exports.report_pdf(row))
        printed = "".join(page.get_textpage().get_text_range() for page in pdf)
        printed = "".join(printed.split())
        for wanted in ("全年实施行政检查4家次", "本报告数字为虚构", "罚款金额4万元"):
            assert wanted in words
            assert wanted in printed
