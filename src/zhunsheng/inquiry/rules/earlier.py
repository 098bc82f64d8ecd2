"""What was preserved before in a matter: the seven days of one thing run once (行政处罚法 56)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhunsheng.inquiry.rules.drafts import Thing
from zhunsheng.inquiry.rules.facts import PRESERVATION, Again, PreservationFacts
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.things import is_named_alike, thing_key, things_finding


@dataclass(frozen=True, slots=True)
class Kept:
    """A thing of an earlier preservation: ``is_held`` while that waits for its end."""

    name: str
    sort: str
    is_held: bool


def again(things: Iterable[Thing], earlier: Iterable[Kept]) -> Again:
    """Return what of a list was asked for or preserved before; a note tells a thing apart."""
    known = tuple(earlier)
    held: set[str] = set()
    spent: set[str] = set()
    alike: set[str] = set()
    for one in things:
        same = [row for row in known if _is_same(one, row)]
        if same:
            (held if any(row.is_held for row in same) else spent).add(one.name.strip())
        elif not explains(one.note) and any(is_named_alike(one.name, row.name) for row in known):
            alike.add(one.name.strip())
    return Again(frozenset(held), frozenset(spent), frozenset(alike))


def _is_same(one: Thing, row: Kept) -> bool:
    return (thing_key(one.name), thing_key(one.sort)) == (thing_key(row.name), thing_key(row.sort))


def nothing_held_again(facts: PreservationFacts) -> Finding | None:
    """Refuse to register again what is asked for or registered and not decided on (56)."""
    return things_finding(
        "preservation.items.held_already",
        "本事项中已经申请或者正在先行登记保存的物品",
        facts.again.held,
        PRESERVATION,
        "期限不因再次登记重新起算：请在原先行登记保存中及时作出处理决定；"
        "确属另一件物品的，在规格型号、批号中写明编号并在备注中写明区别",
    )


def no_term_begins_anew(facts: PreservationFacts) -> Finding | None:
    """Refuse to register again, in one matter, what had its seven days (56)."""
    return things_finding(
        "preservation.items.term_spent",
        "本事项中先行登记保存过并且已经处理或者解除的物品",
        facts.again.spent,
        PRESERVATION,
        "不得就同一事项再次登记保存：请从清单中删除，以复制、拍照、抽样取证或者勘验固定证据；"
        "需要继续控制的，符合条件的依法查封、扣押",
    )


def alike_is_told_apart(facts: PreservationFacts) -> Finding | None:
    """Refuse what may be a thing preserved before while nobody says that it is another (56)."""
    return things_finding(
        "preservation.items.alike",
        "与本事项中以前登记保存的物品名称相同或者相近，没有说明区别",
        facts.again.alike,
        PRESERVATION,
        "属于同一物品的从清单中删除；确属另一件物品的，在该项备注中写明与以前的区别",
    )
