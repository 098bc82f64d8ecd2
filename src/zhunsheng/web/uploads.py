"""Forms and lines of an import page: an uploaded sheet, and its confirmation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from zhunsheng.kernel.finding import Finding
from zhunsheng.web import forms as fields
from zhunsheng.web import streams
from zhunsheng.web.sheets import XLSX, RowError, SheetRow, error_sheet

NO_FILE = "请选择要导入的文件。"
GONE = "预览已过期或者不是本人上传的。请重新选择文件。"
NO_SPACE = "服务器无法保存文件（磁盘空间不足或者不可写），没有导入。请联系系统管理员后重新上传。"
LIMITS = "支持.xlsx和.csv（UTF-8或GB18030），不超过{megabytes}兆字节、{rows}行。"
EMPTY = "文件是空的。请下载模板，填写后再上传。"


class UploadForm(fields.ActForm):
    """A sheet to read."""

    file = forms.FileField(
        label="表格文件",
        error_messages={"required": NO_FILE, "empty": EMPTY},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(
        self, *args: object, limits: streams.Limits = streams.WHOLE, **rest: object
    ) -> None:
        super().__init__(*args, **rest)
        self._limits = limits
        file = self.fields["file"]
        file.error_messages["required"] = NO_FILE
        megabytes = limits.packed // 1024 // 1024
        file.help_text = LIMITS.format(megabytes=megabytes, rows=limits.rows)

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse a file that is too large before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > self._limits.packed:
            raise forms.ValidationError(self._limits.too_large)
        return file


class ConfirmForm(fields.ActForm):
    """The token of a sheet that was previewed."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=2000)


class UploadGone(ObjectDoesNotExist):
    """The token of a held upload is not good here, or no more; a page answers with 404."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was uploaded."""

    filename: str
    content: bytes


def uploaded(file: UploadedFile[bytes] | None) -> Upload | None:
    """Return a file of a form with its name, nothing where none was sent."""
    return Upload(file.name or "", file.read()) if file else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import takes and leaves, as its page shows it."""

    filename: str
    rows_read: int
    rows_taken: int
    ignored: str

    @property
    def rows_skipped(self) -> int:
        """How many rows are not taken."""
        return self.rows_read - self.rows_taken


class Reading(Protocol):
    """What a room read from a sheet."""

    @property
    def headings(self) -> tuple[str, ...]: ...
    @property
    def rows_read(self) -> int: ...
    @property
    def rows_taken(self) -> int: ...
    @property
    def errors(self) -> Sequence[RowError]: ...
    @property
    def rejected(self) -> Sequence[SheetRow]: ...
    @property
    def ignored(self) -> str: ...
    @property
    def remarks(self) -> tuple[Finding, ...]: ...


def outcome_of(reading: Reading, *, filename: str) -> Outcome:
    """Return what an import of the reading would take and leave."""
    return Outcome(
        filename=filename,
        rows_read=reading.rows_read,
        rows_taken=reading.rows_taken,
        ignored=reading.ignored,
    )


def error_sheet_of(reading: Reading) -> bytes:
    """Return the rows that an import would leave, as a sheet."""
    return error_sheet(
        headings=reading.headings,
        rejected=((row.number, row.cells) for row in reading.rejected),
        errors=((error.row, error.column, error.message) for error in reading.errors),
    )


def refused(message: str) -> UploadForm:
    """Return an upload form that says why the file was not imported."""
    form = UploadForm({})
    form.full_clean()
    form.errors["file"] = form.error_class([message])
    return form


def with_token(url: str, token: str) -> str:
    """Return an address that carries the token of a held upload."""
    return f"{url}?{urlencode({'token': token})}"


def errors_from(lines: Iterable[tuple[int, str, str]]) -> tuple[RowError, ...]:
    """Return the kept errors of an import."""
    return tuple(RowError(*line) for line in lines)


_KINDS: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def download(content: bytes, *, name: str) -> HttpResponse:
    """Answer with a spreadsheet to save under a name, or with text or JSON as its ending says."""
    kind = _KINDS.get(name.rpartition(".")[2], XLSX)
    response = HttpResponse(content, content_type=kind)
    header = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = header or "attachment"
    return response
