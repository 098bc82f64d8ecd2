"""Kinds, contents and numbers, without a database."""

import datetime
import importlib
import re
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from zhunsheng.documents import queries, rules
from zhunsheng.documents.choices import NumberState
from zhunsheng.documents.rendering import blocks
from zhunsheng.documents.rules.terms import TERMS
from zhunsheng.lawbook import queries as lawbook

kinds_module = importlib.import_module("zhunsheng.documents.rules.kinds")

KEYS = [
    "inspection_approval",
    "inspection_scheme",
    "service_approval",
    "inspection_notice",
    "service_notice",
    "inspection_record",
    "inspection_result_notice",
    "inspection_transcript",
    "service_record",
    "on_site_measure_decision",
    "rectification_order",
    "reinspection_opinion",
    "measure_approval",
    "measure_record",
    "seal_seize_decision",
    "seal_seize_list",
    "seal_seize_extension",
    "seal_seize_handling",
    "testing_notice",
    "power_cut_decision",
    "power_cut_notice",
    "power_restoration",
    "opening_approval",
    "interview_notice",
    "interview_record",
    "scene_examination_record",
    "sampling_voucher",
    "preservation_approval",
    "preservation_notice",
    "preservation_disposal_approval",
    "preservation_disposal_decision",
    "expert_commission",
    "address_confirmation",
    "committee_record",
    "investigation_report",
    "legal_review_opinion",
    "collective_discussion_record",
    "prior_notice",
    "hearing_rights_notice",
    "representation_record",
    "representation_review",
    "rights_waiver",
    "hearing_notice",
    "hearing_record",
    "hearing_report",
    "handling_approval",
    "summary_penalty_decision",
    "penalty_decision",
    "no_penalty_decision",
    "credit_repair_notice",
    "delivery_receipt",
    "demand_notice",
    "surcharge_decision",
    "deferral_approval",
    "deferral_letter",
    "deferral_refusal",
    "enforcement_application",
    "crime_report",
    "crime_transfer_letter",
    "transfer_letter",
    "course_approval",
    "decision_withdrawal",
    "closing_approval",
    "clue_referral_letter",
    "clue_reply_letter",
    "joining_approval",
    "litigation_defence",
    "reconsideration_answer",
    "recusal_decision",
    "reminder_letter",
    "suggestion_letter",
    "supervision_letter",
]
DAY = datetime.date(2026, 11, 20)
SMALL = """
key: small
title: 示例文书
catalogue: D43
word: 示
layout: letter
basis: APL-2021:59.1
fields:
  - {key: name, label: 名称, example: 示例}
body:
  - para: "{name}"
"""


def composed(key: str, **changes: object) -> blocks.Paper:
    kind = queries.kind(key)
    content = rules.frozen(kind, {**rules.example(kind), **changes})  # type: ignore[dict-item]
    return rules.compose(
        kind,
        content,
        number="（示）应急示〔2026〕1号",
        issuer="示例区应急管理局",
        issued_on=DAY,
        terms=queries.law_terms(kind.terms, on=DAY),
    )


def text_of(paper: blocks.Paper) -> str:
    return str(blocks.to_plain(paper))


class TestTerms:
    """行政处罚法 59.1(5): a paper names the term of its day, whatever the law said before."""

    def test_are_printed_from_the_parameters_in_words(self):
        text = text_of(composed("penalty_decision"))
        for said in ("起十五日内", "百分之三加处罚款", "六十日内向", "六个月内依法"):
            assert said in text
        assert "_term}" not in text

    def test_follow_the_parameter(self):
        kind = queries.kind("no_penalty_decision")
        assert kind.terms == {"reconsideration_term", "litigation_term"}
        moved = {"reconsideration_term": "三十日", "litigation_term": "三个月"}
        paper = rules.compose(
            kind, rules.example(kind), number="1", issuer="示例", issued_on=DAY, terms=moved
        )
        assert "起三十日内向" in text_of(paper)

    def test_stand_in_no_text_of_a_kind(self):
        """What a parameter knows is not written down a second time."""
        literal = re.compile("十五日|六十日|六个月|百分之三|个工作日|小时")
        written = {
            kind.key
            for kind in queries.kinds().values()
            for part in kind.body
            if literal.search(part.text)
        }
        assert written == set()


