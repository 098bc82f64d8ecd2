"""Templates without typed numbers, text that stands on figures, manifests, disagreements."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

import pytest

from zhunsheng.annualreport import rules
from zhunsheng.annualreport.choices import ReportPart
from zhunsheng.annualreport.procedure import ANNUAL_REPORT
from zhunsheng.annualreport.rules import ReportFacts
from zhunsheng.annualreport.rules.templates import sentence_of
from zhunsheng.kernel.figure import Figure, FigureUnit, Row
from zhunsheng.statistics.rules import Period, definitions

PERIOD = Period(date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 15))
NAMES = rules.Names("示例区应急管理局", 2025, PERIOD.as_of)


def figures(**values: int) -> dict[str, Figure]:
    """Return every figure, nought but for those named (dots written as double underscores)."""
    wanted = {key.replace("__", "."): value for key, value in values.items()}
    return {
        key: one.made(PERIOD, rows=(Row(f"x:{key}", wanted[key]),) if wanted.get(key) else ())
        for key, one in definitions().items()
    }


def text(**values: int) -> rules.Composed:
    return rules.compose(templates=rules.templates(), figures=figures(**values), names=NAMES)


def written(
    *drafts: rules.BlockDraft, facts: tuple[str, ...] = (), **values: int
) -> rules.Composed:
    return rules.compose(
        templates=rules.templates(),
        figures=figures(**values),
        names=NAMES,
        written={one.key: one for one in drafts},
        facts=facts,
    )


def part(composed: rules.Composed, wanted: ReportPart) -> list[str]:
    lines = next(one.lines for one in composed.parts if one.heading == wanted.label)
    return [line.text for line in lines]


class TestTemplates:
    def test_name_only_figures_that_are_defined(self):
        assert rules.figures_used() <= set(definitions())

    @pytest.mark.parametrize(
        "typed",
        ["全年检查2334家。", "立案七起。", "罚款１２万元。", "检查{visits}", "共{figure:a.b}}"],
    )
    def test_refuse_a_number_that_is_typed(self, typed):
        with pytest.raises(rules.BrokenTemplate):
            sentence_of({"text": typed})

    def test_refuse_an_unknown_field(self):
        with pytest.raises(rules.BrokenTemplate):
            sentence_of({"text": "检查。", "always": True})


class TestText:
    def test_has_the_four_parts_in_their_order(self):
        assert [one.heading for one in text().parts] == [one.label for one in ReportPart]

    def test_has_no_paragraph_on_cases_without_cases(self):
        words = "".join(line.text for line in text(inspection__visits=5).lines)
        assert "处罚" not in words
        assert "听证" not in words
        assert "行政检查5家次" in words

    def test_prints_each_number_as_a_run_with_its_figure(self):
        composed = text(cases__fined=400, cases__fines=129_338_000)
        runs = [(run.figure, run.text) for line in composed.lines for run in line.runs]
        assert ("cases.fined", "400起") in runs
        assert ("cases.fines", "129.338万元") in runs

    def test_proposes_a_shortcoming_only_where_the_figures_show_it(self):
        nothing = part(
            text(
                inspection__visits=9,
                inspection__recorded_visits=9,
                inspection__visits_of_the_plan=9,
                planning__planned_visits=9,
            ),
            ReportPart.SHORTCOMINGS,
        )
        late = part(text(publication__late=2), ReportPart.SHORTCOMINGS)
        short = part(
            text(
                inspection__visits=9,
                inspection__recorded_visits=9,
                inspection__visits_of_the_plan=8,
                planning__planned_visits=9,
            ),
            ReportPart.SHORTCOMINGS,
        )
        assert len(nothing) == 1
        assert nothing[0].startswith("［")
        assert late[1] == "公示期限在本年度届满的事项中，2件未在期限内公示。"
        assert short[1] == "年度计划安排检查9家次，计划内实际检查8家次，没有达到计划数。"

    def test_leaves_open_what_the_office_wrote_of_a_shortfall_that_passed(self):
        """Visits on tips fill no plan; once the plan is reached, its shortcoming is no more."""
        draft = rules.BlockDraft("plan_short", "计划没有完成，原因是人员调整。")
        short, reached = (
            written(draft, planning__planned_visits=9, inspection__visits_of_the_plan=visits)
            for visits in (8, 9)
        )
        assert reached.open_hints == short.open_hints + 1
        assert any("已经不存在" in line.text for line in reached.lines)

    def test_leaves_the_third_part_to_the_office(self):
        lines = part(text(), ReportPart.FIRST_PERSON)
        assert [line.startswith("［") for line in lines] == [False, True, False, True]

    def test_begins_the_third_part_with_dated_facts(self):
        """第一责任人职责规定: the dates come from records, the wording is the office's."""
        facts = ("2025年1月17日，将年度监督检查计划报请批准。",)
        lines = part(written(facts=facts), ReportPart.FIRST_PERSON)
        assert lines[:2] == ["依法决策和依法履职情况", facts[0]]

    def test_takes_what_the_office_wrote_in_place_of_what_is_proposed(self):
        said = "主持研究{year}年计划。\n检查{figure:inspection.visits}。"
        composed = written(rules.BlockDraft("first_study", said), inspection__visits=8)
        lines = part(composed, ReportPart.FIRST_PERSON)
        assert lines[-3:] == ["学法、述法和听取汇报情况", "主持研究2025年计划。", "检查8家次。"]

    def test_leaves_out_a_block_that_the_office_did_not_choose(self):
        composed = written(rules.BlockDraft("first_study", "不写。", is_used=False))
        assert "学法、述法和听取汇报情况" not in part(composed, ReportPart.FIRST_PERSON)

    def test_keeps_party_items_inside_unless_the_office_says_otherwise(self):
        inner = written(rules.BlockDraft("first_party", "参加党组会。", is_public=False))
        said = written(rules.BlockDraft("first_party", "参加党组会。"))
        assert "参加党组会。" in part(inner, ReportPart.FIRST_PERSON)
        assert "参加党组会。" not in part(inner.public, ReportPart.FIRST_PERSON)
        assert "参加党组会。" in part(said.public, ReportPart.FIRST_PERSON)

    def test_tells_what_the_data_shows_and_the_office_left_out(self):
        """督察工作规定 25: the second part states shortcomings; none is denied that was found."""
        composed = written(
            rules.BlockDraft("late_publication", "", is_used=False), publication__late=2
        )
        (line,) = part(composed, ReportPart.SHORTCOMINGS)
        assert line.startswith("［业务数据表明有“执法信息公示不够及时”的情况")
        assert "没有发现" not in line

    def test_names_the_part_in_which_nothing_is_written(self):
        drafts = [
            rules.BlockDraft(key, "", is_used=False) for key in ("first_duties", "first_study")
        ]
        assert written(*drafts).empty_parts == (ReportPart.FIRST_PERSON.label,)
        assert text().empty_parts == ()

    def test_counts_the_places_left_open(self):
        assert text().open_hints == 5

    def test_leaves_out_a_sentence_on_a_figure_that_nobody_counts(self):
        one = sentence_of({"text": "登记{figure:a.b}。", "below": ["a.b", "c.d"]})
        assert not one.stands({"c.d": 3})
        assert one.stands({"a.b": 2, "c.d": 3})

    @pytest.mark.parametrize(
        ("fewer", "more", "shortcoming", "measure"),
        [
            (
                "inspection.recorded_visits",
                "inspection.visits",
                "执法全过程记录不够完整",
                "补齐执法全过程记录",
            ),
            (
                "workforce.trained",
                "workforce.registered",
                "执法人员培训没有全部覆盖",
                "落实执法人员培训",
            ),
        ],
    )
    def test_proposes_what_is_missing_with_its_measure(self, fewer, more, shortcoming, measure):
        counted = {
            key: Figure(key, key, FigureUnit.PERSON, "", "", None, PERIOD.as_of, rows)
            for key, rows in ((fewer, (Row("x:1"),)), (more, (Row("x:1"), Row("x:2"))))
        }
        composed = rules.compose(
            templates=rules.templates(), figures={**figures(), **counted}, names=NAMES
        )
        assert shortcoming in part(composed, ReportPart.SHORTCOMINGS)
        assert measure in part(composed, ReportPart.NEXT_YEAR)
        assert composed.unanswered == ()


