"""The form of an assessment: which table, over which cases, what counts as a cliff."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Final

from django import forms

from zhunsheng.fairness import imports, queries
from zhunsheng.fairness.choices import DraftSource
from zhunsheng.fairness.rules.defects import CLIFF_PERCENT
from zhunsheng.fairness.rules.drafting import BadDraft
from zhunsheng.fairness.rules.refusals import LEAST_PERCENT, MOST_PERCENT
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.rules.law import Benchmark
from zhunsheng.web import forms as fields

LARGEST: Final = 2 * 1024 * 1024
SPREADSHEET: Final = ".xlsx"
TOO_LARGE = "文件超过2兆字节，不是一张基准表。"
NOT_TEXT = "文件不是 UTF-8 编码的文本。"
ONE_OF_TWO = "请选择一项已录入的基准，或者上传一份草案，二者取一。"
FROM_A_FILE = "不选择，改为上传草案"


def violation_choices() -> list[tuple[str, str]]:
    """Return the violations of the lawbook, in the order of their articles."""
    held = sorted(lawbook.newest().values(), key=lambda one: one.penalty)
    return [
        ("", fields.EMPTY_CHOICE),
        *((one.key, f"{one.label}（{lawbook.cite_label(one.penalty)}）") for one in held),
    ]


class AssessForm(fields.ActForm):
    """A table of the lawbook or a draft in a file, the period, and the limit of a cliff."""

    bases: ClassVar[dict[str, str]] = {"table": "APL-2021:34", "cliff_percent": "APL-2021:5.2"}

    table = forms.ChoiceField(label="法规库已录入的基准", required=False)
    file = forms.FileField(
        label="草案文件",
        required=False,
        help_text="裁量基准模板的 .xlsx，或者与法规库格式相同的 YAML；"
        "草案可以超出法定幅度，测算会逐处指出。",
    )
    violation = forms.ChoiceField(
        label="测算文件中的哪一项",
        required=False,
        choices=violation_choices,
        help_text="文件只有一项违法行为的，不必选择。",
    )
    since = fields.DayField(label="既往案件自何日起", help_text="按处罚决定日期，至测算当日止。")
    cliff_percent = forms.IntegerField(
        label="跳档界限（％）",
        min_value=LEAST_PERCENT,
        max_value=MOST_PERCENT,
        initial=CLIFF_PERCENT,
        help_text="相邻阶次的中间值相差超过法定幅度的这一比例，提示为断崖跳档。",
    )

    field_order = ("table", "violation", "file", "since", "cliff_percent")

    def __init__(self, *args: Any, viewer: Viewer, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._place, self._on = queries.place_of(viewer), on
        self._tables = queries.tables(viewer)
        named = [(one.id, f"{one.label}（{one.id}）") for one in self._tables.values()]
        self.fields["table"].choices = [("", FROM_A_FILE), *named]  # type: ignore[attr-defined]

    def clean_file(self) -> Benchmark | None:
        """Read the draft, or say why the file holds none."""
        file = self.cleaned_data["file"]
        if not file:
            return None
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        try:
            return self._read(file.name, file.read())
        except UnicodeDecodeError:
            raise forms.ValidationError(NOT_TEXT) from None
        except BadDraft as problem:
            raise forms.ValidationError(str(problem)) from None

    def _read(self, name: str, content: bytes) -> Benchmark:
        if not name.lower().endswith(SPREADSHEET):
            return imports.read_draft(text=content.decode("utf-8"), file=name)
        return imports.read_sheet(
            content=content,
            file=name,
            violation=self.cleaned_data.get("violation", ""),
            on=self._on,
            jurisdiction=self._place,
        )

    def clean(self) -> dict[str, Any]:
        """Refuse both a chosen table and a file, and neither."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        named = bool(found.get("table"))
        if "file" in found and named == (found["file"] is not None):
            raise forms.ValidationError(ONE_OF_TWO)
        return found

    @property
    def draft(self) -> tuple[Benchmark, DraftSource]:
        """The table, and where it comes from."""
        chosen = self.cleaned_data.get("table")
        if chosen:
            return self._tables[chosen], DraftSource.LAWBOOK
        return self.cleaned_data["file"], DraftSource.UPLOAD
