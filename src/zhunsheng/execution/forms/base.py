"""What every form of an execution has: the day, what is owed, who may act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zhunsheng.evidence.queries import file_fault
from zhunsheng.execution.queries import ExecutionFile, Standing
from zhunsheng.web import forms as fields
from zhunsheng.web import uploads


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
        return str(self.file.fined.case.entity.legal_representative)


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


class ProofForm(StepForm):
    """A form of a step that rests on a paper of others, which comes with it as a scan."""

    proof = forms.FileField(label="证明材料", required=False, help_text="扫描件，PDF、JPEG或者PNG")

    def clean_proof(self) -> UploadedFile[bytes] | None:
        """Refuse a file that is too large before it is read, or is not what its name says."""
        return fields.checked_file(self.cleaned_data.get("proof"), fault_of=file_fault)

    @property
    def upload(self) -> uploads.Upload | None:
        """The scan, where one came."""
        return uploads.uploaded(self.cleaned_data.get("proof"))


def line(label: str, *, required: bool = True, most: int = 200, hint: str = "") -> Any:  # noqa: ANN401 # a field
    """Return a field of one line."""
    return forms.CharField(label=label, required=required, max_length=most, help_text=hint)
