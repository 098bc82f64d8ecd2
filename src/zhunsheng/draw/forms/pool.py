"""The form on which a pool is published: strings become values; nothing is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from zhunsheng.draw.choices import (
    CONTRIBUTORS,
    CreditStanding,
    DrawKind,
    ExclusionGround,
    PoolSide,
    SeedMethod,
    grounds_of,
)
from zhunsheng.draw.rules import Partner, PoolScope, Rates, SeedPlan
from zhunsheng.registry.choices import RiskClass, Sector
from zhunsheng.web import forms as fields

NO_NUMBER = "请填写拟抽取家数，或者选择按风险和信用分层。"
NO_RATE = "按风险和信用分层的，请填写比例。"
#: What parts the items of a department in one line.
ITEM_MARKS: Final = "、;；"


class CountField(forms.IntegerField):
    """A whole number with bounds."""

    def __init__(self, *, least: int, most: int | None = None, **rest: Any) -> None:
        widget = forms.NumberInput(attrs={"class": "num", "min": least, "step": 1})
        rest.setdefault("widget", widget)
        super().__init__(error_messages={"invalid": "请填写整数。"}, **rest)
        self.validators.append(MinValueValidator(least, f"不得小于{least}。"))
        if most is not None:
            self.validators.append(MaxValueValidator(most, f"不得大于{most}。"))


GROUNDS = "、".join(one.label for one in grounds_of(PoolSide.UNIT))


class PoolForm(fields.DatedForm):
    """The pool of a draw: items, units and officers, how many are drawn, who is left out."""

    bases: ClassVar[dict[str, str]] = {
        "items": "GBF-2024-54",
        "by_rates": "GF-2019-5",
        "officers": "APL-2021:42.1",
        "street_officers": "APL-2021:20",
    }
    title = forms.CharField(label="抽查任务名称", max_length=120)
    kind = fields.EnumField(DrawKind, label="抽查方式", initial=DrawKind.OWN)
    items = forms.MultipleChoiceField(
        label="本机关的抽查事项",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只列已经公布的权责清单中的行政检查事项。",
    )
    partners = fields.PairsField(
        label="参加部门及其事项",
        required=False,
        rows=3,
        help_text="联合抽查时填写，每行一个部门和它的事项，以空格分开，多个事项用顿号分开。",
    )
    visits_from = fields.DayField(label="检查期自")
    visits_until = fields.DayField(label="检查期至")
    sectors = forms.MultipleChoiceField(
        label="行业领域",
        choices=Sector.pairs(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选的列入全部行业领域。",
    )
    risk_classes = forms.MultipleChoiceField(
        label="风险等级",
        choices=RiskClass.pairs(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选的列入全部等级。",
    )
    excluded = fields.PairsField(
        label="不参加抽取的单位",
        required=False,
        help_text="每行填写统一社会信用代码、事由和具体情况，"
        "如“代码 停产停业期间：收文〔2025〕12号停产报告，检修至六月底”。"
        f"事由限于：{GROUNDS}。已登记停业或者注销的自动列入。",
    )
    units_to_draw = CountField(
        label="拟抽取家数", least=1, required=False, help_text="不分层的填写。"
    )
    by_rates = forms.BooleanField(
        label="按风险等级和信用类别分层，每层按下列比例抽取", required=False
    )
    officers = forms.MultipleChoiceField(label="执法检查人员", widget=forms.CheckboxSelectMultiple)
    street_officers = forms.MultipleChoiceField(
        label="街道（镇）人员",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="跨部门联合抽查、把其街道（镇）列为参加部门的才勾选，只检查该街道（镇）的单位。",
    )
    left_out_ground = fields.EnumField(
        ExclusionGround,
        only=grounds_of(PoolSide.OFFICER),
        label="未列入人员的事由",
        required=False,
    )
    left_out_reason = forms.CharField(
        label="未列入人员的具体理由",
        required=False,
        max_length=200,
        help_text="公开，不写个人隐私。",
    )
    most_per_officer = CountField(
        label="每人最多承担家数", least=0, initial=0, help_text="零为不限制。"
    )
    most_per_pair = CountField(
        label="同一对人员一年最多搭配次数",
        least=0,
        initial=2,
        help_text="连同本年度以前的抽取计算，零为不限制。",
    )
    method = fields.EnumField(SeedMethod, label="种子确定方式", initial=SeedMethod.COMMITMENTS)
    contributors = fields.LinesField(
        label="提供方",
        required=False,
        initial="\n".join(CONTRIBUTORS),
        help_text="各方承诺后公开的，每行一方；次序固定，不得调换。",
    )
    event = forms.CharField(
        label="公开事件",
        required=False,
        max_length=120,
        help_text="采用公开事件的，写明全称和期次，如某日公开摇奖第几期。",
    )
    event_on = fields.DayField(label="公开事件日期", required=False)
    repeat_reason = forms.CharField(label="重新抽取的理由", required=False, max_length=400)

    def __init__(self, *args: Any, rates: Mapping[str, int], **rest: Any) -> None:
        super().__init__(*args, **rest)
        for kind, name, label in _rate_fields():
            least = 1 if kind is RiskClass else 0
            self.fields[name] = CountField(
                label=label, least=least, most=100, required=False, initial=rates.get(name)
            )
        order = list(self.fields)
        place = order.index("by_rates") + 1
        names = [name for _, name, _ in _rate_fields()]
        rest_of = [one for one in order if one not in names]
        self.order_fields([*rest_of[:place], *names, *rest_of[place:]])

    def offer(
        self,
        officers: Iterable[tuple[UUID, str]],
        items: Mapping[str, str],
        *,
        streets: Iterable[tuple[UUID, str]] = (),
        repeats: bool,
    ) -> None:
        """
        Offer officers (all chosen at first), those of streets (none) and items.

        A repetition begins with those of the former draw and asks for its reason.
        """
        choices = [(str(one), label) for one, label in officers]
        self._choose("officers", choices)
        former = self.initial.get("chosen")
        self.initial["officers"] = [one for one, _ in choices if former is None or one in former]
        lent = [(str(one), label) for one, label in streets]
        self._choose("street_officers", lent)
        self.initial["street_officers"] = [one for one, _ in lent if one in (former or ())]
        if not lent:
            del self.fields["street_officers"]
        self._choose("items", [(code, f"{code} {name}") for code, name in items.items()])
        if not repeats:
            del self.fields["repeat_reason"]

    def begin_with(self, former: Mapping[str, object]) -> None:
        """Begin with what a former draw said; ``chosen`` are the ids of its officers."""
        self.initial.update(former)

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Want a number of units, or the rates."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("by_rates"):
            for _, name, _ in _rate_fields():
                if data.get(name) is None and name not in self.errors:
                    self.add_error(name, NO_RATE)
        elif data.get("units_to_draw") is None and "units_to_draw" not in self.errors:
            self.add_error("units_to_draw", NO_NUMBER)
        return data

    @property
    def scope(self) -> PoolScope:
        """Which units the pool covers."""
        data = self.cleaned_data
        return PoolScope(tuple(data["sectors"]), tuple(data["risk_classes"]))

    @property
    def chosen_officers(self) -> tuple[UUID, ...]:
        """The officers that were ticked."""
        data = self.cleaned_data
        return tuple(UUID(one) for one in (*data["officers"], *data.get("street_officers", ())))

    @property
    def named_partners(self) -> tuple[Partner, ...]:
        """The departments with their items."""
        marks = str.maketrans(dict.fromkeys(ITEM_MARKS, "\n"))
        found = []
        for name, items in self.cleaned_data["partners"]:
            lines = items.translate(marks).splitlines()
            found.append(Partner(name, tuple(one.strip() for one in lines if one.strip())))
        return tuple(found)

    @property
    def rates(self) -> Rates | None:
        """The rates, where the units are stratified."""
        if not self.cleaned_data["by_rates"]:
            return None
        data = self.cleaned_data
        return Rates(
            tuple((one.value, data[f"rate_{one.value}"]) for one in RiskClass),
            tuple((one.value, data[f"rate_{one.value}"]) for one in CreditStanding),
        )

    @property
    def seed_plan(self) -> SeedPlan:
        """How the seed will come about."""
        data = self.cleaned_data
        return SeedPlan(data["method"], data["contributors"], data["event"], data["event_on"])


def _rate_fields() -> list[tuple[type[RiskClass] | type[CreditStanding], str, str]]:
    risk = [(RiskClass, f"rate_{one.value}", f"{one.label}抽取比例（%）") for one in RiskClass]
    credit = [
        (CreditStanding, f"rate_{one.value}", f"{one.label}增加（百分点）")
        for one in CreditStanding
    ]
    return [*risk, *credit]
