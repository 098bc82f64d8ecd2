"""Rows of a form: as many as the page shows; a row that says nothing is left out."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, Self, TypeVar

from django import forms
from django.http import QueryDict

from zhunsheng.web.forms import MISSING

AnyRow = TypeVar("AnyRow", bound=forms.Form)


class RowForm(forms.Form):
    """One row; as it may say nothing, no star stands on what a row that speaks needs."""

    use_required_attribute = False
    needed: ClassVar[tuple[str, ...]] = ()

    def clean(self) -> dict[str, Any]:
        """Ask a row that says something for all that it needs."""
        said: dict[str, Any] = super().clean() or {}
        for name in self.needed:
            if not said.get(name) and name not in self.errors:
                label = str(self.fields[name].label)
                self.add_error(name, MISSING.format(label=label))
        return said


class Rows(Generic[AnyRow]):
    """
    The rows of one form.

    A room names the form of a row, the letter before the row's number in the names of its fields,
    how many there may be, and the sentence for a row that cannot be read.
    """

    form: type[AnyRow]
    letter: ClassVar[str]
    most: ClassVar[int]
    unread_text: ClassVar[str]

    def __init__(self, data: QueryDict | None, *, shown: int) -> None:
        self.shown = max(1, min(shown, self.most))
        self.rows = tuple(self.row(data, number) for number in range(1, self.shown + 1))

    def row(self, data: QueryDict | None, number: int) -> AnyRow:
        """Return the row of a number."""
        return self.form(data, prefix=f"{self.letter}{number}", empty_permitted=True)

    @property
    def unread(self) -> tuple[str, ...]:
        """One sentence for each row that cannot be read."""
        numbers = [n for n, row in enumerate(self.rows, start=1) if not row.is_valid()]
        return tuple(self.unread_text.format(number=number) for number in numbers)

    @property
    def said(self) -> tuple[AnyRow, ...]:
        """The rows that say something."""
        return tuple(row for row in self.rows if row.has_changed())

    def unbound(self, *, more: int) -> Self:
        """Return the rows as typed, with more of them, without a complaint yet."""
        wider = type(self)(None, shown=self.shown + more)
        for old, new in zip(self.rows, wider.rows, strict=False):
            new.initial = {
                name: field.widget.value_from_datadict(old.data, {}, old.add_prefix(name))
                for name, field in old.fields.items()
            }
        return wider
