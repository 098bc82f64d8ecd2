"""Forms: strings become values here; nothing is saved, no law is decided."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import IO, Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator

from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.names import is_hidden
from zhunsheng.web import clock

EMPTY_CHOICE = "请选择"
LATE_HINT = "日期早于今天的，说明补记理由。"
#: People are offered as of the day of the act.
OTHER_DAY = "补记以前的办理时，先填写办理日期再提交。"
MISSING = "请填写{label}。"
NOT_CHOSEN = "请选择{label}。"
NOT_TICKED = "没有勾选“{label}”。"
NOT_AN_AMOUNT = "金额应为数字，最多两位小数，如 12,345.00。"
NOT_A_DAY = "日期应写作 2026-01-15 的样式。"
NOT_A_COUNTED_DAY = "日期应在 {least} 至 {most} 之间，请核对年份。"
#: The first day that anybody was born or founded, and how many years a licence may still run.
FIRST_DAY, YEARS_AHEAD = date(1900, 1, 1), 50
NOT_TWO = "第{line}行应为两项，以空格分开。"
TOO_SMALL = "不得小于%(limit_value)s。"
TOO_LARGE = "不得大于%(limit_value)s。"
TOO_LONG = "{label}最多%(limit_value)d个字，现有%(show_value)d个字，请删减。"
HIDDEN = "含有看不见的字符（如零宽空格），请删除后重新填写。"
#: How much a text holds where its field names no limit of its own.
LONGEST_LINE = 400
LONGEST_NOTE = 5000
NEGATIVE_AMOUNT = "金额不能是负数；应当退还、减少的款项在相应的步骤登记。"
MOST_FILES = 20
TOO_MANY = "一次最多上传{most}个文件。"
ONE_FILE = "一次只能上传一个文件，收到{count}个。请合并为一个文件，或者逐个登记。"
AMOUNT_TOO_SMALL = "金额不得小于 {least} 元。"

_AMOUNT = re.compile(r"^(\d{1,12})(?:\.(\d{1,2}))?$")


class ActForm(forms.Form):
    """
    A form of an act.

    ``bases`` names the rule under each field that decides something
    (``{"amount": "APL-2021:57.1"}``); the page prints it below the field.
    """

    bases: ClassVar[dict[str, str]] = {}
    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments
        self.label_suffix = ""
        for field in self.fields.values():
            chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.FileField)
            text = NOT_CHOSEN if chosen else MISSING
            if isinstance(field, forms.BooleanField):
                text = NOT_TICKED
            field.error_messages["required"] = text.format(label=field.label or "")
            field.error_messages.setdefault("min_value", TOO_SMALL)
            field.error_messages.setdefault("max_value", TOO_LARGE)
        limit_texts(self.fields.values())

    def _post_clean(self) -> None:
        """Refuse a second file under a field of one: Django would keep the last and tell nobody."""
        super()._post_clean()  # type: ignore[misc] # Django's own hook, unknown to its stubs
        for name, field in self.fields.items():
            takes_many = getattr(field.widget, "allow_multiple_selected", True)
            count = len(self.files.getlist(self.add_prefix(name)))
            if isinstance(field, forms.FileField) and not takes_many and count > 1:
                self.add_error(name, ONE_FILE.format(count=count))


def day_of(said: Mapping[str, str] | None, today: date) -> date:
    """Return the day of the act that was sent, or today where none was, or none can be read."""
    try:
        return date.fromisoformat((said or {}).get("on", ""))
    except ValueError:
        return today


def offer(field: forms.Field, choices: Iterable[tuple[str, str]], note: str = "") -> None:
    """Let a field choose of these, with a note on whom the day leaves out below its hint."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
    told = f"{note}{OTHER_DAY}" if note else ""
    field.help_text = "。".join(filter(None, (str(field.help_text).rstrip("。"), told)))


def limit_texts(fields: Iterable[forms.Field]) -> None:
    """Give every text that names no limit of its own a limit, and all of them one sentence."""
    for field in fields:
        if not isinstance(field, forms.CharField) or isinstance(field, _NO_TEXTS):
            continue
        field.error_messages["max_length"] = TOO_LONG.format(label=field.label or "")
        if field.max_length is None:
            field.max_length = LONGEST_LINE
            field.validators.append(MaxLengthValidator(LONGEST_LINE))
        field.validators.append(_shows_everything)


