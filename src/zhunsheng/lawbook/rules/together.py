"""Several violations of one party: decided apart and added, one act fined once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.lawbook.choices import Waiver
from zhunsheng.lawbook.rules.tree import Derivation

ONE_FINE: Final[Citation] = cite("APL-2021:29")


@dataclass(frozen=True, slots=True)
class Together:
    """
    The fines of several violations together, in fen, both ends in.

    ``counted`` are the derivations that are added, ``absorbed`` those of an act that is fined
    once under a norm with a higher fine (行政处罚法 29).
    """

    least: int
    most: int
    counted: tuple[Derivation, ...]
    absorbed: tuple[Derivation, ...]


def together(found: Sequence[Derivation], *, same_act: Iterable[frozenset[int]] = ()) -> Together:
    """
    Return the sum of settled derivations; of one act against several norms the higher counts.

    ``same_act`` are the positions of the derivations that one and the same act led to.

    :raises ValueError: if a derivation has no result yet, or stands in two acts
    """
    if not all(one.is_settled for one in found):
        raise ValueError("every violation is derived before they are added")
    absorbed: set[int] = set()
    seen: set[int] = set()
    for act in same_act:
        if seen & act:
            raise ValueError("a violation belongs to one act")
        seen |= act
        absorbed |= act - {max(act, key=lambda at: (_most(found[at]), found[at].least, -at))}
    counted = tuple(one for at, one in enumerate(found) if at not in absorbed)
    return Together(
        least=sum(one.least for one in counted),
        most=sum(_most(one) for one in counted),
        counted=counted,
        absorbed=tuple(found[at] for at in sorted(absorbed)),
    )


def _most(one: Derivation) -> int:
    """Return the most of a derivation; what must go unpunished adds nothing."""
    return one.most if one.waiver in (None, Waiver.FIRST_OFFENSE_WAIVER) else 0
