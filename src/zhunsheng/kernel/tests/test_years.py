"""The packaged year files against an independent oracle, and a site's overlay folder."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from zhunsheng.kernel.days import Calendar, DayUnit
from zhunsheng.kernel.years import PACKAGED, CalendarFileError, NamedDays

CALENDAR = Calendar.load()
YEARS = range(2018, 2027)


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]


class TestYearFiles:
    def test_cover_2018_to_2026(self):
        assert sorted(CALENDAR.years) == list(YEARS)

    @pytest.mark.parametrize("year", YEARS)
    def test_agree_with_the_oracle_on_every_day(self, year):
        days = days_of(year)

        ours = [day for day in days if CALENDAR.is_workday(day)]

        assert ours == [day for day in days if chinese_calendar.is_workday(day)]

    @pytest.mark.parametrize("year", YEARS)
    def test_say_their_source_and_that_it_was_compared(self, year):
        entry = CALENDAR.year(year)

        assert entry.source.startswith("国")
        assert entry.verified
        assert entry.checked_on == date(2026, 11, 22)

    @pytest.mark.parametrize("year", YEARS)
    def test_hold_eleven_statutory_days_until_2024_and_thirteen_since(self, year):
        assert CALENDAR.year(year).statutory_count == (11 if year < 2025 else 13)

    def test_hold_two_statutory_holidays_on_one_date(self):
        names = [h.name for h in CALENDAR.year(2020).statutory_days if date(2020, 10, 1) in h.days]

        assert sorted(names) == ["中秋节", "国庆节"]

    def test_count_the_eve_and_the_second_of_may_since_2025(self):
        statutory = {h.name: h.days for h in CALENDAR.year(2025).statutory_days}

        assert statutory["春节"][0] == date(2025, 1, 28)
        assert statutory["劳动节"] == (date(2025, 5, 1), date(2025, 5, 2))

    def test_name_a_day_off(self):
        assert CALENDAR.year(2025).name_of(date(2025, 10, 6)) == "中秋节"
        assert CALENDAR.year(2025).name_of(date(2025, 10, 9)) == ""


class TestOverlay:
    """A site's folder of later or amended years (the arrangement of 2027 here is invented)."""

    GOOD = """\
year: 2027
source: 示例通知
checked_on: 2026-11-22
verified: false
holidays:
  - name: 元旦
    days: [2027-01-01, 2027-01-02, 2027-01-03]
workdays: [2027-01-09]
statutory_days:
  - name: 元旦
    days: [2027-01-01]
"""

    def write(self, folder: Path, text: str, name: str = "2027.yaml") -> Path:
        (folder / name).write_text(text, encoding="utf-8")
        return folder

    def test_supplies_a_later_year(self, tmp_path):
        calendar = Calendar.load(self.write(tmp_path, self.GOOD))

        due = calendar.add(start=date(2026, 12, 31), length=6, unit=DayUnit.WORKING)

        assert due == date(2027, 1, 9)
        assert calendar.is_known(2026)
        assert not CALENDAR.is_known(2027)

    def test_stands_in_the_place_of_a_packaged_year(self, tmp_path):
        text = (PACKAGED / "2026.yaml").read_text(encoding="utf-8")
        amended = text.replace("  - 2026-10-10\n", "").replace("source: ", "source: 修改 ")

        calendar = Calendar.load(self.write(tmp_path, amended, "2026.yaml"))

        assert not calendar.is_workday(date(2026, 10, 10))
        assert calendar.working_days_of_year(2026) == 247

    def test_is_read_once(self, tmp_path):
        folder = self.write(tmp_path, self.GOOD)

        assert Calendar.load(folder) is Calendar.load(folder)

    def test_keeps_named_days_in_order(self, tmp_path):
        calendar = Calendar.load(self.write(tmp_path, self.GOOD))

        assert calendar.year(2027).statutory_days == (NamedDays("元旦", (date(2027, 1, 1),)),)

    @pytest.mark.parametrize(
        ("old", "new", "fault"),
        [
            ("verified: false", "verified: false\nnote: x", "文件有不认识的键 note"),
            ("source: 示例通知\n", "", "文件缺少 source"),
            ("source: 示例通知", "source: 12", "source 应为文字"),
            ("verified: false", "verified: maybe", "verified 应为 true 或 false"),
            ("year: 2027", "year: 2028", "year 为 2028，与文件名不一致"),
            ("year: 2027", "year: 二〇二七", "year 应为年份数字，现为 二〇二七"),
            ("[2027-01-09]", "[2028-01-08]", "workdays 中的 2028-01-08 不在 2027 年"),
            ("[2027-01-09]", "[2027-01-09, 2027-01-09]", "workdays 中的 2027-01-09 重复"),
            ("[2027-01-09]", "2027-01-09", "workdays 应为列表"),
            ("[2027-01-09]", "[1月9日]", "workdays 中的 1月9日 不是日期，日期应写作 2027-01-01"),
            ("[2027-01-09]", "[2027-01-08]", "workdays 中的 2027-01-08 不是星期六或星期日"),
            ("[2027-01-09]", "[2027-01-02]", "2027-01-02 同时列为放假和上班"),
            ("[2027-01-01]", "[2027-01-04]", "法定节日 2027-01-04 未列入 holidays"),
            ("2027-01-03]", "2027-01-02]", "holidays 中的 2027-01-02 重复"),
            ("    days: [2027-01-01]", "    dates: []", "有不认识的键 dates"),
            ("[2027-01-09]", "[2027-02-30]", "不是有效的 YAML 或含有不存在的日期"),
            ("[2027-01-09]", "[2027-01-09", "不是有效的 YAML 或含有不存在的日期"),
            ("[2027-01-09]", "[2027-01-09 10:00:00]", "不是日期"),
        ],
    )
    def test_refuses_a_faulty_file_and_names_the_fault(self, tmp_path, old, new, fault):
        assert old in self.GOOD
        folder = self.write(tmp_path, self.GOOD.replace(old, new))

        with pytest.raises(CalendarFileError) as refusal:
            Calendar.load(folder)

        assert refusal.value.file == "2027.yaml"
        assert fault in str(refusal.value)

    def test_refuses_a_file_that_is_no_mapping(self, tmp_path):
        with pytest.raises(CalendarFileError, match="应为“键：值”形式"):
            Calendar.load(self.write(tmp_path, "- 2027-01-01"))

    def test_refuses_a_file_that_is_no_text(self, tmp_path):
        (tmp_path / "2027.yaml").write_bytes(b"\xff\xfe\x00")

        with pytest.raises(CalendarFileError, match="UTF-8"):
            Calendar.load(tmp_path)

    def test_refuses_a_missing_folder(self, tmp_path):
        with pytest.raises(CalendarFileError, match="放假安排文件夹不存在"):
            Calendar.load(tmp_path / "none")