class TestBlocks:
    def test_offer_for_editing_what_composes_to_the_same_text(self):
        found = figures(inspection__visits=5, publication__late=2, planning__key_units=3)
        values = {key: one.value for key, one in found.items()}
        drafts = {
            section.key: rules.BlockDraft(
                section.key,
                rules.source_of(section, values),
                bool(rules.source_of(section, values)),
                not section.is_inner,
            )
            for _, section in rules.templates().sections()
        }
        proposed = rules.compose(templates=rules.templates(), figures=found, names=NAMES)
        kept = rules.compose(
            templates=rules.templates(), figures=found, names=NAMES, written=drafts
        )
        assert kept == proposed

    def test_show_what_an_edit_struck_out_and_put_in(self):
        pieces = rules.difference("检查企业。", "检查单位。")
        assert [(one.kind, one.text) for one in pieces] == [
            ("", "检查"),
            ("del", "企业"),
            ("ins", "单位"),
            ("", "。"),
        ]

    def test_tie_each_measure_to_a_shortcoming(self):
        sections = [section for _, section in rules.templates().sections()]
        answered = [one.answers for one in sections if one.answers]
        proposed = {
            section.key
            for part, section in rules.templates().sections()
            if part is ReportPart.SHORTCOMINGS and section.paragraphs
        }
        assert sorted(answered) == sorted(proposed)

    def test_name_the_shortcoming_without_its_measure(self):
        assert text(publication__late=2).unanswered == ()
        left_out = rules.BlockDraft("publish_in_time", "", is_used=False)
        assert written(left_out, publication__late=2).unanswered == ("执法信息公示不够及时",)

    def test_name_the_days_of_a_fact_and_of_many_the_first_and_last(self):
        days = [date(2025, month, 3) for month in range(1, 9)]
        assert rules.days_said(days[:2]) == "2025年1月3日、2025年2月3日"
        assert rules.days_said(days) == "2025年1月3日至2025年8月3日"

    def test_offer_the_terms_that_are_current_on_the_day(self):
        said = {one.term for one in rules.terms_on(date(2026, 1, 15))}
        assert "习近平法治思想" in said
        assert "法治政府建设实施纲要（2021—2025年）" not in said


