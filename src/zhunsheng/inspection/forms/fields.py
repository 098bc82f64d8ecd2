"""Fields, choices and sentences that the forms of inspections share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from zhunsheng.web import forms as fields

Choices = Sequence[tuple[str, str]]

ALL = ("", "全部")
NO_UNIT = ("", "本局直接实施")
NOT_A_MONTH = "月份应写作 2026-01 的样式。"
NO_RESULT = "请选择第{number}项的复查结果。"
NO_ENTITY = "请至少选择一家被检查单位。"
VISITS = "{name}（本年{count}次）"
ROW_UNREAD = "第{number}项问题未填写完整。"
SITUATION = "复查情况"
A_HAZARD = ("", "一般隐患（不属于所列违法行为）")
ROWS_AT_FIRST = 3
MORE_ROWS = 3
MOST_ROWS = 40


class MonthField(forms.CharField):
    """A month written as 2025-09 that becomes its first day."""

    widget = forms.TextInput(attrs={"type": "month"})

    def to_python(self, value: object) -> date | None:  # type: ignore[override]  # text to a day
        """Return the first day of the month, or nothing for an empty field."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            year, month = text.split("-")
            return date(int(year), int(month), 1)
        except ValueError:
            raise ValidationError(NOT_A_MONTH, code="month") from None

    def validate(self, value: object) -> None:
        """Accept any month."""

    def run_validators(self, value: object) -> None:
        """Skip the validators of texts: the value is a day already."""


class UuidChoice(forms.TypedChoiceField):
    """A choice among records by their id."""

    def __init__(self, *, label: str, required: bool = True) -> None:
        super().__init__(coerce=UUID, empty_value=None, label=label, required=required)


class UuidChoices(forms.TypedMultipleChoiceField):
    """Several records by their ids."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(coerce=UUID, label=label, help_text=help_text)


class LateForm(fields.ActForm):
    """A form that may be entered after the day of the act, with the reason."""

    late_reason = forms.CharField(
        label="补记理由",
        required=False,
        max_length=200,
        help_text="办理日期早于今天时填写。",
    )

    def order_fields(self, field_order: Iterable[str] | None) -> None:
        """Keep the order of declaration, the reason for being late at the end."""
        super().order_fields(list(field_order) if field_order else None)
        self.fields["late_reason"] = self.fields.pop("late_reason")
