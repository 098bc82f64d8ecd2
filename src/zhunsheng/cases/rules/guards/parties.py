"""Guards of a case with several parties: what the law does once is done for all of them."""

from __future__ import annotations

from typing import Final

from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards.statements import RECORDED
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding

OPENED: Final[Citation] = cite("APL-2021:54.2")
INVESTIGATED: Final[Citation] = cite("APL-2021:54.1")


def done_for_the_case(facts: CaseFacts) -> Finding | None:
    """Refuse a party's own act where one act is taken for all parties of the case."""
    if not facts.acts_alone:
        return None
    return Finding(
        "case.party.not_apart",
        "本案有数个当事人，这一步骤由全案一并办理",
        INVESTIGATED,
        "请在同案的第一个当事人的案卷中办理，办理后记入各当事人的案卷",
    )


def opened_with_the_case(facts: CaseFacts) -> Finding | None:
    """Refuse to approve a party of a case that is not opened: the opening names all parties."""
    if not facts.acts_alone or facts.lead_is_opened:
        return None
    return Finding(
        "case.party.before_opening",
        "全案尚未立案，不能单独对同案的一个当事人立案",
        OPENED,
        "请在同案的第一个当事人的案卷中批准立案，等待立案的当事人一并立案",
    )


def parties_are_opened(facts: CaseFacts) -> Finding | None:
    """Refuse to end an investigation while a party that joined it waits for its approval."""
    if not facts.parties_waiting or not facts.done("opening"):
        return None
    return Finding(
        "case.party.waits",
        f"追加的当事人尚未审批：{_names(facts.parties_waiting)}",
        OPENED,
        "请负责人先批准追加当事人，或者决定不予立案",
    )


def not_investigated(facts: CaseFacts) -> Finding | None:
    """Refuse to add a party to a case whose investigation has ended."""
    if not facts.done("investigation"):
        return None
    return Finding(
        "case.party.investigated",
        "本案已经调查终结，不能再追加当事人",
        INVESTIGATED,
        "对其他当事人的违法行为另行登记线索",
    )


def parties_have_ended(facts: CaseFacts) -> Finding | None:
    """Refuse to end a case while the file of another party of it is open."""
    if not facts.parties_open:
        return None
    return Finding(
        "case.party.open",
        f"同案其他当事人的案卷尚未办结：{_names(facts.parties_open)}",
        RECORDED,
        "请先办结同案其他当事人的案卷，再办结全案",
    )


def _names(parties: frozenset[str]) -> str:
    return "、".join(sorted(parties))
