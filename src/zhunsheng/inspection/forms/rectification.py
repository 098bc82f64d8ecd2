"""Forms of order, extension and re-inspection."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django import forms

from zhunsheng.inspection.choices import (
    RectificationResult,
)
from zhunsheng.inspection.forms.fields import (
    NO_RESULT,
    OWN_TERM,
    OWN_TERMS,
    SITUATION,
    TERM_OF,
)
from zhunsheng.inspection.models import InspectionFinding
from zhunsheng.inspection.rules import (
    OrderedTerm,
    ReinspectionLine,
)
from zhunsheng.web import forms as fields
from zhunsheng.workforce.rules import Offered


class OrderForm(fields.LateForm):
    """The term of an order to put right."""

    bases: ClassVar[dict[str, str]] = {"due_on": "SPL-2021:65.1"}

    due_on = fields.DayField(label="整改期限", help_text=OWN_TERMS)
    on = fields.DayField(label="责令日期")

    def offer(self, findings: Iterable[InspectionFinding]) -> None:
        """Let each matter have a term of its own."""
        self._findings = tuple(findings)
        for one in self._findings:
            label = OWN_TERM.format(number=one.number, description=one.description)
            self.fields[f"due_{one.number}"] = fields.DayField(label=label, required=False)

    @property
    def terms(self) -> tuple[OrderedTerm, ...]:
        """The terms typed for single matters."""
        typed = [(one.id, self.cleaned_data[f"due_{one.number}"]) for one in self._findings]
        return tuple(OrderedTerm(finding, day) for finding, day in typed if day)


class ExtensionForm(fields.LateForm):
    """A longer term."""

    until = fields.DayField(label="延至")
    reason = forms.CharField(label="延期理由", max_length=200)
    on = fields.DayField(label="批准日期")


class ReinspectionForm(fields.LateForm):
    """What a re-inspection found of every ordered matter."""

    bases: ClassVar[dict[str, str]] = {"officers": "APL-2021:42.1"}

    on = fields.DayField(label="复查日期")
    site_head = forms.CharField(label="现场负责人", max_length=60)
    officers = fields.UuidChoices(label="复查人员（至少两名）")
    requested = forms.BooleanField(
        label="单位申请提前复查",
        required=False,
        help_text="整改期限届满前复查的，应当由单位申请。",
    )

    def offer(self, *, officers: Offered, findings: Iterable[InspectionFinding]) -> None:
        """Name the people to choose from and the matters to report on."""
        fields.offer(self.fields["officers"], officers.choices, officers.note)
        self._findings = tuple(findings)
        for one in self._findings:
            result = fields.EnumField(
                RectificationResult,
                label=TERM_OF.format(
                    number=one.number, description=one.description, due_on=one.due_on
                ),
            )
            result.error_messages["required"] = NO_RESULT.format(number=one.number)
            self.fields[f"result_{one.number}"] = result
            self.fields[f"situation_{one.number}"] = forms.CharField(
                label=SITUATION, max_length=400, required=False
            )
        self.order_fields(None)

    @property
    def lines(self) -> tuple[ReinspectionLine, ...]:
        """The results typed, one for each ordered matter."""
        return tuple(
            ReinspectionLine(
                finding=one.id,
                result=self.cleaned_data[f"result_{one.number}"],
                situation=self.cleaned_data[f"situation_{one.number}"],
            )
            for one in self._findings
        )
