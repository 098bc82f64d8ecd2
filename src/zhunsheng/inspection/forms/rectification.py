"""Forms of order, extension and re-inspection."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zhunsheng.evidence.queries import file_fault
from zhunsheng.inspection.choices import (
    RectificationResult,
)
from zhunsheng.inspection.forms.fields import (
    HOURS,
    NO_APPLICATION,
    NO_RESULT,
    OWN_TERM,
    OWN_TERMS,
    SITUATION,
    TERM_OF,
)
from zhunsheng.inspection.models import InspectionFinding
from zhunsheng.inspection.rules import (
    EarlyApplication,
    OrderedTerm,
    ReinspectionLine,
)
from zhunsheng.web import forms as fields
from zhunsheng.workforce.rules import Offered


class OrderForm(fields.LateForm):
    """The term of an order to put right."""

    bases: ClassVar[dict[str, str]] = {"due_on": "SPL-2021:65.1", "officers": "APL-2021:42.1"}

    due_on = fields.DayField(label="整改期限", help_text=OWN_TERMS)
    on = fields.DayField(label="责令日期")
    scan = forms.FileField(
        label="指令书扫描件",
        required=False,
        help_text="补记以前日期的责令时上传：当日手写、有签名和日期的指令书。",
    )
    officers = fields.UuidChoices(
        label="本局责令人员",
        help_text="街道（镇）检查发现的问题改由本局责令的，选择两名以上本局人员；由检查人员责令的不选。",
    )

    def clean_scan(self) -> UploadedFile[bytes] | None:
        """Refuse a file that is too large before it is read, or is not what its name says."""
        return fields.checked_file(self.cleaned_data.get("scan"), fault_of=file_fault)

    def offer(self, findings: Iterable[InspectionFinding], officers: Offered | None) -> None:
        """Let each matter have a term of its own, and the bureau order what a street found."""
        if officers is None:
            del self.fields["officers"]
        else:
            self.fields["officers"].required = False
            fields.offer(self.fields["officers"], officers.choices, officers.note)
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
    started = fields.TimeField("开始时间", hint=HOURS)
    ended = fields.TimeField("结束时间")
    requested = forms.BooleanField(
        label="单位申请提前复查",
        required=False,
        help_text="整改期限届满前复查的，应当由单位书面申请，并填写下面两项。",
    )
    application = forms.CharField(label="申请的收文编号", required=False, max_length=120)
    applied_on = fields.DayField(label="申请日期", required=False)

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

    def clean(self) -> dict[str, Any]:
        """Ask for the day of an application."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("requested") and not said.get("applied_on"):
            self.add_error("applied_on", NO_APPLICATION)
        return said

    @property
    def early(self) -> EarlyApplication | None:
        """The application of the entity to come before the term ends, if there is one."""
        data = self.cleaned_data
        if not data["requested"]:
            return None
        return EarlyApplication(data["application"], data["applied_on"])

    @property
    def hours(self) -> tuple[datetime, datetime]:
        """From when to when."""
        data = self.cleaned_data
        began, ended = (fields.instant_of(data["on"], data[one]) for one in ("started", "ended"))
        return began, ended

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
