"""What the record shows on each question before a reviewer answers it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.prechecks import prechecks
from zhunsheng.cases.rules.seen import ExpertSeen, FineSeen, ItemSeen, KeptSeen, Seen
from zhunsheng.inquiry.choices import PreservationStage
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.legalreview.choices import CheckState, Question

DAY = date(2025, 3, 3)
RECORD = ItemSeen("1", "现场检查记录", "检查时的情况", is_statement=False)
SAID = ItemSeen("2", "询问笔录", "当事人承认", is_statement=True)
FINE = FineSeen(
    label="未经培训上岗",
    fine_fen=2_000_000,
    least=0,
    most=10_000_000,
    deviates=False,
    is_spared=False,
    is_mitigated=False,
    is_verified=True,
    law_since=date(2021, 9, 1),
    has_benchmark=True,
)
GOOD = Seen(
    facts=CaseFacts(handlers=2, certified=2, evidence_items=2),
    law_day=DAY,
    evidence=(RECORD, SAID),
    fines=(FINE,),
    papers=3,
)


def found(seen: Seen, question: Question) -> list[tuple[CheckState, str]]:
    return [(c.state, c.text) for c in prechecks(seen) if c.question is question]


def worst(seen: Seen, question: Question) -> list[str]:
    return [text for state, text in found(seen, question) if state is not CheckState.SOUND]


class TestChecks:
    def test_say_of_every_question_what_was_looked_at(self) -> None:
        checks = prechecks(GOOD)
        assert {check.question for check in checks} == set(Question)
        assert {check.state for check in checks} == {CheckState.SOUND}

    @pytest.mark.parametrize(
        ("changes", "question", "text"),
        [
            ({"facts": CaseFacts(handlers=1)}, Question.SUBJECT, "承办人1人，少于两人"),
            (
                {"lapsed": (("示例乙", "立案", DAY),)},
                Question.SUBJECT,
                "办理当日没有有效的执法证件：示例乙（立案，2025-03-03）",
            ),
            (
                {"strangers": (("示例壬", "调查终结"),)},
                Question.SUBJECT,
                "由承办人以外的人员办理：示例壬（调查终结）",
            ),
            (
                {"facts": CaseFacts(handlers=2, interested=frozenset({"示例乙"}))},
                Question.SUBJECT,
                "登记有利害关系的承办人：示例乙",
            ),
            (
                {"findings": (Finding("x", "“立案”尚未完成", cite("APL-2021:54.2")),)},
                Question.PROCEDURE,
                "“立案”尚未完成",
            ),
            (
                {"out_of_order": (("立案", "调查终结"),)},
                Question.PROCEDURE,
                "日期先后不符：“调查终结”早于“立案”",
            ),
            ({"overdue": ("作出处罚决定",)}, Question.PROCEDURE, "已超过期限：作出处罚决定"),
            (
                {"unknown_terms": ("送达决定书",)},
                Question.PROCEDURE,
                "放假安排尚未公布，无法核算：送达决定书",
            ),
            (
                {"facts": CaseFacts(handlers=2, limitation_passed=True)},
                Question.PROCEDURE,
                "发现时违法行为已超过处罚时效",
            ),
            ({"evidence": ()}, Question.FACTS, "案卷中没有证据"),
            (
                {"evidence": (replace(RECORD, proves=" "), SAID)},
                Question.FACTS,
                "没有写明证明内容：1《现场检查记录》",
            ),
            (
                {"evidence": (RECORD, RECORD)},
                Question.FACTS,
                "没有当事人陈述（如询问笔录）",
            ),
            ({"evidence": (SAID,)}, Question.FACTS, "只有一件证据，请核对能否相互印证"),
            (
                {"unproven": ("涉及人数",)},
                Question.FACTS,
                "裁量事实没有对应案卷中的证据：涉及人数",
            ),
            (
                {"fines": (replace(FINE, law_since=date(2026, 1, 1)),)},
                Question.LAW,
                "适用了违法行为之后施行的版本，请核对是否较轻：未经培训上岗",
            ),
            (
                {"fines": (replace(FINE, is_verified=False),)},
                Question.LAW,
                "所依据的规定或者基准未核实：未经培训上岗",
            ),
            (
                {"fines": (replace(FINE, has_benchmark=False),)},
                Question.LAW,
                "没有可适用的裁量阶次，请核对裁量基准原文：未经培训上岗",
            ),
            (
                {"facts": CaseFacts(handlers=2, deviates=True)},
                Question.LAW,
                "数额偏离裁量基准，没有批准",
            ),
            ({"unlisted": ("无证作业",)}, Question.POWER, "生效的权责清单没有该项处罚：无证作业"),
            (
                {"has_place": False},
                Question.POWER,
                "监管对象没有登记本辖区的街道（镇），请核对违法行为发生地和管辖",
            ),
            (
                {"facts": CaseFacts(handlers=2, street_case=True)},
                Question.POWER,
                "街道以委托机关名义办理的案件，请核对委托的权限",
            ),
            (
                {"fines": ()},
                Question.FACTS,
                "没有逐项推算，事实与证据的对应请人工核对",
            ),
            (
                {"fines": (replace(FINE, is_spared=True, has_benchmark=False),)},
                Question.LAW,
                "未经培训上岗：拟不予处罚，请核对是否符合法定情形",
            ),
            (
                {"facts": CaseFacts(handlers=2, deviates=True), "is_approved": True},
                Question.LAW,
                "数额偏离裁量基准，已经批准",
            ),
            (
                {"kept": (KeptSeen("签到册1册", PreservationStage.REQUESTED, None, ""),)},
                Question.PROCEDURE,
                "先行登记保存尚未处理：签到册1册（待批准）",
            ),
            (
                {"kept": (KeptSeen("签到册1册", PreservationStage.RUNNING, DAY, "示存1号"),)},
                Question.PROCEDURE,
                "先行登记保存尚未处理：签到册1册（保存中，示存1号，期限至2025-03-03）",
            ),
            (
                {"awaited": (ExpertSeen("示例司法鉴定中心", "签名真伪", DAY, "示鉴1号"),)},
                Question.FACTS,
                "鉴定意见尚未收到：示例司法鉴定中心，签名真伪（2025-03-03委托，示鉴1号）",
            ),
            (
                {"later": (("3", "补充笔录", DAY),)},
                Question.FACTS,
                "告知之后取得的证据尚未告知当事人：3《补充笔录》（2025-03-03）",
            ),
            (
                {"later": (("3", "补充笔录", DAY),), "later_reason": "只证明住所"},
                Question.FACTS,
                "告知之后取得的证据尚未告知当事人：3《补充笔录》（2025-03-03）；"
                "承办人说明不作为不利于当事人的依据，请核对：只证明住所",
            ),
            ({"unlisted": None}, Question.POWER, "当日没有生效的权责清单，请人工核对职权"),
            (
                {"missing_papers": (("立案", "立案审批表"),)},
                Question.DOCUMENTS,
                "缺少文书：立案《立案审批表》",
            ),
            ({"hints": ("事实中提到人员伤亡",)}, Question.CRIME, "事实中提到人员伤亡"),
        ],
    )
    def test_name_what_the_record_contradicts_or_leaves_open(
        self, changes: dict[str, object], question: Question, text: str
    ) -> None:
        assert worst(replace(GOOD, **changes), question) == [text]  # type: ignore[arg-type]  # fields of what is seen

    @pytest.mark.parametrize(
        ("stage", "state"),
        [
            (PreservationStage.RUNNING, CheckState.DOUBT),
            (PreservationStage.LAPSED, CheckState.FAULT),
        ],
    )
    def test_hold_it_a_fault_that_a_term_of_preservation_ran_out(
        self, stage: PreservationStage, state: CheckState
    ) -> None:
        """行政处罚法 56: what is not decided on within the term is a measure without a ground."""
        rows = found(
            replace(GOOD, kept=(KeptSeen("签到册1册", stage, DAY, ""),)), Question.PROCEDURE
        )
        assert [s for s, text in rows if "先行登记保存" in text] == [state]

    @pytest.mark.parametrize("reason", ["", "只证明住所"])
    def test_hold_evidence_of_after_a_hearing_a_fault_whatever_the_reason(
        self, reason: str
    ) -> None:
        """行政处罚法 65: the decision rests on the record of the hearing."""
        acts = (
            DoneAct("prior_notice", DAY, 1),
            DoneAct("hearing", DAY, 2, "HELD"),
        )
        seen = replace(
            GOOD,
            facts=CaseFacts(acts, handlers=2),
            later=(("3", "补充笔录", DAY),),
            later_reason=reason,
        )
        assert (
            CheckState.FAULT,
            "听证之后取得的证据没有经过质证：3《补充笔录》（2025-03-03）",
        ) in found(seen, Question.FACTS)

    @pytest.mark.parametrize(
        ("fine", "mitigated", "state"),
        [
            (1_000, False, CheckState.SOUND),
            (2_000, False, CheckState.SOUND),
            (999, False, CheckState.FAULT),
            (2_001, False, CheckState.FAULT),
            (999, True, CheckState.DOUBT),
            (2_001, True, CheckState.FAULT),
        ],
    )
    def test_hold_an_amount_against_the_statutory_range(
        self, fine: int, mitigated: bool, state: CheckState
    ) -> None:
        one = replace(FINE, fine_fen=fine, least=1_000, most=2_000, is_mitigated=mitigated)
        rows = found(replace(GOOD, fines=(one,)), Question.LAW)
        assert [s for s, text in rows if "拟罚款" in text] == [state]
