"""Forms of workforce: filters, officers, credentials, trainings, deeds of delegation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import queries as registry
from zhunsheng.web import forms as fields
from zhunsheng.web import tables
from zhunsheng.workforce.choices import (
    CredentialKind,
    CredentialLoss,
    CredentialState,
    DelegatedPower,
    InterestKind,
)
from zhunsheng.workforce.rules import (
    LONGEST_DUTIES,
    LONGEST_NAME,
    LONGEST_NUMBER,
    LONGEST_TOLD_APART,
    CredentialFacts,
    DelegationFacts,
    OfficerFacts,
)

ALL = "全部"
CHOOSE = "请选择"
NO_ACCOUNT = "没有账户"
TOLD_APART = "本机关另有同名人员时填写：两人的机构、职务或者发证机关有何不同。"
DATES_MISSING = "填写执法证号后请填写有效期自和有效期至。"
SHARED = "有几家单位同名，请填写统一社会信用代码。"
NUMBER_MISSING = "填写了有效期但没有执法证号。"

Pairs = Iterable[tuple[UUID, str]]


class OfficerFilter(tables.FilterForm):
    """What the list of officers is narrowed to."""

    text = forms.CharField(label="姓名或证号", max_length=40)
    state = fields.EnumField(CredentialState, label="执法证")
    unit = forms.TypedChoiceField(label="机构", coerce=UUID, empty_value=None)

    def __init__(self, data: Any, *, units: Pairs) -> None:  # noqa: ANN401  # a QueryDict
        choices = [("", ALL), *((str(one), name) for one, name in units)]
        self.base_fields["unit"].choices = choices  # type: ignore[attr-defined]  # a choice field
        super().__init__(data)
        state = self.fields["state"]
        state.choices = [("", ALL), *list(state.choices)[1:]]  # type: ignore[attr-defined]  # a choice field


class CredentialForm(fields.ActForm):
    """A credential to add to an officer."""

    bases: ClassVar[dict[str, str]] = {"number": "APL-2021:42.1"}

    number = forms.CharField(label="执法证号", max_length=LONGEST_NUMBER)
    kind = fields.EnumField(CredentialKind, label="证件种类", initial=CredentialKind.ENFORCEMENT)
    valid_from = fields.DayField(label="有效期自")
    valid_until = fields.DayField(label="有效期至")


class OfficerForm(fields.ActForm):
    """An officer to register, with the credential where there is one."""

    bases: ClassVar[dict[str, str]] = {
        "number": "APL-2021:42.1",
        "legally_qualified": "APL-2021:58",
    }

    name = forms.CharField(label="姓名", max_length=LONGEST_NAME)
    unit = forms.TypedChoiceField(label="所属机构", coerce=UUID, empty_value=None)
    user = forms.TypedChoiceField(label="账户", coerce=UUID, empty_value=None, required=False)
    duties = forms.CharField(label="职责", max_length=LONGEST_DUTIES, required=False)
    told_apart = forms.CharField(
        label="与同名人员的区别",
        max_length=LONGEST_TOLD_APART,
        required=False,
        help_text=TOLD_APART,
    )
    is_reviewer = forms.BooleanField(label="法制审核人员", required=False)
    legally_qualified = forms.BooleanField(label="具有法律职业资格", required=False)
    number = forms.CharField(
        label="执法证号", max_length=LONGEST_NUMBER, required=False, help_text="没有证件的留空。"
    )
    kind = fields.EnumField(
        CredentialKind, label="证件种类", initial=CredentialKind.ENFORCEMENT, required=False
    )
    valid_from = fields.DayField(label="有效期自", required=False)
    valid_until = fields.DayField(label="有效期至", required=False)

    def __init__(self, *args: object, units: Pairs, users: Pairs, **rest: object) -> None:
        super().__init__(*args, **rest)
        chosen = (("unit", CHOOSE, units), ("user", NO_ACCOUNT, users))
        for name, empty, pairs in chosen:
            choices = [("", empty), *((str(one), label) for one, label in pairs)]
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Refuse half a credential."""
        data = super().clean() or self.cleaned_data
        days = [data.get("valid_from"), data.get("valid_until")]
        if data.get("number") and None in days:
            self.add_error("valid_until", DATES_MISSING)
        if not data.get("number") and days != [None, None]:
            self.add_error("number", NUMBER_MISSING)
        return data


class TrainingForm(fields.ActForm):
    """A training that officers took part in."""

    topic = forms.CharField(label="培训内容", max_length=120)
    hours = forms.IntegerField(label="学时", min_value=1, max_value=200)
    held_on = fields.DayField(label="培训日期")
    officers = forms.TypedMultipleChoiceField(
        label="参训人员", coerce=UUID, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, officers: Pairs, **rest: object) -> None:
        super().__init__(*args, **rest)
        choices = [(str(one), name) for one, name in officers]
        self.fields["officers"].choices = choices  # type: ignore[attr-defined]  # a choice field