class TestKinds:
    def test_are_those_of_the_catalogue_in_its_order(self):
        assert list(queries.kinds()) == KEYS

    def test_have_a_title_and_a_word_of_their_own(self):
        kinds = queries.kinds().values()
        assert len({kind.title for kind in kinds}) == len(KEYS)
        assert len({kind.word for kind in kinds}) == len(KEYS)

    def test_refuse_an_unknown_key(self):
        with pytest.raises(rules.KindUnknown):
            queries.kind("letter_to_nobody")

    def test_rest_on_a_rule_of_the_lawbook(self):
        for kind in queries.kinds().values():
            assert lawbook.instrument(kind.basis).id == kind.basis.instrument
            if kind.basis.article:
                lawbook.article(kind.basis)  # raises where the lawbook has none

    def test_carry_an_example_that_lacks_nothing(self):
        for kind in queries.kinds().values():
            assert rules.missing_contents(kind, rules.example(kind)) == (), kind.key

    @pytest.mark.parametrize(
        ("old", "new", "fault"),
        [
            ("label: 名称", "label: 名称, colour: red", "unknown key colour"),
            ("{name}", "{nme}", "names no content: nme"),
            ('para: "{name}"', "para: 没有内容", "never printed: name"),
            ("APL-2021:59.1", "art. 59", "not a citation"),
            ("layout: letter", "layout: poster", "poster"),
            ("para:", "verse:", "a part of the body names one of"),
        ],
    )
    def test_refuse_a_faulty_file_by_its_name(self, old: str, new: str, fault: str):
        with pytest.raises(rules.KindFaulty, match=r"small\.yaml") as refused:
            rules.parse(SMALL.replace(old, new), name="small.yaml")
        assert fault in str(refused.value)

    def test_accept_the_same_file_without_the_fault(self):
        assert rules.parse(SMALL, name="small.yaml").fields[0].label == "名称"


class TestTermOfReconsideration:
    def test_is_printed_as_the_lawbook_holds_it(self):
        said = "{reconsideration_term}内"
        assert TERMS["reconsideration_term"] == "remedies.reconsideration_limit"
        told = [p for kind in queries.kinds().values() for p in kind.body if "行政复议" in p.text]
        asking = [part.text for part in told if "{reconsideration_body}" in part.text]
        assert len(asking) == 11
        assert [text for text in asking if said not in text] == []


class TestOverlay:
    def test_adds_a_kind_and_replaces_one(self, tmp_path: Path, settings: Settings):
        folder = tmp_path / "documents" / "kinds"
        folder.mkdir(parents=True)
        (folder / "small.yaml").write_text(SMALL, "utf-8")
        shipped = (
            Path(str(kinds_module.__file__)).parents[1] / "data" / "kinds" / "prior_notice.yaml"
        )
        changed = shipped.read_text("utf-8").replace("word: 告", "word: 罚告")
        (folder / "prior_notice.yaml").write_text(changed, "utf-8")
        settings.ZHUNSHENG_OVERLAY_DIR = str(tmp_path)
        assert list(queries.kinds()) == [*KEYS[:-2], "small", *KEYS[-2:]]
        assert queries.kind("prior_notice").word == "罚告"

    def test_may_not_drop_what_the_law_requires(self, tmp_path: Path):
        changed = SMALL.replace("key: small", "key: penalty_decision")
        (tmp_path / "penalty_decision.yaml").write_text(changed, "utf-8")
        with pytest.raises(rules.KindFaulty, match="drops required contents: party_name, party_c"):
            kinds_module.kinds_of(tmp_path)


