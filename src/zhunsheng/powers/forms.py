"""Forms of powers: strings become values; nothing is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from zhunsheng.powers import exports, imports, queries
from zhunsheng.powers.choices import ListOrigin, PowerKind
from zhunsheng.powers.rules import COLUMNS, PowerFacts
from zhunsheng.powers.services import ListDraft
from zhunsheng.web import forms as fields
from zhunsheng.web import tables, uploads


class DraftForm(fields.DatedForm):
    """What a version begins with."""

    bases: ClassVar[dict[str, str]] = {"origin": "APL-2021:39"}
    label = forms.CharField(label="清单名称", max_length=120)
    origin = fields.EnumField(
        ListOrigin,
        label="起草方式",
        help_text="由法规库生成的，每个处罚条款一个事项，另有常用的检查、强制、许可等事项，请逐项核改。",
    )

    @property
    def draft(self) -> ListDraft:
        """What a valid form holds."""
        return ListDraft(self.cleaned_data["label"], self.cleaned_data["origin"])


class AdoptForm(fields.DatedForm):
    """On what an adoption rests, and from when the list counts."""

    bases: ClassVar[dict[str, str]] = {"effective_from": "APL-2021:39"}
    approval = forms.CharField(
        label="通过的依据",
        max_length=200,
        help_text="会议名称或者批准文号，如 局长办公会〔2026〕1号。",
    )
    effective_from = fields.DayField(label="施行日期", help_text="不早于办理日期。")


class PublishForm(fields.DatedForm):
    """Where a list is published."""

    bases: ClassVar[dict[str, str]] = {"place": "GBF-2018-118"}
    place = forms.CharField(
        label="公布地点", max_length=200, help_text="政府网站或者公告栏的名称、网址。"
    )


class GiveUpForm(fields.DatedForm):
    """Why a draft is given up."""

    reason = fields.NoteField(label="放弃理由", max_length=200)


class ConfirmForm(fields.ActForm):
    """Nothing but the confirmation of an act."""


class ImportForm(uploads.UploadForm):
    """A sheet that takes the place of a draft's items."""


class ItemForm(fields.ActForm):
    """An item of a draft."""

    bases: ClassVar[dict[str, str]] = {"subject": "APL-2021:17", "law": "APL-2021:39"}
    code = forms.CharField(
        label="事项编码", max_length=40, help_text="大写字母、数字和短横线，各版本中保持不变。"
    )
    name = forms.CharField(label="事项名称", max_length=COLUMNS["name"][1])
    kind = fields.EnumField(PowerKind, label="类别")
    subject = forms.CharField(label="实施主体", max_length=COLUMNS["subject"][1])
    law = fields.NoteField(
        label="法定依据",
        rows=3,
        max_length=4000,
        help_text="写到条款项，多条以分号或者换行隔开；法规库没有收录的标为未核实。",
    )
    limits = fields.NoteField(label="权限", rows=2, max_length=COLUMNS["limits"][1])
    flow = fields.NoteField(label="流程", rows=2, max_length=COLUMNS["flow"][1])
    responsibility = fields.NoteField(label="责任", rows=2, max_length=COLUMNS["responsibility"][1])
    supervision = fields.NoteField(label="监督方式", rows=2, max_length=COLUMNS["supervision"][1])
    is_delegated = forms.BooleanField(label="委托街道（镇）实施", required=False)
    violations = fields.NoteField(
        label="对应违法行为",
        rows=2,
        required=False,
        help_text="法规库中的编码，如 safety.97-7，多个以分号隔开；只用于行政处罚事项。",
    )
    licenses = forms.CharField(label="对应许可编码", required=False)
    inspection_items = forms.CharField(label="对应检查事项编码", required=False)
    sectors = forms.CharField(
        label="适用行业领域",
        required=False,
        help_text="只用于行政检查事项，按监管对象名录的行业领域填写，多个以分号隔开；空白适用于所有单位。",
    )


def facts_of(data: Mapping[str, Any]) -> PowerFacts:
    """Return the item that a valid form holds."""
    return PowerFacts(
        code=data["code"].strip().upper(),
        bases=imports.bases_of(data["law"]),
        violations=imports.keys_of(data["violations"]),
        licenses=imports.keys_of(data["licenses"]),
        inspection_items=imports.keys_of(data["inspection_items"]),
        sectors=queries.sector_codes(imports.keys_of(data["sectors"])),
        **{name: data[name] for name in (*COLUMNS, "kind", "is_delegated")},
    )


def initial_of(item: PowerFacts) -> dict[str, object]:
    """Return what the form shows of an item."""
    keys = ("violations", "licenses", "inspection_items")
    plain = {name: getattr(item, name) for name in ("code", *COLUMNS, "kind", "is_delegated")}
    joined = {name: "；".join(getattr(item, name)) for name in keys}
    sectors = "；".join(queries.sector_labels(item))
    return {**plain, **joined, "sectors": sectors, "law": exports.bases_text(item)}


class ItemFilter(tables.FilterForm):
    """What the items of a list are narrowed to."""

    q = forms.CharField(label="名称、编码或者依据", max_length=60)
    kind = fields.EnumField(PowerKind, label="类别")


class TieFilter(tables.FilterForm):
    """What the violations without an item are narrowed to."""

    q = forms.CharField(label="违法行为名称或者编码", max_length=80)