class DelegationForm(fields.ActForm):
    """A deed by which a street is delegated."""

    bases: ClassVar[dict[str, str]] = {"powers": "APL-2021:20", "published_on": "APL-2021:20"}

    unit = forms.TypedChoiceField(label="受委托的街道（镇）", coerce=UUID, empty_value=None)
    deed_number = forms.CharField(label="委托书文号", max_length=60)
    powers = forms.MultipleChoiceField(
        label="委托事项和权限", choices=DelegatedPower.pairs(), widget=forms.CheckboxSelectMultiple
    )
    valid_from = fields.DayField(label="期限自")
    valid_until = fields.DayField(label="期限至")
    published_on = fields.DayField(label="公布日期", required=False)
    published_at = forms.CharField(label="公布处所或网址", max_length=200, required=False)

    def __init__(self, *args: object, streets: Pairs, **rest: object) -> None:
        super().__init__(*args, **rest)
        choices = [("", CHOOSE), *((str(one), name) for one, name in streets)]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]  # a choice field


class LossForm(fields.ActForm):
    """That a credential was withdrawn or cancelled."""

    bases: ClassVar[dict[str, str]] = {"lost_on": "APL-2021:42.1"}

    loss = fields.EnumField(CredentialLoss, label="情形")
    lost_on = fields.DayField(
        label="失效日期", help_text="自当日起不再有效，以前的执法行为不受影响。"
    )
    paper = forms.CharField(label="文书文号", max_length=60, help_text="发证机关的决定或者通知。")
    reason = forms.CharField(label="理由", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class AmendForm(fields.ActForm):
    """Unit, account and departure of an officer."""

    unit = forms.TypedChoiceField(label="所属机构", coerce=UUID, empty_value=None)
    user = forms.TypedChoiceField(
        label="账户",
        coerce=UUID,
        empty_value=None,
        required=False,
        help_text="一个账户只对应一名执法人员；本人的账户关联后不能解除。",
    )
    left_on = fields.DayField(
        label="离岗日期",
        required=False,
        help_text="离岗当日起不再具备执法资格；返岗的清空。账户另由系统管理员停用。",
    )
    told_apart = forms.CharField(
        label="与同名人员的区别",
        max_length=LONGEST_TOLD_APART,
        required=False,
        help_text=TOLD_APART,
    )
    reason = forms.CharField(
        label="变更的理由", max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: object, units: Pairs, users: Pairs, **rest: object) -> None:
        super().__init__(*args, **rest)
        chosen = (("unit", CHOOSE, units), ("user", NO_ACCOUNT, users))
        for name, empty, pairs in chosen:
            choices = [("", empty), *((str(one), label) for one, label in pairs)]
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field


class InterestForm(fields.ActForm):
    """An interest of an officer in an entity."""

    bases: ClassVar[dict[str, str]] = {"entity": "APL-2021:43"}

    entity = forms.CharField(
        label="单位", max_length=120, help_text="填写统一社会信用代码或者完整的单位名称。"
    )
    kind = fields.EnumField(InterestKind, label="关系种类")
    reason = forms.CharField(label="利害关系", max_length=200, help_text="写明与何人、何种关系。")
    since = fields.DayField(label="起始日期", help_text="关系产生的日期；不清楚的填登记当日。")

    def __init__(self, *args: object, viewer: Viewer, **rest: object) -> None:
        super().__init__(*args, **rest)
        self.viewer = viewer

    def clean_entity(self) -> UUID:
        """Return the entity that was named, by code or whole name."""
        typed = str(self.cleaned_data["entity"]).strip()
        found = registry.entities_named(self.viewer, typed)
        if len(found) > 1:
            raise forms.ValidationError(SHARED, code="shared")
        if not found:
            raise forms.ValidationError(registry.not_found(self.viewer, typed), code="entity")
        one: UUID = found[0].id
        return one


class InterestEndForm(fields.ActForm):
    """The end of an interest."""

    bases: ClassVar[dict[str, str]] = {"ended_on": "APL-2021:43"}

    ended_on = fields.DayField(
        label="解除日期", help_text="自当日起不再回避，以前的日期仍应当回避。"
    )
    reason = forms.CharField(
        label="解除的理由", max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


class DelegationEndForm(fields.ActForm):
    """The end of a delegation before its term."""

    bases: ClassVar[dict[str, str]] = {"ended_on": "APL-2021:20"}

    ended_on = fields.DayField(
        label="终止日期", help_text="自当日起街道（镇）不得再以本机关名义执法。"
    )
    paper = forms.CharField(label="终止文书文号", max_length=60)
    reason = forms.CharField(
        label="终止的理由", max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


def officer_facts_of(data: Mapping[str, Any]) -> OfficerFacts:
    """Return the facts that a valid form of an officer holds."""
    names = ("name", "unit", "user", "duties", "told_apart", "is_reviewer", "legally_qualified")
    credential = credential_facts_of(data) if data["number"] else None
    return OfficerFacts(**{name: data[name] for name in names}, credential=credential)


def credential_facts_of(data: Mapping[str, Any]) -> CredentialFacts:
    """Return the facts that a valid form of a credential holds."""
    return CredentialFacts(
        number=data["number"],
        valid_from=data["valid_from"],
        valid_until=data["valid_until"],
        kind=data["kind"] or CredentialKind.ENFORCEMENT,
    )


def delegation_facts_of(data: Mapping[str, Any]) -> DelegationFacts:
    """Return the facts that a valid form of a deed holds."""
    powers = tuple(DelegatedPower(code) for code in data["powers"])
    return DelegationFacts(**{**data, "powers": powers})