class TestMissingContents:
    def test_name_every_empty_content_of_the_decision_by_its_label(self):
        kind = queries.kind("penalty_decision")
        findings = rules.missing_contents(kind, {})
        assert {str(finding.basis) for finding in findings} == {"APL-2021:59.1"}
        assert [finding.message.split("：")[1] for finding in findings] == [
            "当事人的名称（姓名）",
            "统一社会信用代码（身份证件号码）",
            "当事人的地址",
            "案件来源和调查经过",
            "违反法律、法规、规章的事实",
            "证据",
            "违反的规定",
            "行政处罚的依据",
            "行政处罚告知书编号",
            "告知书送达日期",
            "陈述申辩及采纳情况",
            "裁量理由",
            "行政处罚的种类和内容",
            "责令改正的内容",
            "行政复议机关",
            "管辖法院",
        ]

    def test_ask_for_the_way_to_pay_where_there_is_a_fine(self):
        kind = queries.kind("penalty_decision")
        content = {**rules.example(kind), "payment_account": ""}
        assert [f.message for f in rules.missing_contents(kind, content)] == [
            "《行政处罚决定书》缺少必须载明的内容：缴款方式"
        ]
        assert rules.missing_contents(kind, {**content, "fine_amount": ""}) == ()

    def test_ask_for_every_cell_of_a_list(self):
        kind = queries.kind("rectification_order")
        record = {"number": "1", "description": "示例", "basis": "", "requirement": "示例"}
        content = {**rules.example(kind), "findings": (record,)}
        assert [f.message.split("：")[1] for f in rules.missing_contents(kind, content)] == [
            "问题及整改要求第1项的违反的规定",
            "问题及整改要求第1项的整改期限",
        ]


class TestFrozen:
    def test_writes_days_as_papers_do(self):
        kind = queries.kind("prior_notice")
        content = rules.frozen(kind, {"facts": datetime.date(2026, 3, 5)})
        assert content == {"facts": "2026年3月5日"}

    def test_takes_out_what_no_file_can_hold(self):
        kind = queries.kind("prior_notice")
        content = rules.frozen(kind, {"facts": " 甲\x00乙\u202e丙\r\n丁 "})
        assert content == {"facts": "甲乙丙\n丁"}

    def test_refuses_a_content_that_the_kind_does_not_have(self):
        with pytest.raises(KeyError, match="colour"):
            rules.frozen(queries.kind("prior_notice"), {"colour": "红"})

    def test_refuses_a_number_in_place_of_a_text(self):
        with pytest.raises(TypeError, match="int"):
            rules.frozen(queries.kind("prior_notice"), {"facts": 5})  # type: ignore[dict-item]


class TestCompose:
    def test_prints_a_brace_in_a_value_as_it_is(self):
        paper = composed("prior_notice", facts="{contact} 与 {facts}")
        assert "{contact} 与 {facts}" in text_of(paper)

    def test_tells_the_party_of_a_summary_decision_to_go_to_reconsideration_first(self):
        text = text_of(composed("summary_penalty_decision"))
        assert "应当自收到本决定书之日起六十日内先向示例区人民政府申请行政复议" in text

    def test_tells_the_party_of_a_decision_both_remedies_and_the_surcharge(self):
        text = text_of(composed("penalty_decision"))
        assert "之日起六十日内向示例区人民政府申请行政复议" in text
        assert "之日起六个月内依法向示例区人民法院提起行政诉讼" in text
        assert "十五日内" in text
        assert "百分之三加处罚款，加处罚款的数额不超出罚款的数额" in text

    def test_leaves_payment_out_of_a_decision_without_a_fine(self):
        text = text_of(composed("penalty_decision", fine_amount="", decision="警告"))
        assert "加处罚款的数额不超出" not in text
        assert "本决定自送达之日起生效" in text


class TestNumbers:
    def test_read_as_official_numbers_do(self):
        number = rules.number_text(mark="示", word="责改", year=2026, sequence=12)
        assert number == "（示）应急责改〔2026〕12号"

    def test_are_void_only_while_reserved(self):
        assert rules.only_reserved_is_void(NumberState.RESERVED, "1号") is None
        refused = rules.only_reserved_is_void(NumberState.ISSUED, "1号")
        assert refused is not None
        assert refused.message == "编号1号已使用，不能作废"


class TestMoment:
    def test_is_written_to_the_minute_in_the_time_of_china(self):
        at = datetime.datetime(2025, 3, 3, 1, 5, tzinfo=datetime.UTC)
        assert rules.moment_text(at) == "2025年3月3日9时05分"
