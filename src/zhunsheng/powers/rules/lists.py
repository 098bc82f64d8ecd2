"""When a version of the list counts, and what must hold before it is adopted or published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar

from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.powers.choices import ListStage, PowerStep
from zhunsheng.powers.rules.items import LAWFUL_SUBJECT, SHOWN_BEFOREHAND, THREE_SYSTEMS

K = TypeVar("K")
#: How many names a message holds before it only counts the rest.
NAMED: Final = 5
STOP: Final = "。"


@dataclass(frozen=True, slots=True)
class ListFacts:
    """
    All that the rules of a version look at.

    ``ended`` and ``faults`` name items; ``effective_from`` is the day that an adoption asks for.
    """

    acts: tuple[DoneAct, ...] = ()
    items: int = 0
    ended: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    on: date | None = None
    effective_from: date | None = None
    place_is_named: bool = True
    approval_is_named: bool = True


@dataclass(frozen=True, slots=True)
class ListDates(Generic[K]):
    """When a version was adopted and published, and from when it was adopted to count."""

    key: K
    number: int
    adopted_on: date | None = None
    published_on: date | None = None
    effective_from: date | None = None
    given_up_on: date | None = None

    @property
    def counts_from(self) -> date | None:
        """The first day on which it counts: no list counts before it is published."""
        if self.published_on is None or self.effective_from is None:
            return None
        return max(self.published_on, self.effective_from)


def in_force(versions: Iterable[ListDates[K]], on: date) -> ListDates[K] | None:
    """Return the version that counts on a day: the one that began last, or none."""
    begun = [one for one in versions if one.counts_from is not None and one.counts_from <= on]
    return max(begun, key=lambda one: (one.counts_from, one.number), default=None)


def stage(one: ListDates[K], current: ListDates[K] | None, on: date) -> ListStage:
    """Return where a version stands on a day, beside the one that counts then."""
    if one.given_up_on is not None:
        return ListStage.GIVEN_UP
    if one.adopted_on is None:
        return ListStage.DRAFTED
    if one.counts_from is None:
        return ListStage.ADOPTED
    if one.counts_from > on:
        return ListStage.UPCOMING
    is_current = current is not None and current.number == one.number
    return ListStage.IN_FORCE if is_current else ListStage.REPLACED


def _refused(what: str, message: str, basis: Citation, step: str) -> Finding:
    return Finding(f"powers.list.{what}", message, basis, step)


def contents_are_open(facts: ListFacts) -> Finding | None:
    """Refuse to change what a leader adopted, or what was given up."""
    done = {act.step for act in facts.acts}
    if PowerStep.ADOPT.value in done:
        message = "该版本已经通过，内容不能再改动"
        return _refused("fixed", message, SHOWN_BEFOREHAND, "请编制新版本，新旧版本并存")
    if PowerStep.GIVE_UP.value in done:
        return _refused("given_up", "该版本已经放弃编制", SHOWN_BEFOREHAND, "请编制新版本")
    return None


def list_has_items(facts: ListFacts) -> Finding | None:
    """Refuse to adopt an empty list."""
    if facts.items:
        return None
    return _refused("empty", "清单没有事项", SHOWN_BEFOREHAND, "请先导入或者添加事项")


def list_is_sound(facts: ListFacts) -> Finding | None:
    """Refuse to adopt a list with a faulty item."""
    if not facts.faults:
        return None
    message = f"清单中的事项还有问题：{named(facts.faults)}"
    return _refused("faults", message, THREE_SYSTEMS, "请在事项页面改正")


def bases_are_in_force(facts: ListFacts) -> Finding | None:
    """Refuse to adopt an item whose basis has ended by the day on which the list begins."""
    if not facts.ended:
        return None
    message = f"施行之日依据已失效或者尚未施行的事项：{named(facts.ended)}"
    return _refused("ended", message, LAWFUL_SUBJECT, "请改为现行依据，或者删除该事项")


def effective_day_is_set(facts: ListFacts) -> Finding | None:
    """Refuse an adoption without a day of beginning, or with one before the adoption."""
    if facts.effective_from is None or facts.on is None:
        return None
    if facts.effective_from >= facts.on:
        return None
    message = f"施行日期{facts.effective_from}早于通过日期{facts.on}"
    return _refused("backdated", message, SHOWN_BEFOREHAND, "清单不溯及既往，请改后再提交")


def approval_is_named(facts: ListFacts) -> Finding | None:
    """Refuse an adoption that does not say on what it rests."""
    if facts.approval_is_named:
        return None
    message = "没有写明通过清单的会议或者批准文号"
    return _refused("approval", message, SHOWN_BEFOREHAND, "请填写会议名称或者文号")


def place_is_named(facts: ListFacts) -> Finding | None:
    """Refuse a publication that does not say where."""
    if facts.place_is_named:
        return None
    return _refused("place", "没有写明公布的地点", THREE_SYSTEMS, "请填写网站或者公告栏的名称")


def is_not_adopted(facts: ListFacts) -> Finding | None:
    """Refuse to give up what was adopted."""
    if all(act.step != PowerStep.ADOPT.value for act in facts.acts):
        return None
    message = "该版本已经通过，不能放弃编制"
    return _refused("adopted", message, SHOWN_BEFOREHAND, "需要调整的请编制新版本")


def draft_findings(*, open_draft: str) -> tuple[Finding, ...]:
    """Refuse a second draft beside an open one, which is named by its label."""
    if not open_draft:
        return ()
    message = f"“{open_draft}”正在编制或者等待公布"
    step = "请先通过并公布该版本，或者放弃编制"
    return (_refused("open_draft", message, SHOWN_BEFOREHAND, step),)


def nothing_to_follow() -> Finding:
    """Return the refusal to begin with the previous version where there is none."""
    return _refused("no_previous", "还没有上一版清单", SHOWN_BEFOREHAND, "请改选其他起草方式")


def unknown_item(code: str) -> Finding:
    """Return the refusal of an item that the draft does not hold."""
    return _refused("unknown", f"清单中没有编码为{code}的事项", SHOWN_BEFOREHAND, "请从清单中选择")


def bad_rows(rows: int, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the refusal of a sheet, first how many rows are wrong, then each of them."""
    message = f"表格有{rows}行不符合要求，整个文件没有导入"
    step = "请按下列说明逐行改正后再次上传"
    return (_refused("rows", message, SHOWN_BEFOREHAND, step), *findings)


def bad_row(row: int, column: str, message: str) -> Finding:
    """Return what is wrong in a row of a sheet."""
    place = f"第{row}行{'“' + column + '”' if column else ''}"
    return _refused("row", f"{place}：{message.rstrip(STOP)}", SHOWN_BEFOREHAND, "")


def named(names: tuple[str, ...]) -> str:
    """Return names as a Chinese list, the first few in full and how many there are."""
    text = "、".join(names[:NAMED])
    return text if len(names) <= NAMED else f"{text}等{len(names)}项"
