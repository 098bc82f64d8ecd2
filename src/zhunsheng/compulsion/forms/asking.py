"""Forms that ask for a measure, and the filter of the list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from zhunsheng.compulsion.choices import CUTS, SEALS, DefiedOrder, Ground, MatterKind, MeasureKind
from zhunsheng.compulsion.forms.base import Known, StepForm
from zhunsheng.compulsion.rules import MeasureDraft
from zhunsheng.web import forms as fields
from zhunsheng.web import tables

_ORDERED = tuple(MeasureKind)


class MeasureFilter(tables.FilterForm):
    """Filters of the list of measures."""

    text = forms.CharField(label="当事人")
    kind = fields.EnumField(MeasureKind, label="措施种类")


class RequestForm(StepForm):
    """What every request for a measure names."""

    people: ClassVar[dict[str, str]] = {"officers": "officers"}

    officers = fields.UuidChoices(label="实施人员", help_text="至少两名本局持证执法人员。")
    facts = fields.NoteField(label="查明的情况", max_length=2000)
    necessity = fields.NoteField(label="采取措施的理由", rows=2, max_length=1000)

    def draft(self, kind: MatterKind, matter: UUID) -> MeasureDraft:
        """Return the request in a matter."""
        told = {
            name: value
            for name, value in self.cleaned_data.items()
            if name in MeasureDraft.__slots__ and value is not None
        }
        officers = tuple(self.cleaned_data["officers"])
        return MeasureDraft(**{**told, "officers": officers}, matter_kind=kind, matter=matter)


class SealForm(RequestForm):
    """Sealing or seizing, with the ground of the law."""

    bases: ClassVar[dict[str, str]] = {
        "officers": "ACL-2011:17",
        "ground": "SPL-2021:65.1(4)",
        "objects": "ACL-2011:23",
    }

    leading = ("kind", "ground", "facts", "necessity", "objects", "officers")

    kind = fields.EnumField(MeasureKind, only=[k for k in _ORDERED if k in SEALS], label="措施种类")
    ground = fields.EnumField(Ground, label="法定情形")
    objects = fields.NoteField(
        label="拟查封、扣押的场所、设施或者财物",
        rows=2,
        max_length=1000,
        help_text="限于涉案的场所、设施或者财物。",
    )


class UrgentForm(SealForm):
    """Sealing or seizing in an urgency."""

    bases: ClassVar[dict[str, str]] = {**SealForm.bases, "urgent_reason": "ACL-2011:19"}

    urgent_reason = fields.NoteField(
        label="紧急情况", rows=2, max_length=400, help_text="写明为什么来不及事先批准。"
    )


class CutForm(RequestForm):
    """Stopping a supply until an order is obeyed."""

    bases: ClassVar[dict[str, str]] = {
        "officers": "ACL-2011:17",
        "defied_order": "SPL-2021:70",
        "serves_residents": "ACL-2011:43",
        "urgent": "SPL-2021:70",
    }
    leading = (
        *("kind", "defied_order", "order", "order_number", "order_scan"),
        *("supplier", "facts", "hazard", "necessity"),
    )

    kind = fields.EnumField(MeasureKind, only=[k for k in _ORDERED if k in CUTS], label="措施种类")
    defied_order = fields.EnumField(DefiedOrder, label="当事人拒不执行的决定")
    order = forms.ChoiceField(
        label="本系统记录的决定",
        required=False,
        help_text="列出对该当事人作出、仍然有效的停产停业、停止使用决定。",
    )
    order_number = forms.CharField(
        label="系统外作出的决定文号",
        max_length=80,
        required=False,
        help_text="上面没有的填写，并选择决定书扫描件。",
    )
    order_scan = fields.UuidChoice(label="决定书扫描件", required=False)
    hazard = fields.NoteField(label="发生生产安全事故的现实危险", rows=2, max_length=1000)
    supplier = forms.CharField(
        label="供应单位",
        max_length=120,
        help_text="供电或者供应民用爆炸物品的单位。",
    )
    serves_residents = forms.BooleanField(label="会影响居民生活", required=False)
    urgent = forms.BooleanField(
        label="有危及生产安全的紧急情形，不提前二十四小时通知", required=False
    )
    urgent_reason = fields.NoteField(label="紧急情形", rows=2, max_length=400, required=False)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, known=known, **kwargs)
        for name, rows in (("order", known.orders), ("order_scan", known.scans)):
            empty = fields.EMPTY_CHOICE if rows else "没有"
            fields.offer(self.fields[name], [("", empty), *rows])

    def draft(self, kind: MatterKind, matter: UUID) -> MeasureDraft:
        """Return the request; an order that was chosen goes before a number that was typed."""
        made = super().draft(kind, matter)
        return replace(made, order_number=self.cleaned_data["order"] or made.order_number)
