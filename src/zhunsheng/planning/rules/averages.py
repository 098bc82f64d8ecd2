"""What is proposed for an item of days: the average of earlier plans."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.planning.choices import DayItem, Phrase


@dataclass(frozen=True, slots=True)
class Proposal:
    """The days of an item in earlier years, and their average rounded half up."""

    item: DayItem
    years: tuple[tuple[int, int], ...]

    @property
    def days(self) -> int:
        """
        Return the average of the years that are known.

        >>> Proposal(DayItem.O1, ((2022, 200), (2023, 210), (2024, 191))).days
        200
        """
        total, count = sum(days for _, days in self.years), len(self.years)
        return (2 * total + count) // (2 * count)

    @property
    def formula(self) -> str:
        """
        Return how the average comes about, as it is printed.

        >>> Proposal(DayItem.O1, ((2023, 210), (2024, 191))).formula
        '（2023年210 + 2024年191）÷ 2 = 201'
        """
        said = " + ".join(
            Phrase.DAYS_OF_YEAR.label.format(year=year, days=days) for year, days in self.years
        )
        return Phrase.AVERAGE.label.format(sum=said, count=len(self.years), days=self.days)
