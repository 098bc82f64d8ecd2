"""Forms of draws: strings become values; nothing is saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator

from zhunsheng.draw.choices import DrawKind, DrawStage
from zhunsheng.draw.rules import Commitment, Contribution
from zhunsheng.registry.choices import RiskClass, Sector
from zhunsheng.web import forms as fields
from zhunsheng.web import tables

NOT_TWO = "第{line}行应为两项，以空格分开。"


class PairsField(fields.NoteField):
    """Lines of two items each, parted by blanks; the second item may hold blanks itself."""

    def to_python(self, value: object) -> list[tuple[str, str]]:  # type: ignore[override]  # text to pairs
        """Return the pairs of all lines that are not empty."""
        text = str(super().to_python(value) or "")
        found = []
        for number, line in enumerate(text.splitlines(), start=1):
            if not line.strip():
                continue
            items = line.split(maxsplit=1)
            if len(items) != 2:
                raise ValidationError(NOT_TWO.format(line=number), code="pairs")
            found.append((items[0], items[1].strip()))
        return found


class CountField(forms.IntegerField):
    """A whole number with a lower bound."""

    def __init__(self, *, least: int, **rest: Any) -> None:
        widget = forms.NumberInput(attrs={"class": "num", "min": least, "step": 1})
        rest.setdefault("widget", widget)
        super().__init__(error_messages={"invalid": "请填写整数。"}, **rest)
        self.validators.append(MinValueValidator(least, f"不得小于{least}。"))


class DrawFilter(tables.FilterForm):
    """Filters of the list of draws."""

    text = forms.CharField(label="任务名称")
    kind = fields.EnumField(DrawKind, label="抽查方式")
    stage = fields.EnumField(DrawStage, label="状态")
    year = forms.IntegerField(label="年度")


class PoolForm(fields.DatedForm):
    """The pool of a draw: which units and officers, how many are drawn, who is left out and why."""

    bases: ClassVar[dict[str, str]] = {"units_to_draw": "GF-2019-5", "officers": "APL-2021:42.1"}
    title = forms.CharField(label="抽查任务名称", max_length=120)
    kind = fields.EnumField(DrawKind, label="抽查方式", initial=DrawKind.OWN)
    partners = fields.NoteField(
        label="参加部门", required=False, rows=2, help_text="联合抽查时填写，每行一个部门。"
    )
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
    units_to_draw = CountField(label="拟抽取家数", least=1)
    excluded = PairsField(
        label="不参加抽取的单位",
        required=False,
        help_text="每行填写统一社会信用代码和理由，以空格分开。",
    )
    officers = forms.MultipleChoiceField(label="执法检查人员", widget=forms.CheckboxSelectMultiple)
    left_out_reason = forms.CharField(label="未列入人员的理由", required=False, max_length=200)
    most_per_officer = CountField(
        label="每人最多承担家数", least=0, initial=0, help_text="零为不限制。"
    )
    commitments = PairsField(
        label="各方承诺值",
        help_text=(
            "两人以上，每行填写提供人和其内容的校验值，以空格分开；"
            "校验值由提供人自己用python3 tools/verify/draw.py --commit 提供人 内容算出。"
        ),
    )
    repeat_reason = forms.CharField(label="重新抽取的理由", required=False, max_length=400)

    def offer(self, officers: Iterable[tuple[UUID, str]], *, repeats: bool) -> None:
        """Offer these officers, all of them chosen at first; ask for a reason of a repetition."""
        choices = [(str(one), label) for one, label in officers]
        field = self.fields["officers"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices
        field.initial = [one for one, _ in choices]
        if not repeats:
            del self.fields["repeat_reason"]

    @property
    def chosen_officers(self) -> tuple[UUID, ...]:
        """The officers that were ticked."""
        return tuple(UUID(one) for one in self.cleaned_data["officers"])

    @property
    def named_partners(self) -> tuple[str, ...]:
        """The departments, one a line."""
        lines = self.cleaned_data["partners"].splitlines()
        return tuple(line.strip() for line in lines if line.strip())

    @property
    def promised(self) -> tuple[Commitment, ...]:
        """The commitments that were typed."""
        return tuple(Commitment(who, what) for who, what in self.cleaned_data["commitments"])


class SeedForm(fields.DatedForm):
    """What several persons contribute to the seed."""

    bases: ClassVar[dict[str, str]] = {"contributions": "GF-2019-5"}
    contributions = PairsField(
        label="各方提供的内容",
        rows=5,
        help_text="只由公布名录时作出承诺的人提供，每行填写提供人和内容，以空格分开，与承诺时一字不差。",
    )

    @property
    def given(self) -> tuple[Contribution, ...]:
        """The contributions that were typed."""
        return tuple(Contribution(who, what) for who, what in self.cleaned_data["contributions"])


class PartnerForm(fields.DatedForm):
    """What a department reports."""

    partner = forms.ChoiceField(label="部门")
    result = fields.NoteField(label="检查结果", max_length=400)

    def offer(self, partners: Iterable[str]) -> None:
        """Offer the departments of the draw."""
        field = self.fields["partner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one, one) for one in partners]
