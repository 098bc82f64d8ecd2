"""Forms of the closing: what came of the order to put it right, the request, the approval."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, ClassVar

from zhunsheng.cases import rules
from zhunsheng.cases.choices import CorrectionResult
from zhunsheng.cases.documents import closing, parts
from zhunsheng.cases.forms.base import Known, StepForm, note_field, text_field
from zhunsheng.web import forms as fields


class CorrectionForm(StepForm):
    """What came of the order to put it right, where the decision has one."""

    bases = {"correction": "APL-2021:28.1"}
    CHECKED: ClassVar = ("correction", "result", "checked_on", "checked_by")

    correction = note_field(
        "改正情况",
        required=False,
        rows=2,
        hint="决定责令改正的填写：何时、怎样核实已经改正，或者没有改正的如何处理",
    )
    result = fields.EnumField(CorrectionResult, label="改正结果", required=False)
    checked_on = fields.DayField(label="核实日期", required=False)
    checked_by = text_field("核实人", required=False, most=60, hint="实际核实的执法人员姓名")

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        if known.file and not parts.orders_correction(known.file):
            for name in self.CHECKED:
                del self.fields[name]

    @property
    def said(self) -> dict[str, Any]:
        """What was said, by the names of the draft."""
        left_out = {"on", "late_reason"}
        return {name: self.value(name) for name in self.fields if name not in left_out}


class ClosingForm(CorrectionForm):
    """The closing of a case."""

    kinds = note_field(
        "其他处罚的履行情况",
        required=False,
        rows=2,
        hint="决定没收物品、停产停业、暂扣或者吊销证件的填写，其他不填写",
    )

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        if known.file and not rules.imposed_rows(known.file.data("decision")):
            del self.fields["kinds"]

    def starting(self, known: Known) -> dict[str, object]:
        """Start from what the handlers said in their request."""
        return asdict(closing.corrected(known.file)) if known.file else {}

    @property
    def draft(self) -> rules.ClosingDraft:
        """The closing."""
        return rules.ClosingDraft(**self.said)


class ClosingRequestForm(CorrectionForm):
    """The handlers' request to close a case."""

    field_order = ("opinion",)

    opinion = note_field("承办人意见", required=False, rows=2, hint="不填写的为建议结案")

    @property
    def draft(self) -> rules.ClosingRequestDraft:
        """The request."""
        return rules.ClosingRequestDraft(**self.said)
