"""Forms of a bureau's own benchmark tables: strings become values; nothing is saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms

from zhunsheng.lawbook import queries
from zhunsheng.lawbook.choices import InstrumentRank
from zhunsheng.lawbook.rules.places import places
from zhunsheng.web import forms as fields
from zhunsheng.web import uploads

#: Ranks of instruments that hold benchmarks.
RANKS = frozenset({InstrumentRank.RULE, InstrumentRank.DOCUMENT})


def instrument_choices() -> list[tuple[str, str]]:
    """Return the instruments of which a table may be the annex."""
    held = sorted(queries.instruments().values(), key=lambda one: one.short)
    rows = [(one.id, f"{one.short}（{one.number}）") for one in held if one.rank in RANKS]
    return [("", "法规库中没有该文件"), *rows]


class TableForm(uploads.UploadForm):
    """A spreadsheet and what it states for all its rows."""

    bases: ClassVar[dict[str, str]] = {"title": "APL-2021:34"}
    title = forms.CharField(label="名称", max_length=80, help_text="印发文件的标题，不加书名号。")
    number = forms.CharField(label="文号", max_length=60)
    jurisdiction = forms.ChoiceField(label="适用地区")
    instrument = forms.ChoiceField(
        label="法规库中的文件", required=False, choices=instrument_choices
    )
    since = fields.DayField(label="施行日期")
    until = fields.DayField(
        label="有效期最后一日", required=False, help_text="没有规定有效期的不填。"
    )
    replaces = forms.ChoiceField(label="取代本机关的基准表", required=False)
    verified = forms.BooleanField(
        label="已与印发文本逐行核对", required=False, help_text="没有核对的，处处标明“未核实”。"
    )

    def __init__(self, *args: Any, place: str, tables: Iterable[tuple[UUID, str]], **rest: Any):
        super().__init__(*args, **rest)
        around = [(one, queries.place_name(one)) for one in places(place)]
        cast("forms.ChoiceField", self.fields["jurisdiction"]).choices = around
        replaced = cast("forms.ChoiceField", self.fields["replaces"])
        replaced.choices = [("", "不取代"), *((str(key), title) for key, title in tables)]
        self.fields["file"].label = "基准表文件"
        self.fields["file"].help_text = "用下载的模板填写，支持.xlsx和.csv，不超过20000行。"

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        said = cast("dict[str, Any]", super().clean())
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", "有效期最后一日不得早于施行日期。")
        return said


class AdoptionForm(fields.DatedForm):
    """The day of a decision, and the reason where it is entered later."""

    on = fields.DayField(label="决定日期")


class WithdrawalForm(AdoptionForm):
    """Why a table is withdrawn, and when."""

    reason = forms.CharField(label="撤回理由", max_length=400)
