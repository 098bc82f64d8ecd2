"""Which cap an enterprise has, what counts against it, and what is said before it is reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from zhunsheng.burden.choices import CAPS, PUBLISHERS, Window
from zhunsheng.inspection.rules import FREQUENCY_RULE, VisitMark
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import says
from zhunsheng.registry.choices import RiskClass, Sector, StandardGrade

#: The class whose cap holds for every enterprise that has no closer one.
GENERAL: Final = "same_subject"
MOST: Final = 366
#: Shorter reasons say nothing.
SHORTEST_REASON: Final = 4


@dataclass(frozen=True, slots=True)
class CapClass:
    """A class of enterprises that caps are published for; an empty set takes in all."""

    key: str
    label: str
    sectors: frozenset[Sector] = frozenset()
    grades: frozenset[StandardGrade] = frozenset()
    risks: frozenset[RiskClass] = frozenset()

    def fits(self, sector: Sector, grade: StandardGrade, risk: RiskClass) -> bool:
        """Return whether an enterprise of this sector, grade and risk is of the class."""
        pairs = ((self.sectors, sector), (self.grades, grade), (self.risks, risk))
        return all(not wanted or one in wanted for wanted, one in pairs)

    @property
    def parameter(self) -> str:
        """The number of the lawbook that holds the caps of places for this class."""
        return CAPS[self.key]


@dataclass(frozen=True, slots=True)
class Cap:
    """A published cap: visits a year for a class, who published it, and whether it is verified."""

    most: int
    label: str
    origin: str
    basis: Citation
    verified: bool


def strictest(caps: Iterable[Cap]) -> Cap | None:
    """Return the cap that allows least, the first of equal ones; nothing where there is none."""
    return min(caps, key=lambda cap: cap.most, default=None)


@dataclass(frozen=True, slots=True)
class Counting:
    """What counts against a cap on a day: for each ground, and for what began in an urgency."""

    grounds: Mapping[str, bool]
    urgent: bool
    reinspections: bool = False

    def counts(self, mark: VisitMark) -> bool:
        """Return whether an inspection counts."""
        return self.urgent if mark.urgent else self.grounds[mark.ground.value]


@dataclass(frozen=True, slots=True)
class Standing:
    """
    How often one enterprise was inspected in a year, and what may still come.

    ``made`` and ``waiting`` (approved, not made yet) count against the cap, ``outside`` does not.
    ``clean`` is how many of the last visits in a row found nothing, ``again`` how many
    re-inspections count as well, where the rule of the place counts them.
    """

    year: int
    is_enterprise: bool
    cap: Cap | None
    made: tuple[VisitMark, ...]
    waiting: tuple[VisitMark, ...]
    outside: tuple[VisitMark, ...]
    clean: int
    again: int = 0

    @property
    def counted(self) -> int:
        """How many inspections stand against the cap."""
        return len(self.made) + len(self.waiting) + self.again

    @property
    def made_outside(self) -> int:
        """How many visits were made that do not count."""
        return sum(one.visited_on is not None for one in self.outside)

    @property
    def visits(self) -> int:
        """How many visits were made, whether they count or not."""
        return len(self.made) + self.made_outside

    @property
    def awaited(self) -> int:
        """How many are approved and not made yet, whether they count or not."""
        return len(self.waiting) + len(self.outside) - self.made_outside

    @property
    def left(self) -> int | None:
        """How many may still be approved, nothing where no cap holds."""
        return None if self.cap is None else max(0, self.cap.most - self.counted)

    @property
    def is_reached(self) -> bool:
        """Whether the cap is reached."""
        return self.left == 0


def standing(
    marks: Sequence[VisitMark],
    *,
    year: int,
    counting: Counting,
    cap: Cap | None,
    is_enterprise: bool,
) -> Standing:
    """Return the standing of one enterprise in a year from all its inspections, oldest first."""
    made, waiting, outside = [], [], []
    for mark in marks:
        if (mark.visited_on or mark.approved_for).year != year:
            continue
        if not counting.counts(mark):
            outside.append(mark)
        elif mark.visited_on:
            made.append(mark)
        else:
            waiting.append(mark)
    again = sum(day.year == year for mark in marks for day in mark.reinspected)
    return Standing(
        year,
        is_enterprise,
        cap if is_enterprise else None,
        tuple(made),
        tuple(waiting),
        tuple(outside),
        clean_visits(marks),
        again if counting.reinspections else 0,
    )


def clean_visits(marks: Iterable[VisitMark]) -> int:
    """Return how many of the last visits in a row found nothing."""
    visits = sorted((m for m in marks if m.visited_on), key=lambda m: (m.visited_on, m.id))
    count = 0
    for mark in reversed(visits):
        if mark.findings:
            break
        count += 1
    return count


@dataclass(frozen=True, slots=True)
class Warned:
    """A window with more visits than nothing is said about."""

    window: Window
    visits: int
    most: int


def window_of(window: Window, on: date) -> tuple[date, date]:
    """Return the first and last day of the window that a day lies in; weeks begin on Monday."""
    if window is Window.DAY:
        return on, on
    if window is Window.WEEK:
        first = on - timedelta(days=on.weekday())
        return first, first + timedelta(days=6)
    first = on.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def warnings(
    days: Sequence[date], *, on: date, most: Mapping[Window, int], more: int = 0
) -> tuple[Warned, ...]:
    """
    Return the windows of a day with more days on the site, made or waiting, than ``most``.

    ``more`` are the visits that are about to be approved for the day.
    """
    found = []
    for window, limit in most.items():
        first, last = window_of(window, on)
        visits = more + sum(first <= day <= last for day in days)
        if visits > limit:
            found.append(Warned(window, visits, limit))
    return tuple(found)


# --------------------------------------------------------------------------- a bureau's notice


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """Caps that the bureau publishes: a title, its number, the year, a number for each class."""

    title: str
    number: str
    year: int
    limits: Mapping[str, int]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CapChange:
    """What a notice changes for a class; nothing where there was no cap, or is none any more."""

    label: str
    before: int | None
    after: int | None

    @property
    def is_raised(self) -> bool:
        """Whether more visits are allowed than before."""
        return self.before is not None and (self.after is None or self.after > self.before)


def cap_changes(
    before: Mapping[str, int], after: Mapping[str, int], labels: Mapping[str, str]
) -> tuple[CapChange, ...]:
    """Return for which classes a notice says something else than the one before it."""
    return tuple(
        CapChange(label, before.get(key), after.get(key))
        for key, label in labels.items()
        if before.get(key) != after.get(key)
    )


def notice_findings(
    draft: NoticeDraft,
    *,
    on: date,
    above: Mapping[str, Cap],
    labels: Mapping[str, str],
    before: Mapping[str, int],
) -> tuple[Finding, ...]:
    """
    Return every reason against publishing caps (国办发〔2024〕54号).

    ``above`` holds the caps that a higher level published, by class, ``before`` the own ones that
    the notice replaces.
    """
    found = []
    raised = [one for one in cap_changes(before, draft.limits, labels) if one.is_raised]
    if raised and not says(draft.reason, SHORTEST_REASON):
        names = "、".join(
            f"{one.label}（原{one.before}次，现{one.after or '不设上限'}）" for one in raised
        )
        text = f"提高或者取消了已经公布的年度上限：{names}，没有写明理由"
        found.append(_wrong("raised", text, "请写明提高上限的理由，理由和变化一并公布"))
    if not draft.limits:
        found.append(_wrong("empty", "没有填写任何类别的年度上限", "请至少填写一个类别的年度上限"))
    if draft.year not in (on.year, on.year + 1):
        found.append(
            _wrong("year", f"{draft.year}年不是本年或者下一年", "请填写本次公布适用的年度")
        )
    for key, most in draft.limits.items():
        if key not in labels:
            found.append(_wrong("class", f"没有“{key}”这一类别", "请从页面所列类别中填写"))
            continue
        if not 1 <= most <= MOST:
            text = f"{labels[key]}的年度上限{most}次不在1至{MOST}之间"
            found.append(_wrong("range", text, "请填写整数次数"))
        cap = above.get(key)
        if cap is not None and most > cap.most:
            text = f"{labels[key]}的年度上限{most}次高于{cap.origin}公布的{cap.most}次"
            found.append(_wrong("above", text, "上级公布的上限更低的，从其规定，请改低"))
    return tuple(found)


def not_a_head() -> Finding:
    """Return the refusal of a notice that no head of the bureau publishes."""
    roles = frozenset(role.value for role in PUBLISHERS)
    message = "检查频次上限由本局负责人公布"
    return Finding("burden.notice.wrong_role", message, FREQUENCY_RULE, "请由负责人办理", roles)


def _wrong(what: str, message: str, next_step: str) -> Finding:
    return Finding(f"burden.notice.{what}", message, FREQUENCY_RULE, next_step)
