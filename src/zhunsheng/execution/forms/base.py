"""What every form of an execution has: the day, what is owed, who may act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from zhunsheng.execution.queries import ExecutionFile, Standing
from zhunsheng.web import forms as fields


@dataclass(frozen=True, slots=True)
class Known:
    """What a form is filled by: the day, the execution, what is owed, where."""

    on: date
    file: ExecutionFile
    standing: Standing
    officers: tuple[tuple[str, str], ...] = ()
    place: str = ""

    @property
    def representative(self) -> str:
        """Who speaks for the party."""
        return self.file.fined.case.party.legal_representative


class StepForm(fields.DatedForm):
    """A form of one step; ``draft`` gives the value that the act takes."""

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": known.on, **self.starting(known)}
        super().__init__(*args, **kwargs)

    def starting(self, known: Known) -> dict[str, object]:
        """Return what the record knows already."""
        return {}

    @property
    def draft(self) -> object | None:
        """What the act takes beside the day; nothing by default."""
        return None


def line(label: str, *, required: bool = True, most: int = 200, hint: str = "") -> Any:  # noqa: ANN401 # a field
    """Return a field of one line."""
    return forms.CharField(label=label, required=required, max_length=most, help_text=hint)
