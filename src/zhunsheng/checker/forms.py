"""The form of a check: a text or a file becomes what is examined; nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zhunsheng.checker import check, manifest, reading
from zhunsheng.checker.reading import Unreadable
from zhunsheng.checker.writing.files import Source
from zhunsheng.kernel.names import is_hidden
from zhunsheng.web import clock, uploads
from zhunsheng.web import forms as fields

T = TypeVar("T")

LARGEST = 20 * 1024 * 1024
#: Characters that one request examines: a report has twenty thousand, 300 pages have 200,000.
LONGEST = 500_000
LONGEST_LIVE = 50_000
PASTED = "粘贴的文字.txt"
TOO_LARGE = "文件超过20兆字节。请压缩图片，或者另存为不含图片的文件。"
NOTHING = "请粘贴文字，或者选择一个文件。"
BOTH = "粘贴了文字，又选择了文件。请只留一样。"
KINDS = (
    f"能检查{reading.SUPPORTED}，不超过20兆字节、{LONGEST // 10_000}万字；扫描件请先做文字识别。"
)


class PastedField(fields.NoteField):
    """A text from elsewhere: what shows nothing, such as a zero-width space, is left out of it."""

    def to_python(self, value: object) -> str:
        """Return what a reader sees of the text."""
        text = str(super().to_python(value) or "")
        return "".join(char for char in text if not is_hidden(char))


class LiveForm(fields.ActForm):
    """A text that somebody is still typing."""

    text = PastedField(label="文字", required=False, max_length=LONGEST_LIVE)


class CheckForm(fields.ActForm):
    """A text or a file, with what it is compared with."""

    bases: ClassVar[dict[str, str]] = {}

    text = PastedField(
        label="粘贴文字",
        required=False,
        rows=10,
        max_length=LONGEST,
        help_text="一段一行。只核查文字，不改动原文。",
    )
    file = forms.FileField(label="或者选择文件", required=False, help_text=KINDS)
    last_year = forms.FileField(
        label="上年的报告",
        required=False,
        help_text="可以不选。用来核对上年数字和同比。",
    )
    figures = forms.FileField(
        label="数字清单（figures.json）",
        required=False,
        help_text="可以不选。核对本系统编制的年度报告时选，逐个数字与清单比对。",
    )

    def clean_text(self) -> str:
        """Refuse a text of more lines than are checked."""
        text: str = self.cleaned_data["text"]
        _read(lambda: reading.read_text(text))
        return text

    def clean_file(self) -> tuple[str, bytes, check.Items] | None:
        """Read the file that is checked."""
        found = self._upload("file")
        if found is None:
            return None
        items = _read(lambda: reading.read_bytes(found.filename, found.content, LONGEST))
        return found.filename, found.content, items

    def clean_last_year(self) -> check.Items | None:
        """Read last year's report."""
        found = self._upload("last_year")
        if found is None:
            return None
        return _read(lambda: reading.read_bytes(found.filename, found.content, LONGEST))

    def clean_figures(self) -> manifest.Manifest | None:
        """Read the manifest."""
        found = self._upload("figures")
        return _read(lambda: manifest.read(found.content)) if found else None

    def _upload(self, name: str) -> uploads.Upload | None:
        file: UploadedFile[bytes] | None = self.cleaned_data[name]
        if file is not None and (file.size or 0) > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return uploads.uploaded(file)

    def clean(self) -> dict[str, Any]:
        """Refuse nothing at all, and two things at once."""
        text, file = self.cleaned_data.get("text", ""), self.cleaned_data.get("file")
        if not self.errors and not text.strip() and file is None:
            self.add_error("text", NOTHING)
        if text.strip() and file is not None:
            self.add_error("file", BOTH)
        return self.cleaned_data

    def source(self) -> Source:
        """Examine what was sent; the form is valid."""
        sent = self.cleaned_data
        text = sent["text"]
        name, data, items = sent["file"] or (PASTED, text.encode(), reading.read_text(text))
        checked = check.examine(
            items=items,
            previous=sent["last_year"],
            against=sent["figures"],
            today=clock.today(),
        )
        return Source(name, data, checked)


def _read(read: Callable[[], T]) -> T:
    """Read, and say under the field why it cannot be read."""
    try:
        return read()
    except Unreadable as problem:
        raise forms.ValidationError(problem.reason) from problem
