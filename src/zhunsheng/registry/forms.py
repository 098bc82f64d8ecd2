"""Forms of registry: filters, an entity's facts, an uploaded sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zhunsheng.evidence.queries import file_fault
from zhunsheng.registry.choices import (
    EnforcementLevel,
    EntityKind,
    IdentityStep,
    RiskClass,
    SafetyRecordKind,
    Sector,
    StandardGrade,
)
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.registry.rules import (
    LENGTHS,
    MOST_EMPLOYEES,
    YES_NO,
    EntityFacts,
    Field,
    FieldKind,
    IdentityProof,
    Particulars,
    SiteDraft,
    particular,
    tidy_code,
)
from zhunsheng.web import forms as fields
from zhunsheng.web import tables

ALL = "全部"
NONE_CHOSEN = "未选择"
#: Fields that show a new name or code and are no facts of the entity.
PROOF = frozenset({"step", "paper", "reason", "scan"})


class EntityFilter(tables.FilterForm):
    """What the list of entities is narrowed to."""

    text = forms.CharField(label="名称、首字母或信用代码", max_length=60)
    sector = fields.EnumField(Sector, label="行业领域")
    risk_class = fields.EnumField(RiskClass, label="风险等级")
    street = forms.TypedChoiceField(label="街道（镇）", coerce=UUID, empty_value=None)

    def __init__(self, data: Any, *, streets: Iterable[tuple[UUID, str]]) -> None:  # noqa: ANN401  # a QueryDict
        choices = [("", ALL), *((str(one), name) for one, name in streets)]
        self.base_fields["street"].choices = choices  # type: ignore[attr-defined]  # a choice field
        super().__init__(data)
        for name in ("sector", "risk_class"):
            field = self.fields[name]
            field.choices = [("", ALL), *list(field.choices)[1:]]  # type: ignore[attr-defined]  # a choice field


class EntityForm(fields.ActForm):
    """The facts of one business entity."""

    bases: ClassVar[dict[str, str]] = {
        "credit_code": "GB-32100",
        "risk_class": "SPL-2021:62",
        "standard_grade": "GBF-2024-54",
    }

    name = forms.CharField(label="单位名称", max_length=LENGTHS["name"])
    credit_code = forms.CharField(
        label="统一社会信用代码", max_length=40, required=False, help_text="自然人可以留空。"
    )
    kind = fields.EnumField(EntityKind, label="类型")
    sector = fields.EnumField(Sector, label="行业领域")
    risk_class = fields.EnumField(RiskClass, label="风险等级")
    standard_grade = fields.EnumField(
        StandardGrade, label="标准化等级", help_text="年度检查上限按等级公布的，以此为准。"
    )
    enforcement_level = fields.EnumField(
        EnforcementLevel, label="执法层级", help_text="一家企业由一个层级执法。"
    )
    emerging_sector = forms.ChoiceField(label="新兴行业领域", required=False)
    street = forms.TypedChoiceField(
        label="所在街道（镇）", coerce=UUID, empty_value=None, required=False
    )
    address = forms.CharField(label="地址", max_length=LENGTHS["address"], required=False)
    legal_representative = forms.CharField(
        label="法定代表人", max_length=LENGTHS["legal_representative"], required=False
    )
    person_in_charge = forms.CharField(
        label="主要负责人", max_length=LENGTHS["person_in_charge"], required=False
    )
    phone = forms.CharField(label="联系电话", max_length=LENGTHS["phone"], required=False)
    employees = forms.IntegerField(
        label="从业人数", min_value=0, max_value=MOST_EMPLOYEES, required=False
    )

    paper = forms.CharField(
        label="登记记录编号",
        max_length=80,
        required=False,
        help_text="所填代码曾在其他记录登记的填写：登记机关的登记或者查询记录的编号。",
    )
    scan = forms.FileField(
        label="登记记录的扫描件", required=False, help_text="填写编号的上传，PDF、JPEG或者PNG。"
    )

    def clean_scan(self) -> UploadedFile[bytes] | None:
        """Refuse a file that is too large before it is read, or is not what its name says."""
        return fields.checked_file(self.cleaned_data.get("scan"), fault_of=file_fault)

    def __init__(
        self,
        *args: object,
        streets: Iterable[tuple[UUID, str]],
        emerging: Iterable[tuple[str, str]],
        **rest: object,
    ) -> None:
        super().__init__(*args, **rest)
        choices = [("", NONE_CHOSEN), *((str(one), name) for one, name in streets)]
        self.fields["street"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.fields["emerging_sector"].choices = [("", NONE_CHOSEN), *emerging]  # type: ignore[attr-defined]  # a choice field


class AmendForm(EntityForm):
    """The facts of a business entity as they are now, and what shows a new name, code or kind."""

    step = fields.EnumField(
        IdentityStep,
        only=(
            IdentityStep.RENAMED,
            IdentityStep.NAME_CORRECTED,
            IdentityStep.RECODED,
            IdentityStep.CODE_CORRECTED,
            IdentityStep.KIND_CHANGED,
            IdentityStep.KIND_CORRECTED,
        ),
        label="名称、代码或者类型的变更情形",
        required=False,
        help_text="改动名称、已有代码或者类型的选择。名称和代码同时变更的，是另一家单位，请另行登记。",
    )
    paper = forms.CharField(
        label="登记文书编号",
        max_length=80,
        required=False,
        help_text="登记通知书或者登记机关查询记录的编号；名称录入更正不超过2个字的可以不填。",
    )
    reason = fields.NoteField(
        label="更正理由", rows=2, max_length=200, required=False, help_text="录入更正的填写。"
    )
    scan = forms.FileField(
        label="登记文书扫描件",
        required=False,
        help_text="改动代码、类型的必须上传，PDF、JPEG或者PNG。",
    )
    field_order = ("name", "credit_code", "step", "paper", "scan", "reason")


def proof_of(data: Mapping[str, Any]) -> IdentityProof:
    """Return what a valid form names to show a new name or code."""
    return IdentityProof(data.get("step"), data["paper"], data.get("reason", ""))


def facts_of(data: Mapping[str, Any], before: EntityFacts | None = None) -> EntityFacts:
    """
    Return the facts that a valid form holds, beside those of before that nobody types.

    The overall credit grade comes from the list of the credit platform alone, the further facts
    have a form of their own.
    """
    kept = before or EntityFacts(name="", credit_code="")
    code = tidy_code(data["credit_code"])
    said = {name: value for name, value in data.items() if name not in PROOF}
    return replace(kept, **{**said, "credit_code": code})


class ParticularsForm(fields.ActForm):
    """The further facts of an entity, each field checked by its kind."""

    def __init__(self, *args: object, known: Mapping[str, Field], **rest: object) -> None:
        super().__init__(*args, **rest)
        self._known = known
        for key, field in known.items():
            self.fields[key] = _input(field)

    def clean(self) -> dict[str, Any]:
        """Check every text by the kind of its field."""
        for key, field in self._known.items():
            text = str(self.cleaned_data.get(key, "")).strip()
            if not text:
                continue
            try:
                self.cleaned_data[key] = particular(field, text)
            except ValueError as reason:
                self.add_error(key, f"{reason}。")
        return self.cleaned_data

    @property
    def particulars(self) -> Particulars:
        """The further facts that were filled in."""
        data = self.cleaned_data
        return tuple((key, data[key]) for key in self._known if data.get(key))


def _input(field: Field) -> forms.Field:
    choices = field.choices or (YES_NO if field.kind is FieldKind.YES_NO else ())
    if choices:
        offered = [("", NONE_CHOSEN), *((one, one) for one in choices)]
        return forms.ChoiceField(label=field.heading, choices=offered, required=False)
    return forms.CharField(label=field.heading, required=False)


class SiteForm(fields.ActForm):
    """A site of an entity."""

    name = forms.CharField(label="场所名称", max_length=60)
    address = forms.CharField(label="地址", max_length=LENGTHS["address"], required=False)
    longitude = forms.DecimalField(
        label="经度", max_digits=9, decimal_places=6, required=False, help_text="如 113.912345。"
    )
    latitude = forms.DecimalField(
        label="纬度", max_digits=8, decimal_places=6, required=False, help_text="如 35.123456。"
    )


def site_of(data: Mapping[str, Any]) -> SiteDraft:
    """Return the site that a valid form holds."""
    return SiteDraft(**data)


class MergeForm(fields.ActForm):
    """Into which entity a duplicate is merged, and why."""

    kept = forms.CharField(
        label="保留的单位", max_length=120, help_text="填写统一社会信用代码或者完整名称。"
    )
    reason = fields.NoteField(label="合并理由", rows=2, max_length=200)
    registration = forms.CharField(
        label="登记记录编号",
        max_length=80,
        required=False,
        help_text="两条记录代码不同的填写：登记机关的登记或者查询记录的编号。",
    )


class LinkForm(fields.ActForm):
    """For which entity an account of an enterprise speaks."""

    entity = forms.CharField(
        label="企业", max_length=120, help_text="填写统一社会信用代码或者完整名称。"
    )
    proof = fields.NoteField(
        label="凭据",
        rows=2,
        max_length=200,
        help_text="核验了哪些材料，如营业执照、法定代表人的授权委托书及其文号、日期。",
    )


class UndoForm(fields.ActForm):
    """Why a merge is taken back."""

    reason = fields.NoteField(label="撤销理由", rows=2, max_length=200)
    code_returns = forms.BooleanField(
        label="代码归还并入的记录",
        required=False,
        help_text="合并后保留的单位补填的代码来自并入的记录的，须勾选；撤销后保留的单位没有代码。",
    )


def initial_of(row: BusinessEntity) -> dict[str, object]:
    """Return what the form shows of a registered entity."""
    return {
        "name": row.name,
        "credit_code": row.credit_code,
        "kind": EntityKind(row.kind),
        "sector": Sector(row.sector),
        "risk_class": RiskClass(row.risk_class),
        "street": str(row.street_id) if row.street_id else "",
        "address": row.address,
        "legal_representative": row.legal_representative,
        "person_in_charge": row.person_in_charge,
        "phone": row.phone,
        "employees": row.employees,
        "standard_grade": StandardGrade(row.standard_grade),
        "enforcement_level": EnforcementLevel(row.enforcement_level),
        "emerging_sector": row.emerging_sector,
    }


class OperationForm(fields.DatedForm):
    """That a unit closed, or operates again."""

    ended = forms.BooleanField(
        label="已经办理注销登记",
        required=False,
        help_text="注销登记后主体终止，不再是行政处罚的当事人；停业、吊销营业执照的不勾选。",
    )
    reason = forms.CharField(
        label="情况和依据",
        max_length=200,
        help_text="如注销登记的公示、停业公告、现场核实的情况。",
    )


class SafetyForm(fields.ActForm):
    """A fatal accident or a trial run, as a paper tells it."""

    kind = fields.EnumField(SafetyRecordKind, label="情形")
    since = fields.DayField(
        label="发生或者开始日期",
        help_text="事故填写发生日期；试生产填写开始日期，尚未开始的填写文书载明的日期。",
    )
    paper = forms.CharField(
        label="来源文书", max_length=120, help_text="如事故调查报告的批复、试生产方案。"
    )
    number = forms.CharField(label="文号或者编号", max_length=80)


class TrialEndForm(fields.ActForm):
    """When a trial run ended, and which paper tells it."""

    ended = fields.DayField(label="结束日期")
    paper = forms.CharField(
        label="结束的文书和编号",
        max_length=200,
        help_text="如安全设施竣工验收意见及其编号。",
    )


class WithdrawForm(fields.ActForm):
    """Why an entry is withdrawn."""

    reason = fields.NoteField(label="撤回理由", rows=2, max_length=200)
