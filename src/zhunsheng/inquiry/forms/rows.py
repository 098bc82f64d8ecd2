"""Rows of a form: as many as the page shows, empty ones left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from zhunsheng.inquiry.rules import Thing
from zhunsheng.web import forms as fields
from zhunsheng.web import rows

ROW_UNREAD = "第{number}行：{reason}"
MORE_ROWS = 3
MOST_ROWS = 60


class RowForm(rows.RowForm):
    """One row, named by its placeholders."""

    value: Any

    def __init__(self, data: QueryDict | None, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(data, empty_permitted=True, **kwargs)
        fields.limit_texts(self.fields.values())
        for field in self.fields.values():
            label = str(field.label or "")
            field.widget.attrs |= {"aria-label": label, "placeholder": label, "class": "in"}


class ThingRow(RowForm):
    """A sample or a thing to preserve."""

    needed = ("name", "quantity")

    name = forms.CharField(label="名称", max_length=80, required=False)
    sort = forms.CharField(label="规格型号、批号", max_length=80, required=False)
    quantity = forms.CharField(label="数量", max_length=20, required=False)
    mark = forms.CharField(label="封条（封样）编号", max_length=30, required=False)
    note = forms.CharField(label="备注", max_length=80, required=False)

    @property
    def value(self) -> Thing:
        """The thing that was typed."""
        return Thing(**self.cleaned_data)


class AnswerRow(RowForm):
    """A question and its answer."""

    needed = ("asked", "said")

    asked = forms.CharField(
        label="问",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    said = forms.CharField(
        label="答",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def value(self) -> tuple[str, str]:
        """Question and answer."""
        return self.cleaned_data["asked"], self.cleaned_data["said"]


class Rows:
    """The rows of one form."""

    def __init__(
        self,
        kind: type[RowForm],
        data: QueryDict | None,
        *,
        shown: int,
        initial: Sequence[Mapping[str, str]] = (),
    ) -> None:
        self.kind = kind
        self.shown = max(1, min(shown, MOST_ROWS))
        given = list(initial) + [{}] * self.shown
        self.rows = tuple(
            kind(data, prefix=f"r{number}", initial=given[number - 1])
            for number in range(1, self.shown + 1)
        )

    @property
    def labels(self) -> Iterator[str]:
        """The headings of the columns."""
        return (str(field.label) for field in self.rows[0].fields.values())

    @property
    def faults(self) -> tuple[str, ...]:
        """One sentence for each row that cannot be read."""
        return tuple(
            ROW_UNREAD.format(number=number, reason=next(iter(row.errors.values()))[0])
            for number, row in enumerate(self.rows, start=1)
            if not row.is_valid()
        )

    def unbound(self, *, more: int) -> Rows:
        """Return the rows as typed, with more of them, without a complaint yet."""
        typed = [
            {name: str(row.data.get(row.add_prefix(name), "")) for name in row.fields}
            for row in self.rows
        ]
        return Rows(self.kind, None, shown=self.shown + more, initial=typed)

    @property
    def values(self) -> tuple[Any, ...]:
        """What was typed, row by row."""
        return tuple(row.value for row in self.rows if row.is_valid() and _says(row))


def _says(row: RowForm) -> bool:
    return any(str(value).strip() for value in row.cleaned_data.values())
