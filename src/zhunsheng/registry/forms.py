"""Forms of registry: filters, an entity's facts, an uploaded sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from zhunsheng.registry.choices import EntityKind, RiskClass, Sector
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.registry.rules import LENGTHS, MOST_EMPLOYEES, EntityFacts, tidy_code
from zhunsheng.web import forms as fields
from zhunsheng.web import tables

ALL = "全部"
NONE_CHOSEN = "未选择"


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

    bases: ClassVar[dict[str, str]] = {"credit_code": "GB-32100", "risk_class": "SPL-2021:62"}

    name = forms.CharField(label="单位名称", max_length=LENGTHS["name"])
    credit_code = forms.CharField(
        label="统一社会信用代码", max_length=40, required=False, help_text="自然人可以留空。"
    )
    kind = fields.EnumField(EntityKind, label="类型")
    sector = fields.EnumField(Sector, label="行业领域")
    risk_class = fields.EnumField(RiskClass, label="风险等级")
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

    def __init__(self, *args: object, streets: Iterable[tuple[UUID, str]], **rest: object) -> None:
        super().__init__(*args, **rest)
        choices = [("", NONE_CHOSEN), *((str(one), name) for one, name in streets)]
        self.fields["street"].choices = choices  # type: ignore[attr-defined]  # a choice field


def facts_of(data: Mapping[str, Any]) -> EntityFacts:
    """Return the facts that a valid form holds."""
    return EntityFacts(**{**data, "credit_code": tidy_code(data["credit_code"])})


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
    }


class OperationForm(fields.DatedForm):
    """That a unit closed, or operates again."""

    reason = forms.CharField(
        label="情况和依据",
        max_length=200,
        help_text="如注销登记的公示、停业公告、现场核实的情况。",
    )
