"""What every form of a case's act has: the day, and why it is entered later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator

from zhunsheng.cases.choices import NoPenaltyGround
from zhunsheng.cases.queries import CaseFile
from zhunsheng.evidence.queries import file_fault
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook.rules.law import Benchmark
from zhunsheng.web import forms as fields

YES_OR_NO = (("", "尚未认定"), ("1", "是"), ("0", "否"))
A_TIME = RegexValidator(
    r"^(?:上午|下午)?(?:[01]?\d|2[0-3])(?:时(?:[0-5]?\d分)?|[:：][0-5]\d)$",
    "请填写时间，如“10时30分”。",
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a form is filled and limited by: the file of the case, the people, the day."""

    on: date
    file: CaseFile | None = None
    officers: tuple[tuple[str, str], ...] = ()
    left_out: str = ""
    reviewing: tuple[str, ...] = ()
    leaders: tuple[tuple[str, str], ...] = ()
    chairs: tuple[tuple[str, str], ...] = ()
    staff: tuple[tuple[str, str], ...] = ()
    reviewers: tuple[tuple[str, str], ...] = ()
    viewer: Viewer | None = None
    streets: tuple[tuple[str, str], ...] = ()
    legally_qualified: bool = False
    own_benchmarks: tuple[Benchmark, ...] = ()
    anchors: tuple[tuple[str, str], ...] = ()
    resting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def handlers(self) -> tuple[tuple[str, str], ...]:
        """The handlers of the case, as a form offers them."""
        rows = self.file.handlers if self.file else ()
        return tuple((str(one.id), one.name) for one in rows)

    @property
    def reporters(self) -> tuple[tuple[str, str], ...]:
        """The handlers who report to a discussion."""
        named = self.file.handler_rows if self.file else ()
        return tuple((row["name"], row["name"]) for row in named)


class StepForm(fields.DatedForm):
    """A form of one step; ``draft`` gives the value that the act takes."""

    people: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {"on": known.on, **self.starting(known), **kwargs["initial"]}
        super().__init__(*args, **kwargs)
        for name, source in self.people.items():
            note = known.left_out if source == "officers" else ""
            fields.offer(self.fields[name], getattr(known, source), note)

    def starting(self, known: Known) -> dict[str, object]:
        """Return what the record knows already."""
        return {}

    @property
    def draft(self) -> object | None:
        """What the act takes beside the day; nothing by default."""
        return None


def text_field(label: str, *, required: bool = True, most: int = 200, hint: str = "") -> Any:  # noqa: ANN401 # a field
    """Return a field of one line."""
    return forms.CharField(label=label, required=required, max_length=most, help_text=hint)


def time_field(label: str, *, required: bool = False, hint: str = "如 10时30分") -> Any:  # noqa: ANN401 # a field
    """Return a field for a time of a day, as it is printed."""
    return forms.CharField(
        label=label, required=required, max_length=20, help_text=hint, validators=[A_TIME]
    )


def note_field(label: str, *, required: bool = True, rows: int = 3, hint: str = "") -> Any:  # noqa: ANN401 # a field
    """Return a field of several lines."""
    return fields.NoteField(label=label, required=required, rows=rows, help_text=hint)


def identity_field() -> Any:  # noqa: ANN401 # a field
    """Return the number of the identity document of a natural person."""
    hint = "处罚个人的填写18位居民身份证号码，其他证件写明种类、号码和出生日期；尚未查明的可以后补"
    return text_field("身份证件号码", required=False, most=40, hint=hint)


def underived_field() -> Any:  # noqa: ANN401 # a field
    """Return the choice of a ground on which nothing is punished whatever a fine would be."""
    return fields.EnumField(
        NoPenaltyGround,
        only=[one for one in NoPenaltyGround if not one.is_derived],
        label="建议不予处罚的情形",
        required=False,
        help_text="违法事实不能成立，或者行为人依法不予处罚的选择；不推算罚款，直接送审",
    )


def underived_reason() -> Any:  # noqa: ANN401 # a field
    """Return why that ground holds."""
    return note_field(
        "认定该情形的事实、证据和理由", required=False, rows=2, hint="选择不予处罚的情形的必填"
    )


def own_address_field() -> Any:  # noqa: ANN401 # a field
    """Return where a natural person lives, which is not the address of the entity."""
    return text_field("本人住址", required=False, hint="处罚个人的填写，不是单位地址")


def correct_until_field() -> Any:  # noqa: ANN401 # a field
    """Return the last day to put a violation right; without one it is to be done at once (28.1)."""
    hint = "责令限期改正的填写届满之日；不填写的，决定书写明责令立即改正"
    return fields.DayField(label="改正期限届满日", required=False, help_text=hint)


class ScanForm(StepForm):
    """A form of a step with a field ``scan``: a paper that comes with it."""

    def clean_scan(self) -> UploadedFile[bytes] | None:
        """Refuse a file that is too large before it is read, or is not what its name says."""
        return fields.checked_file(self.cleaned_data.get("scan"), fault_of=file_fault)


def number_field(label: str, *, least: int, most: int) -> forms.IntegerField:
    """Return the field of a whole number that may be left open."""
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        required=False,
        error_messages={
            "invalid": "请填写整数。",
            "min_value": fields.TOO_SMALL,
            "max_value": fields.TOO_LARGE,
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "num"}),
    )


def scan_field(label: str) -> forms.FileField:
    """Return the field of a scan."""
    return forms.FileField(label=label, required=False, help_text="扫描件，PDF、JPEG或者PNG")


def choice_field(label: str, *, required: bool = True) -> Any:  # noqa: ANN401 # a field
    """Return a choice that the record fills."""
    return forms.ChoiceField(label=label, required=required)


def yes_or_no(label: str, *, hint: str = "") -> Any:  # noqa: ANN401 # a field
    """Return a choice between yes, no, and not found yet."""
    return forms.TypedChoiceField(
        label=label,
        choices=YES_OR_NO,
        coerce=lambda text: text == "1",
        empty_value=None,
        required=False,
        help_text=hint,
    )


def many_field(label: str, *, required: bool = True, hint: str = "") -> Any:  # noqa: ANN401 # a field
    """Return a choice of several that the record fills."""
    return forms.MultipleChoiceField(
        label=label, required=required, widget=forms.CheckboxSelectMultiple, help_text=hint
    )


def spoken_lines(text: str) -> tuple[tuple[str, str], ...]:
    """Read who said what from lines such as ``示例甲：请求从轻``; the mark may be missing."""
    rows = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        speaker, mark, said = line.replace(":", "：", 1).partition("：")
        rows.append((speaker.strip(), said.strip()) if mark else ("", line))
    return tuple(rows)