def _shows_everything(value: object) -> None:
    """Refuse what the eye passes over, such as a zero-width space that came with a copied name."""
    if isinstance(value, str) and any(map(is_hidden, value)):
        raise ValidationError(HIDDEN)


class YuanField(forms.CharField):
    """An amount typed in yuan that becomes integer fen."""

    def __init__(self, *, least: int = 0, required: bool = True, **rest: object) -> None:
        self.least = least
        rest.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "num"}))
        super().__init__(required=required, **rest)  # type: ignore[arg-type] # Django's own arguments

    def to_python(self, value: object) -> int | None:  # type: ignore[override] # text to fen
        """Return the amount in fen, or nothing for an empty field."""
        if isinstance(value, int) or value is None:
            return value
        text = re.sub(r"[,，\s￥¥元]", "", str(value))
        if not text:
            return None
        match = _AMOUNT.match(text)
        if match is None:
            negative = text[0] in "-－−" and _AMOUNT.match(text[1:])
            raise ValidationError(NEGATIVE_AMOUNT if negative else NOT_AN_AMOUNT, code="amount")
        return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))

    def validate(self, value: object) -> None:
        """Refuse a missing or too small amount."""
        if value is None:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return
        if isinstance(value, int) and value < self.least:
            least = f"{self.least // 100:,}.{self.least % 100:02d}"
            raise ValidationError(AMOUNT_TOO_SMALL.format(least=least), code="least")

    def run_validators(self, value: object) -> None:
        """Skip the validators of texts: the value is a number already."""

    def prepare_value(self, value: object) -> object:
        """Print fen as yuan; leave alone what was typed."""
        if isinstance(value, int):
            return f"{value // 100}.{value % 100:02d}"
        return value


class DayField(forms.DateField):
    """
    A legal date, picked with the browser's own calendar.

    It lies where terms can be counted from it: from 1900 to the end of the fiftieth year from now.
    """

    def __init__(self, *, required: bool = True, **rest: object) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        rest.setdefault("widget", widget)
        messages = {"invalid": NOT_A_DAY}
        super().__init__(
            required=required,
            input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"],
            error_messages=messages,
            **rest,  # type: ignore[arg-type] # Django's own arguments
        )

    def clean(self, value: object) -> date | None:
        """
        Return the day.

        :raises ValidationError: if it is none, or lies beyond the days that are counted
        """
        day: date | None = super().clean(value)
        last = date(clock.today().year + YEARS_AHEAD, 12, 31)
        if day is not None and not FIRST_DAY <= day <= last:
            raise ValidationError(
                NOT_A_COUNTED_DAY.format(least=FIRST_DAY.isoformat(), most=last.isoformat())
            )
        return day


#: Typed as text, but no text in the end.
_NO_TEXTS = (YuanField, forms.UUIDField, forms.JSONField)


class NoteField(forms.CharField):
    """A text of several lines."""

    def __init__(self, *, rows: int = 3, required: bool = True, **rest: object) -> None:
        rest.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        rest.setdefault("max_length", LONGEST_NOTE)
        super().__init__(required=required, **rest)  # type: ignore[arg-type] # Django's own arguments


class PairsField(NoteField):
    """Lines of two items each, parted by blanks; the second item may hold blanks itself."""

    def to_python(self, value: object) -> list[tuple[str, str]]:  # type: ignore[override]  # text to pairs
        """Return the pairs of all lines that are not empty."""
        text = str(super().to_python(value) or "")
        found = []
        for number, line in enumerate(text.splitlines(), start=1):
            if not line.strip():
                continue
            items = line.split(maxsplit=1)
            if len(items) != 2:
                raise ValidationError(NOT_TWO.format(line=number), code="pairs")
            found.append((items[0], items[1].strip()))
        return found


class LinesField(NoteField):
    """Lines of one item each."""

    def to_python(self, value: object) -> tuple[str, ...]:  # type: ignore[override]  # text to lines
        """Return the lines that are not empty."""
        text = str(super().to_python(value) or "")
        return tuple(line.strip() for line in text.splitlines() if line.strip())


class EnumField(forms.TypedChoiceField):
    """A choice among the members of an enum whose members carry a Chinese ``label``."""

    def __init__(
        self, kind: type[Enum], *, only: Iterable[Enum] = (), required: bool = True, **rest: object
    ) -> None:
        members = tuple(only) or tuple(kind)
        choices = [("", EMPTY_CHOICE), *((str(m.value), label_of(m)) for m in members)]
        super().__init__(
            choices=choices,
            coerce=lambda text: _member(members, text),
            empty_value=None,
            required=required,
            **rest,  # type: ignore[arg-type] # Django's own arguments
        )

    def prepare_value(self, value: object) -> object:
        """Show a member by its code."""
        return str(value.value) if isinstance(value, Enum) else value

    def valid_value(self, value: object) -> bool:
        """Accept a member as well as its code."""
        return super().valid_value(self.prepare_value(value))


