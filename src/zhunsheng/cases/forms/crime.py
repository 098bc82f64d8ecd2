"""Forms of the acts on a suspected crime: report, decision, handing over, reply."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from zhunsheng.cases.choices import CrimeDecision, PoliceReply
from zhunsheng.cases.forms.base import (
    ScanForm,
    StepForm,
    many_field,
    note_field,
    scan_field,
    text_field,
    time_field,
)
from zhunsheng.cases.rules import turning
from zhunsheng.web import forms as fields

LATE_HINT = "超过期限的填写，没有超过的不填"


class CrimeReportForm(StepForm):
    """A report of a suspected crime."""

    people: ClassVar = {"team": "handlers"}
    bases = {"team": "CTR-2020:5"}

    crime = text_field("涉嫌罪名", most=60)
    facts = note_field("涉嫌犯罪的事实", rows=5)
    team = many_field("专案组人员", hint="两名以上承办人")
    materials = note_field("证据和材料", required=False, rows=2, hint="不填写的列出全部证据")

    @property
    def draft(self) -> turning.CrimeReportDraft:
        """The report."""
        return turning.CrimeReportDraft(
            self.value("crime"),
            self.value("facts"),
            tuple(UUID(one) for one in self.value("team")),
            self.value("materials"),
        )


class CrimeDecisionForm(StepForm):
    """What the chief decides on the report."""

    bases = {"outcome": "CTR-2020:5"}

    outcome = fields.EnumField(CrimeDecision, label="决定")
    reason = note_field("理由", required=False, hint="不予移送的必填，记录在案")
    time = time_field("批准时间", hint="批准移送的必填，如 10时30分；移送的时限从此刻起算")
    late_ground = text_field("逾期理由", required=False, hint=LATE_HINT)

    @property
    def draft(self) -> turning.CrimeDecisionDraft:
        """The decision."""
        return turning.CrimeDecisionDraft(
            self.value("outcome"),
            self.value("reason"),
            self.value("time"),
            self.value("late_ground"),
        )


class HandoverForm(StepForm):
    """A handing over to the police."""

    bases = {"materials": "CTR-2020:6"}

    police = text_field("受移送的公安机关", most=100)
    materials = note_field("移送的材料和物品", hint="移送书、情况报告、涉案物品清单、检验报告等")
    receipt = text_field("公安机关的回执", required=False, most=80, hint="补记以前的移送的必填")
    time = time_field("移送时间", required=True, hint="如 10时30分，期限按小时计算")
    late_ground = text_field("逾期理由", required=False, hint=LATE_HINT)

    @property
    def draft(self) -> turning.HandoverDraft:
        """The handing over."""
        names = ("police", "materials", "receipt", "time", "late_ground")
        return turning.HandoverDraft(*(self.value(name) for name in names))


class ReplyForm(ScanForm):
    """What came back from police or procuratorate, with the scan of their paper."""

    bases: ClassVar[dict[str, str]] = {"scan": "CTR-2020:8"}

    outcome = fields.EnumField(PoliceReply, label="答复")
    body = text_field("答复机关", most=100)
    number = text_field("文书号", most=80)
    scan = scan_field("答复文书")
    reason = note_field("说明", required=False, rows=2)

    @property
    def draft(self) -> turning.ReplyDraft:
        """The reply."""
        names = ("outcome", "body", "number", "reason")
        return turning.ReplyDraft(*(self.value(name) for name in names))