class TestComparison:
    def test_puts_figures_of_one_definition_beside_each_other(self):
        one = {"key": "a", "label": "甲", "unit": "CASE", "definition": "立案。", "value": 3}
        more = {"key": "b", "label": "乙", "unit": "CASE", "definition": "旧。", "value": 3}
        now = [{**one, "value": 5}, {**more, "definition": "新。"}, {**one, "key": "c"}]
        found = rules.compared([one, more], now)
        assert [(line.key, line.last, line.now, line.difference) for line in found] == [
            ("a", 3, 5, 2)
        ]


class TestCompiling:
    def test_is_refused_before_the_year_ends_and_ahead_of_the_day(self):
        facts = ReportFacts(year=2025, as_of=date(2025, 12, 30), on=date(2025, 12, 29))
        assert [one.code for one in ANNUAL_REPORT.findings("compile", facts)] == [
            "annualreport.year_not_over",
            "annualreport.as_of_ahead",
        ]


def manifest(**values: int) -> dict[str, object]:
    found = figures(**values)
    return rules.manifest_of(
        bureau=UUID(int=1),
        bureau_name="示例区应急管理局",
        year=2025,
        since=PERIOD.since,
        until=PERIOD.until,
        as_of=PERIOD.as_of,
        compiled_on=PERIOD.as_of,
        note="",
        figures=found,
        text=rules.compose(templates=rules.templates(), figures=found, names=NAMES),
    )


