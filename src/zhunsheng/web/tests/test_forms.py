"""Strings become values."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from zhunsheng.kernel.choices import Labelled
from zhunsheng.web.forms import (
    HIDDEN,
    ActForm,
    DatedForm,
    DayField,
    EnumField,
    LateForm,
    NoteField,
    UuidChoices,
    YuanField,
    instant_of,
)


class Kind(Labelled):
    WARNING = ("WARNING", "警告")
    FINE = ("FINE", "罚款")


class Sample(ActForm):
    kind = EnumField(Kind, label="处罚种类")
    fine = YuanField(label="罚款金额（元）", required=False)
    decided_on = DayField(label="决定日期")
    note = NoteField(label="理由", required=False)


class Line(ActForm):
    line = forms.CharField(label="名称")
    short = forms.CharField(label="简称", max_length=10)
    id = forms.UUIDField(label="编号")


class TestYuanField:
    @pytest.mark.parametrize(
        ("text", "fen"),
        [("1", 100), ("12,345.00", 1234500), ("￥ 0.5", 50), ("1，000.05 元", 100005), ("0", 0)],
    )
    def test_turns_yuan_into_fen(self, text: str, fen: int) -> None:
        assert YuanField().clean(text) == fen

    @pytest.mark.parametrize("text", ["1.234", "1e3", "一千", "1.", "9999999999999"])
    def test_refuses_what_is_no_amount(self, text: str) -> None:
        with pytest.raises(ValidationError, match="金额应为数字"):
            YuanField().clean(text)

    @pytest.mark.parametrize("text", ["-1", "－20.50", "−3"])
    def test_says_that_no_amount_is_negative(self, text: str) -> None:
        with pytest.raises(ValidationError, match="金额不能是负数"):
            YuanField().clean(text)

    def test_refuses_less_than_the_least(self) -> None:
        with pytest.raises(ValidationError, match=r"金额不得小于 1,000\.00 元。"):
            YuanField(least=100000).clean("999.99")

    def test_is_nothing_where_it_may_be_empty(self) -> None:
        assert YuanField(required=False).clean(" ") is None

    def test_refuses_emptiness_where_it_must_be_filled(self) -> None:
        with pytest.raises(ValidationError):
            YuanField().clean("")

    def test_prints_fen_as_yuan(self) -> None:
        assert YuanField().prepare_value(1234505) == "12345.05"


class TestTexts:
    def test_of_a_note_without_a_limit_of_its_own_end_at_five_thousand(self) -> None:
        filled = {"kind": "FINE", "decided_on": "2025-03-04"}
        assert Sample({**filled, "note": "字" * 5000}).is_valid()
        form = Sample({**filled, "note": "字" * 5001})
        assert not form.is_valid()
        assert form.errors == {"note": ["理由最多5000个字，现有5001个字，请删减。"]}

    def test_of_one_line_end_at_four_hundred(self) -> None:
        form = Line({"line": "字" * 401, "short": "字" * 11, "id": str(UUID(int=7))})
        assert form.errors == {
            "line": ["名称最多400个字，现有401个字，请删减。"],
            "short": ["简称最多10个字，现有11个字，请删减。"],
        }
        assert form.cleaned_data == {"id": UUID(int=7)}

    def test_hold_no_character_that_nobody_sees(self) -> None:
        class Named(ActForm):
            name = forms.CharField(label="姓名")

        form = Named({"name": "示例甲\u200b"})
        assert form.errors["name"] == [HIDDEN]
        assert Named({"name": "示例甲"}).is_valid()


class TestActForm:
    def test_gives_members_days_and_fen(self) -> None:
        form = Sample({"kind": "FINE", "fine": "500", "decided_on": "2025-03-04", "note": " x "})

        assert form.is_valid()
        assert form.cleaned_data == {
            "kind": Kind.FINE,
            "fine": 50000,
            "decided_on": date(2025, 3, 4),
            "note": "x",
        }

    def test_says_what_is_missing_by_its_label(self) -> None:
        form = Sample({})

        assert form.errors == {
            "kind": ["请选择处罚种类。"],
            "decided_on": ["请填写决定日期。"],
        }

    def test_asks_to_choose_a_file_and_names_the_bounds_of_a_number(self) -> None:
        class Bounded(ActForm):
            days = forms.IntegerField(label="期限", min_value=1, max_value=30)
            paper = forms.FileField(label="文件")

        assert Bounded({"days": "0"}).errors == {"days": ["不得小于1。"], "paper": ["请选择文件。"]}
        assert Bounded({"days": "31"}).errors["days"] == ["不得大于30。"]

    def test_refuses_a_second_file_under_one_field(self) -> None:
        """Of two files the framework would keep the last and tell nobody."""

        class Paper(ActForm):
            paper = forms.FileField(label="文件")

        one, two = (SimpleUploadedFile(f"{name}.pdf", b"%PDF") for name in "ab")
        assert not Paper({}, MultiValueDict({"paper": [one]})).errors
        found = Paper({}, MultiValueDict({"paper": [one, two]})).errors["paper"]
        assert found == ["一次只能上传一个文件，收到2个。请合并为一个文件，或者逐个登记。"]

    def test_refuses_a_choice_that_is_not_offered(self) -> None:
        form = Sample({"kind": "ARREST", "decided_on": "2025-03-04"})

        assert list(form.errors) == ["kind"]

    def test_shows_a_member_as_chosen(self) -> None:
        text = str(Sample(initial={"kind": Kind.FINE})["kind"])

        assert '<option value="FINE" selected>罚款</option>' in text

    def test_says_how_a_day_is_written(self) -> None:
        form = Sample({"kind": "FINE", "decided_on": "4.3.2025"})

        assert form.errors == {"decided_on": ["日期应写作 2026-01-15 的样式。"]}


class TestDayField:
    @pytest.mark.parametrize("text", ["9999-12-31", "0001-01-01", "1899-12-31"])
    def test_refuses_a_day_from_which_no_term_can_be_counted(self, text: str) -> None:
        form = Sample({"kind": "FINE", "decided_on": text})

        assert list(form.errors) == ["decided_on"]
        assert "请核对年份" in form.errors["decided_on"][0]


class TestEnumField:
    @pytest.mark.parametrize("forged", ["NO_SUCH_KIND", "0", "9" * 5000])
    def test_refuses_a_forged_code_in_a_row_that_may_stay_empty(self, forged: str) -> None:
        form = Sample({"kind": forged}, empty_permitted=True)

        assert form.has_changed()
        assert "kind" in form.errors


class TestDatedForm:
    def test_asks_for_the_day_last_and_for_the_reason_below_it(self) -> None:
        class Opinion(DatedForm):
            text = forms.CharField(label="意见")

        assert list(Opinion().fields) == ["text", "on", "late_reason"]
        assert not Opinion().fields["late_reason"].required

    def test_leaves_the_day_where_an_order_names_it(self) -> None:
        class Visit(DatedForm):
            place = forms.CharField(label="地点")
            field_order = ("on", "place")

        assert list(Visit().fields) == ["on", "place", "late_reason"]

    def test_leaves_the_day_where_it_is_declared_if_only_the_reason_stands_last(self) -> None:
        class Record(LateForm):
            on = DayField(label="日期")
            place = forms.CharField(label="地点")

        assert list(Record().fields) == ["on", "place", "late_reason"]

    def test_reads_records_by_id_and_an_instant_of_china(self) -> None:
        class Visit(DatedForm):
            officers = UuidChoices(label="人员")

        form = Visit({"officers": [str(UUID(int=7))], "on": "2026-01-15"})
        form.fields["officers"].choices = [(str(UUID(int=7)), "示例甲")]  # type: ignore[attr-defined]  # a choice

        assert form.is_valid()
        assert form.value("officers") == [UUID(int=7)]
        assert instant_of(form.value("on"), time(9, 5)).isoformat() == "2026-01-15T09:05:00+08:00"
