"""Forms of the public page of a code, and of the answer to a complaint."""

from __future__ import annotations

from typing import ClassVar, cast

from django import forms

from zhunsheng.visitcode.choices import (
    NATIONAL,
    REFUSABLE,
    Irregularity,
    RatingQuestion,
    Score,
    StatementKind,
)
from zhunsheng.visitcode.rules import Rating, StatementDraft
from zhunsheng.web import forms as fields


class RatingForm(fields.ActForm):
    """A rating without a name: a choice for each question, no text that could tell who wrote it."""

    def __init__(self, *args: object, **rest: object) -> None:
        super().__init__(*args, **rest)
        for one in RatingQuestion:
            field = fields.EnumField(Score, label=one.label, widget=forms.RadioSelect)
            field.choices = Score.pairs()
            field.error_messages["required"] = fields.NOT_CHOSEN.format(label=one.label)
            self.fields[one.value] = field

    @property
    def rating(self) -> Rating:
        """The answers."""
        return {one: self.cleaned_data[one.value] for one in RatingQuestion}


class StatementForm(fields.ActForm):
    """What was not as it should be."""

    bases: ClassVar[dict[str, str]] = {"grounds": "GBF-2024-54"}

    grounds = forms.TypedMultipleChoiceField(
        label="情形",
        choices=Irregularity.pairs(),
        coerce=Irregularity,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = fields.NoteField(label="经过", rows=4, max_length=1000, required=False)

    def of(self, kind: StatementKind, *, by_place: bool) -> StatementForm:
        """
        Offer the grounds of a kind of statement; a complaint says what happened.

        ``by_place`` where the rules of the place let the firm refuse on more than the national one.
        """
        self.fields["text"].required = kind is StatementKind.COMPLAINT
        if kind is StatementKind.REFUSAL:
            field = cast(forms.TypedMultipleChoiceField, self.fields["grounds"])
            field.choices = [
                (one.value, one.label) for one in (REFUSABLE if by_place else NATIONAL)
            ]
        return self

    def draft(self, kind: StatementKind) -> StatementDraft:
        """Return the statement typed."""
        data = self.cleaned_data
        return StatementDraft(kind, tuple(data["grounds"]), data["text"])


class SettlementForm(fields.LateForm):
    """What a head did about what an enterprise refused a visit for."""

    text = fields.NoteField(label="核实情况和改正措施", rows=4, max_length=1000)
    on = fields.DayField(label="处理日期")


class AnswerForm(fields.LateForm):
    """The answer of the justice office."""

    text = fields.NoteField(label="核查情况和处理意见", rows=5, max_length=2000)
    on = fields.DayField(label="答复日期")
