"""What earlier measures took of a list: one thing has one term, however it is listed (25, 28)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhunsheng.compulsion.rules.facts import ItemDraft, MeasureFacts
from zhunsheng.compulsion.rules.terms import RELEASE, TERM
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.things import is_named_alike, thing_key, things_finding


@dataclass(frozen=True, slots=True)
class EarlierItem:
    """
    A thing that an earlier measure on the party took.

    It is held still, or was released after ``days``; ``is_expired`` tells that its term had
    passed, ``is_of_matter`` that it served the matter of now: the case, its inspection, its files.
    """

    name: str
    features: str
    place: str
    is_held: bool = False
    is_of_matter: bool = True
    is_expired: bool = False
    days: int = 0


@dataclass(frozen=True, slots=True)
class Before:
    """What of a list is held, has no term left, or is alike and not told apart; days it was held.

    ``apart`` holds what officers say of things that are alike: name and difference.
    """

    held: frozenset[str] = frozenset()
    spent: frozenset[str] = frozenset()
    alike: frozenset[str] = frozenset()
    apart: tuple[tuple[str, str], ...] = ()
    days: int = 0


def before(drafts: Iterable[ItemDraft], earlier: Iterable[EarlierItem], *, limit: int) -> Before:
    """Return what earlier measures took of a list; ``limit`` is the term in days (25)."""
    known, held, spent, alike, apart, most = tuple(earlier), set(), set(), set(), [], 0
    for one in drafts:
        same = [row for row in known if _is_same(one, row)]
        at_hand = (row for row in same if row.is_held)
        if any(thing_key(row.place) == thing_key(one.place) for row in at_hand):
            held.add(one.name)
            continue
        own = [row for row in same if row.is_of_matter and not row.is_held]
        days = sum(row.days for row in own)
        if days >= limit or any(row.is_expired for row in own):
            spent.add(one.name)
            continue
        most = max(most, days)
        if any(_asks(one, row, is_same=row in same) for row in known):
            apart.append((one.name, one.another.strip()))
            if not explains(one.another):
                alike.add(one.name)
    return Before(frozenset(held), frozenset(spent), frozenset(alike), tuple(apart), most)


def _is_same(one: ItemDraft, row: EarlierItem) -> bool:
    return (thing_key(one.name), thing_key(one.features)) == (
        thing_key(row.name),
        thing_key(row.features),
    )


def _asks(one: ItemDraft, row: EarlierItem, *, is_same: bool) -> bool:
    """Return whether a thing may be the earlier one under other words, or in another matter."""
    if row.is_held:
        near = row.is_of_matter or thing_key(one.place) == thing_key(row.place)
        return is_same or (near and is_named_alike(one.name, row.name))
    if row.is_of_matter:
        used = row.is_expired or row.days > 0  # days of the same thing are counted instead
        return used and not is_same and is_named_alike(one.name, row.name)
    return is_same


def nothing_held_again(facts: MeasureFacts) -> Finding | None:
    """Refuse a second measure on what the bureau holds still: the term would begin anew (25)."""
    return things_finding(
        "compulsion.items.held_already",
        "清单含有本局已经查封、扣押而尚未处理的物品",
        facts.held_already,
        TERM,
        "期限不因再次采取措施重新起算：请在原措施中依法延长期限、作出处理决定或者解除；"
        "确属另一件物品的，在规格、特征中写明编号等区别",
    )


def no_term_begins_anew(facts: MeasureFacts) -> Finding | None:
    """Refuse to take again, in the same matter, what was given back as its term was over (28)."""
    return things_finding(
        "compulsion.items.term_spent",
        "本事项中查封、扣押过的物品期限已经用完",
        facts.term_spent,
        RELEASE,
        "期限届满的应当解除，不得就同一事项再次查封、扣押；请从清单中删除，需要的依法采取其他措施，"
        "例如抽样取证、勘验或者责令停止使用",
    )


def alike_is_told_apart(facts: MeasureFacts) -> Finding | None:
    """Refuse what an earlier measure may have taken while nobody says that it is not that (25)."""
    return things_finding(
        "compulsion.items.alike",
        "与以前查封、扣押的物品名称相同或者相近，没有说明区别",
        facts.told_alike,
        TERM,
        "属于同一物品的从清单中删除；确属另一件物品或者另一违法行为的，在该项中写明与以前的区别",
    )