def _member(members: Iterable[Enum], text: str) -> Enum:
    """Return the member with this code; Django turns a ``ValueError`` into a wrong choice."""
    for member in members:
        if str(member.value) == text:
            return member
    raise ValueError(text)


def label_of(member: Enum) -> str:
    """Return the printed label of a member of an enum, its name where it has none."""
    return str(getattr(member, "label", member.name))


class TimeField(forms.TimeField):
    """A time of day to the minute, in China."""

    def __init__(self, label: str, *, hint: str = "") -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(label=label, widget=widget, help_text=hint)


def instant_of(day: date, at: time) -> datetime:
    """Return the instant of a day and a time in China."""
    return datetime.combine(day, at, tzinfo=SHANGHAI)


class UuidChoice(forms.TypedChoiceField):
    """A choice among records by their id."""

    def __init__(self, *, label: str, required: bool = True) -> None:
        super().__init__(coerce=UUID, empty_value=None, label=label, required=required)


class UuidChoices(forms.TypedMultipleChoiceField):
    """Several records by their ids."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(coerce=UUID, label=label, help_text=help_text)


class LateForm(ActForm):
    """
    A form that may be entered after the day of its act, with the reason.

    The fields of ``at_the_end`` stand below all others, unless an order names them.
    """

    at_the_end: ClassVar[tuple[str, ...]] = ("late_reason",)

    late_reason = forms.CharField(
        label="补记理由", required=False, max_length=200, help_text=LATE_HINT
    )

    def order_fields(self, field_order: Iterable[str] | None) -> None:
        """Put the fields in the order named, else in that of their declaration."""
        named = tuple(field_order or ())
        super().order_fields(list(named) or None)
        for name in self.at_the_end:
            if name in self.fields and name not in named:
                self.fields[name] = self.fields.pop(name)

    def value(self, name: str) -> Any:  # noqa: ANN401 # the value of any field
        """Return a checked value."""
        return self.cleaned_data[name]


class DatedForm(LateForm):
    """A form of an act that has a day; the day and the reason for being late stand last."""

    at_the_end: ClassVar[tuple[str, ...]] = ("on", "late_reason")

    on = DayField(label="办理日期")
    #: The day of an act that is done when it is entered: the page shows it, nobody types it.
    done_on: date | None = None

    def done_at_once(self, on: date) -> None:
        """Ask neither for the day nor for a reason of being late."""
        self.done_on = on
        for name in DatedForm.at_the_end:
            self.fields.pop(name, None)
        for field in self.fields.values():
            field.help_text = str(field.help_text).replace(OTHER_DAY, "")

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc] # Django's own hook, unknown to its stubs
        if self.done_on:
            self.cleaned_data["on"] = self.done_on


def checked_file(
    file: UploadedFile[bytes] | None, *, fault_of: Callable[[str, IO[bytes]], str]
) -> UploadedFile[bytes] | None:
    """
    Return an upload in which a room finds no fault.

    :raises ValidationError: with the fault: too large, of no known kind, not what its name says
    """
    fault = fault_of(file.name or "", cast("IO[bytes]", file)) if file else ""
    if fault:
        raise forms.ValidationError(f"{fault}。")
    return file


class ManyFiles(forms.ClearableFileInput):
    """A control for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files."""

    def __init__(self, *, fault_of: Callable[[str, IO[bytes]], str], **rest: Any) -> None:
        rest.setdefault("widget", ManyFiles(attrs={"accept": "image/*,video/*"}))
        super().__init__(**rest)
        self.fault_of = fault_of

    def clean(
        self, data: list[UploadedFile[bytes]] | None, initial: object = None
    ) -> tuple[UploadedFile[bytes], ...]:
        """Return every file, each checked by itself."""
        given = [one for one in (data or ()) if one]
        if len(given) > MOST_FILES:
            raise forms.ValidationError(TOO_MANY.format(most=MOST_FILES))
        files = (super(FilesField, self).clean(one, initial) for one in given)
        return tuple(one for one in files if checked_file(one, fault_of=self.fault_of))
