"""Why a fine cannot be derived: every refusal with its article and the next step."""

from __future__ import annotations

from typing import Final

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook.choices import Fact
from zhunsheng.lawbook.rules.facts import PenaltyFacts
from zhunsheng.lawbook.rules.law import Violation
from zhunsheng.lawbook.rules.versions import OLD_AND_LIGHTER, Applicable

STATUTE: Final[Citation] = cite("APL-2021:4")
PROVEN: Final[Citation] = cite("APL-2021:40")


def unpunished(law: Applicable | None) -> Finding:
    """Return the refusal of an act that no law punishes, or none any more."""
    if law is not None:
        return Finding(
            "penalty.no_longer_punished",
            "作出决定时的规定不再处罚该行为",
            OLD_AND_LIGHTER,
            "适用有利于当事人的规定，不予处罚；确有其他罚则的，请改选违法行为",
        )
    return Finding(
        "penalty.no_version",
        "法规库没有行为发生之日可适用的版本",
        STATUTE,
        "请核对日期并由法制人员补充当时的规定；当时没有处罚规定的，不得处罚",
    )


def elsewhere(violation: Violation) -> Finding:
    """Return the refusal of a local rule of another place."""
    return Finding(
        "penalty.other_place",
        "该罚则是其他地方的规定，不适用于本地",
        violation.penalty,
        "请改选国家或者本地规定的违法行为",
    )


def order_first(violation: Violation) -> Finding:
    """Return the refusal of a fine before the order ran out."""
    return Finding(
        "penalty.order_first",
        "该违法行为须先责令改正，逾期或者拒不改正的方可罚款",
        violation.penalty,
        "请先责令改正，复查后仍未改正的再行处罚",
    )


def no_fine(violation: Violation, facts: PenaltyFacts) -> Finding:
    """Return the refusal where the article fines nobody of this kind in this case."""
    return Finding(
        "penalty.no_fine_for_party",
        f"罚则没有对{facts.who.label}在此情形下规定罚款",
        violation.penalty,
        "请核对处罚对象、处罚阶段和已认定的事实",
    )


def nothing_to_measure(violation: Violation, fact: Fact) -> Finding:
    """Return the refusal of a multiple or a share of nothing."""
    return Finding(
        "penalty.nothing_to_measure",
        f"罚款按{fact.label}计算，而认定的{fact.label}为零",
        violation.penalty,
        f"请查明{fact.label}；确实无法认定的，按罚则和有关规定另行确定计罚基数",
    )


def nothing_counted(fact: Fact) -> Finding:
    """Return the refusal of a violation that concerned nobody, no place, no item."""
    return Finding(
        "penalty.nothing_counted",
        f"认定的{fact.label}为零，而违法行为至少涉及一",
        PROVEN,
        f"请按证据填写{fact.label}，不少于{fact.least}；一项也查不到的，违法事实不能成立，不得处罚",
    )


def contradiction(violation: Violation) -> Finding:
    """Return the refusal of an order that ran out beside a correction in time."""
    return Finding(
        "penalty.facts_contradict",
        "既认定责令改正期满仍未改正，又认定已经及时改正",
        violation.penalty,
        "请按复查结果改正其中一项",
    )


def unknown_choice(law: Applicable) -> Finding:
    """Return the refusal of a choice that names none of the versions in question."""
    return Finding(
        "penalty.choice_unknown",
        "所选版本不在可能适用的版本之中",
        OLD_AND_LIGHTER,
        f"请从{'、'.join(one.since.isoformat() for one in law.versions)}起施行的版本中选择",
    )
