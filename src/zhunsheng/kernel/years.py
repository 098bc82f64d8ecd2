"""
Year files: the State Council's holiday arrangement of one year, read from YAML.

A year file says which days of its year are off, which weekend days are worked, and which days are
statutory holidays proper (``HOL-2024:2``: thirteen since 2025, eleven before;
where two holidays fall on one date, the date stands under both names). Days of late December that
the next year's notice gives belong into the file of the year they lie in.

A site puts files of the same shape (``2027.yaml``) into its overlay folder. An overlay file stands
in the place of the package's file of that year as a whole, so that an amended notice can be
entered. A file that is not understood in full is refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final

import yaml

PACKAGED: Final = Path(__file__).parent / "data" / "calendar"
FIELDS: Final = frozenset(
    {"year", "source", "checked_on", "verified", "holidays", "workdays", "statutory_days"}
)
NAMED_FIELDS: Final = frozenset({"name", "days"})


class CalendarFileError(ValueError):
    """A year file cannot be used; the message names the file and the fault in it."""

    def __init__(self, file: str, fault: str) -> None:
        super().__init__(f"放假安排文件 {file}：{fault}")
        self.file = file
        self.fault = fault


@dataclass(frozen=True, slots=True)
class NamedDays:
    """The days of one holiday."""

    name: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class YearFile:
    """
    The arrangement of one year.

    ``verified`` tells whether the lists were compared with the text of the notice;
    ``all_workdays`` holds every day of the year on which offices work, in order.
    """

    year: int
    source: str
    checked_on: date
    verified: bool
    holidays: tuple[NamedDays, ...]
    workdays: frozenset[date]
    statutory_days: tuple[NamedDays, ...]
    days_off: frozenset[date]
    all_workdays: tuple[date, ...]

    @property
    def statutory_count(self) -> int:
        """Return the number of statutory holidays; two on one date are two."""
        return sum(len(holiday.days) for holiday in self.statutory_days)

    def name_of(self, day: date) -> str:
        """Return the name of the holiday on which the day is off, empty for other days."""
        names = (holiday.name for holiday in self.holidays if day in holiday.days)
        return next(names, "")


def read_years(*, overlay: Path | None = None) -> Mapping[int, YearFile]:
    """
    Read the packaged year files and, over them, those of the overlay folder.

    :raises CalendarFileError: naming the first file that cannot be used
    """
    years = {entry.year: entry for entry in _read_folder(PACKAGED)}
    if overlay is not None:
        if not overlay.is_dir():
            raise CalendarFileError(overlay.name, "放假安排文件夹不存在，请核对设置")
        years |= {entry.year: entry for entry in _read_folder(overlay)}
    return MappingProxyType(years)


def _read_folder(folder: Path) -> Iterator[YearFile]:
    for path in sorted(folder.iterdir()):
        if path.suffix in {".yaml", ".yml"}:
            yield read_year(path)


def read_year(path: Path) -> YearFile:
    """
    Read one year file, named after its year.

    :raises CalendarFileError: if it is no YAML, has an unknown or missing key, a wrong or foreign
        date, or contradicts itself
    """
    return _Reader(path.name).year_file(path)


def _all_workdays(
    year: int, days_off: frozenset[date], workdays: frozenset[date]
) -> tuple[date, ...]:
    first = date(year, 1, 1)
    span = (first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1))
    return tuple(
        day for day in span if day not in days_off and (day.weekday() < 5 or day in workdays)
    )


class _Reader:
    """Reads one file; every fault is raised under the file's name."""

    def __init__(self, file: str) -> None:
        self.file = file

    def year_file(self, path: Path) -> YearFile:
        raw = self._mapping(self._parse(path), FIELDS, "文件")
        year = self._year(raw["year"], path.stem)
        holidays = self._named(raw["holidays"], "holidays", year)
        workdays = self._days(raw["workdays"], "workdays", year)
        statutory = self._named(raw["statutory_days"], "statutory_days", year)
        self._refuse_twice(workdays, "workdays")
        days_off = tuple(day for h in holidays for day in h.days)
        self._refuse_twice(days_off, "holidays")
        entry = YearFile(
            year=year,
            source=self._text(raw["source"], "source"),
            checked_on=self._day(raw["checked_on"], "checked_on"),
            verified=self._flag(raw["verified"], "verified"),
            holidays=holidays,
            workdays=frozenset(workdays),
            statutory_days=statutory,
            days_off=frozenset(days_off),
            all_workdays=_all_workdays(year, frozenset(days_off), frozenset(workdays)),
        )
        self._refuse_contradictions(entry)
        return entry

    def _fault(self, fault: str) -> CalendarFileError:
        return CalendarFileError(self.file, fault)

    def _parse(self, path: Path) -> object:
        try:
            return yaml.safe_load(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise self._fault("无法读取，文件应为 UTF-8 编码的文本") from error
        except (yaml.YAMLError, ValueError) as error:
            # PyYAML lets a date such as 2027-02-30 fail as a bare ValueError.
            raise self._fault(f"不是有效的 YAML 或含有不存在的日期（{error}）") from error

    def _mapping(self, raw: object, fields: frozenset[str], where: str) -> dict[str, object]:
        if not isinstance(raw, dict):
            raise self._fault(f"{where}的内容应为“键：值”形式")
        entry = {str(key): value for key, value in raw.items()}
        if unknown := sorted(entry.keys() - fields):
            raise self._fault(f"{where}有不认识的键 {'、'.join(unknown)}")
        if missing := sorted(fields - entry.keys()):
            raise self._fault(f"{where}缺少 {'、'.join(missing)}")
        return entry

    def _year(self, raw: object, stem: str) -> int:
        if not isinstance(raw, int) or isinstance(raw, bool):
            raise self._fault(f"year 应为年份数字，现为 {raw}")
        if str(raw) != stem:
            raise self._fault(f"year 为 {raw}，与文件名不一致")
        return raw

    def _text(self, raw: object, key: str) -> str:
        if not isinstance(raw, str) or not raw.strip():
            raise self._fault(f"{key} 应为文字")
        return raw.strip()

    def _flag(self, raw: object, key: str) -> bool:
        if not isinstance(raw, bool):
            raise self._fault(f"{key} 应为 true 或 false")
        return raw

    def _list(self, raw: object, key: str) -> list[object]:
        if not isinstance(raw, list):
            raise self._fault(f"{key} 应为列表")
        return list(raw)

    def _day(self, raw: object, key: str) -> date:
        if not isinstance(raw, date) or isinstance(raw, datetime):
            raise self._fault(f"{key} 中的 {raw} 不是日期，日期应写作 2027-01-01")
        return raw

    def _days(self, raw: object, key: str, year: int) -> tuple[date, ...]:
        days = tuple(self._day(day, key) for day in self._list(raw, key))
        if foreign := next((day for day in days if day.year != year), None):
            raise self._fault(f"{key} 中的 {foreign} 不在 {year} 年")
        return days

    def _named(self, raw: object, key: str, year: int) -> tuple[NamedDays, ...]:
        entries = (
            self._mapping(item, NAMED_FIELDS, f"{key} 的条目") for item in self._list(raw, key)
        )
        return tuple(
            NamedDays(
                name=self._text(entry["name"], f"{key} 的 name"),
                days=self._days(entry["days"], key, year),
            )
            for entry in entries
        )

    def _refuse_twice(self, days: tuple[date, ...], key: str) -> None:
        if twice := next((day for day in days if days.count(day) > 1), None):
            raise self._fault(f"{key} 中的 {twice} 重复")

    def _refuse_contradictions(self, entry: YearFile) -> None:
        if both := sorted(entry.workdays & entry.days_off):
            raise self._fault(f"{both[0]} 同时列为放假和上班")
        if plain := sorted(day for day in entry.workdays if day.weekday() < 5):
            raise self._fault(f"workdays 中的 {plain[0]} 不是星期六或星期日")
        proper = {day for holiday in entry.statutory_days for day in holiday.days}
        if worked := sorted(proper - entry.days_off):
            raise self._fault(f"法定节日 {worked[0]} 未列入 holidays")