class TestManifest:
    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"\xff\xfe", "JSON"),
            (b"{", "JSON"),
            (b"[" + b"9" * 5000 + b"]", "不是完整的 JSON"),
            (b"[]", "不是本系统导出"),
            (b'{"manifest": {"format": "other"}}', "不是本系统导出"),
            (b'{"manifest": {"format": "zhunsheng-annual-report-1"}}', "figures"),
        ],
    )
    def test_says_why_a_file_is_none(self, content, reason):
        with pytest.raises(rules.BadManifest) as bad:
            rules.read_manifest(content)
        assert reason in str(bad.value)

    @pytest.mark.parametrize("name", ["bureau", "year", "since", "until", "as_of", "figures"])
    def test_names_the_field_that_is_wrong(self, name):
        broken = {**manifest(), name: "x" if name != "figures" else [{}]}
        with pytest.raises(rules.BadManifest) as bad:
            rules.read_manifest(json.dumps({"manifest": broken, "manifest_hash": ""}).encode())
        assert "数字清单缺少或者写错了" in str(bad.value)

    def test_refuses_half_a_character(self):
        broken = json.dumps({"manifest": {**manifest(), "x": "\ud800"}, "manifest_hash": ""})
        with pytest.raises(rules.BadManifest):
            rules.read_manifest(broken.encode())

    def test_refuses_an_amount_that_is_no_integer(self):
        broken = manifest()
        broken["year"] = 2025.5
        with pytest.raises(rules.BadManifest):
            rules.read_manifest(json.dumps({"manifest": broken, "manifest_hash": ""}).encode())


class TestDisagreement:
    def stated(self, value: int = 2) -> rules.StatedFigure:
        keys = ("cases.decision:a", "cases.decision:b")
        return rules.StatedFigure(
            key="cases.fined",
            label="罚款案件",
            unit=FigureUnit.CASE,
            value=value,
            rows=frozenset(keys),
            rows_hash=self.found(*keys).rows_hash,
        )

    def found(self, *keys: str, weight: int = 1) -> Figure:
        rows = tuple(Row(key, weight) for key in keys)
        return definitions()["cases.summary_fined"].made(PERIOD, rows=rows)

    def test_is_nothing_where_value_and_rows_agree(self):
        found = self.found("cases.decision:a", "cases.decision:b")
        assert rules.disagreement_of(self.stated(), found) is None

    def test_names_the_figure_both_values_and_the_record_that_is_gone(self):
        one = rules.disagreement_of(self.stated(), self.found("cases.decision:a"))
        assert one is not None
        assert one.sentence == (
            "“罚款案件”（cases.fined）：报告载明2起，按现有记录为1起"
            "；现已不存在或者不再计入的记录1条：cases.decision:b。"
        )

    def test_names_a_record_exchanged_under_the_same_number(self):
        one = rules.disagreement_of(
            self.stated(), self.found("cases.decision:a", "cases.decision:c")
        )
        assert one is not None
        assert "数值2起未变，但记录有变动" in one.sentence
        assert (one.missing, one.added) == (("cases.decision:b",), ("cases.decision:c",))

    def test_says_that_a_value_was_typed(self):
        found = self.found("cases.decision:a", "cases.decision:b")
        one = rules.disagreement_of(self.stated(value=3), found)
        assert one is not None
        assert "报告所载数值不是由记录计算得出的" in one.sentence

    def test_says_that_an_amount_changed(self):
        found = self.found("cases.decision:a", "cases.decision:b", weight=5)
        one = rules.disagreement_of(self.stated(), found)
        assert one is not None
        assert "数额有变动" in one.sentence

    def test_says_that_a_figure_is_unknown(self):
        one = rules.disagreement_of(self.stated(), None)
        assert one is not None
        assert "没有定义这个数字" in one.sentence
