"""Compiling, publishing and verifying a report on a told year."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest

from zhunsheng.annualreport import exports, queries, services
from zhunsheng.annualreport.models import (
    Report,
)
from zhunsheng.annualreport.tests.builders import approved, compiled, filled, write, written
from zhunsheng.annualreport.tests.records import rewritten
from zhunsheng.cases.models import Decision
from zhunsheng.cases.tests.world import OTHER
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.publication import queries as publication
from zhunsheng.statistics.tests.builders import AS_OF, YearWorld, kept_year, without_last

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[YearWorld]:
    with django_db_blocker.unblock(), kept_year() as told:
        yield told


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

    @pytest.mark.parametrize("note", ["全年检查9999家，罚款888万元。", "全年罚款四十三万元。"])
    def test_is_refused_for_a_number_in_the_note(self, world, note):
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            compiled(world, note=note)
        assert [one.code for one in refused.value.findings] == ["annualreport.typed_number"]
        assert written(world) == before


class TestPublish:
    def publish(self, world: YearWorld, row: Report, reason: str = "") -> Report:
        return services.publish_report(
            ctx=world.act("chief", AS_OF), report=row.id, on=AS_OF, reason=reason
        )

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

    def test_of_a_part_that_stays_inside_keeps_its_heading_and_says_so(self, world):
        """督察工作规定 25: four parts; 政府信息公开条例 17: what is not shown is decided upon."""
        texts = {"first_duties": "示例履职。", "first_study": "示例学法。", "first_party": "示例。"}
        for key, text in texts.items():
            write(world, key, text, is_public=False)
        row = approved(world)
        assert queries.text(row).inner_parts == (
            "党政主要负责人履行推进法治建设第一责任人职责的有关情况",
        )
        self.publish(world, row)
        page = exports.public_html(row).decode()
        assert page.count("<h2>") == 4
        assert "四、下一年度推进法治政府建设的主要安排" in page
        out = publication.published(world.viewer()).get(subject_id=row.id)
        for shown in (page, out.contents["fields"][2][2]):
            assert "本部分内容依照有关规定不予公开。" in shown
            assert not any(text in shown for text in texts.values())

    def test_of_a_corrected_draft_takes_the_place_of_the_public_one(self, world):
        """政府信息公开条例 26: what was changed is published within twenty working days."""
        first = approved(world)
        self.publish(world, first)
        again = approved(world)
        due = [(x.key, x.due_on, x.subject) for x in queries.duties(world.viewer(), AS_OF)]
        told = "2025年度，第1稿已由第2稿替代"
        assert due[-1] == ("annualreport.replace:2025", date(2026, 2, 12), told)
        assert all("publish" not in key for key, _, _ in due)
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            self.publish(world, again, reason="。")
        assert [one.code for one in refused.value.findings] == [
            "annualreport.no_replacement_reason"
        ]
        assert "第1稿正在公开" in refused.value.findings[0].message
        assert written(world) == before
        self.publish(world, again, reason="更正第一部分")
        shown = publication.published(world.viewer()).filter(kind="REPORT")
        assert [one.subject_id for one in shown] == [again.id]
        (gone,) = publication.withdrawn(world.viewer())
        assert gone.subject_id == first.id
        assert gone.withdrawal.reason == "年度报告已经更正，由第2稿替代，理由：更正第一部分"
        assert queries.to_replace(world.viewer()) == ()

    def test_of_the_same_draft_twice_is_refused(self, world):
        row = approved(world)
        self.publish(world, row)
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            self.publish(world, row)
        assert [one.code for one in refused.value.findings] == ["annualreport.publish.done_already"]
        assert written(world) == before

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


class TestComparison:
    def test_puts_last_years_report_beside_this_one(self, world):
        first = compiled(world, year=2024)
        last, lines = queries.compared(compiled(world))
        assert last == first
        visits = next(one for one in lines if one.label == "行政检查")
        assert (visits.last, visits.now, visits.difference) == ("0", "4", "+4")

    def test_is_empty_without_a_report_of_last_year(self, world):
        assert queries.compared(compiled(world)) == (None, ())


class TestVerify:
    def test_finds_nothing_on_the_same_records(self, world):
        assert queries.verify(exports.figures_json(compiled(world))) == []

    def test_gives_the_same_numbers_after_another_year_went_on(self, world):
        row = compiled(world)
        content = exports.figures_json(row)
        later = date(2026, 1, 20)
        visit = world.visit(BasisKind.OWN_DRAW, later, findings=2)
        world.order(visit, due_on=date(2026, 2, 20), on=later)
        world.delivered_case(1_500_000, later)
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

    def test_names_the_numbers_that_no_figure_stands_behind(self, world):
        said = json.loads(exports.figures_json(compiled(world)))
        said["manifest"]["note"] = "全年检查9999家。"
        lines = [line for part in said["manifest"]["text"]["parts"] for line in part["lines"]]
        lines[1]["runs"].append({"text": "罚款四十三万元。", "figure": ""})
        said["manifest_hash"] = sha256_hex(said["manifest"])
        found = queries.verify(json.dumps(said).encode())
        assert [one.key for one in found] == ["text", "text"]
        assert "报告写有“9999”，没有记录可以核对" in found[0].sentence
        assert "报告写有“四十三万元”" in found[1].sentence

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
