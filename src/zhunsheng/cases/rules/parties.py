"""Who may be a further party of a case, and for which violations."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.cases.rules.drafts import PartyDraft
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import visible
from zhunsheng.lawbook.choices import Liable

FACTS_FIRST: Final[Citation] = cite("APL-2021:40")
PARTY: Final[Citation] = cite("APL-2021:4")
ONE_FINE: Final[Citation] = cite("APL-2021:29")
#: Whoever answers in these ways is the operator of a sole trader, who is the trader.
OPERATORS: Final = frozenset({Liable.HEAD, Liable.INVESTOR})


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """
    What the rules look at: the parties of the case, and who the entity of the new one is.

    ``is_alone`` tells that the entity is one natural person in law, a sole trader or a person;
    ``operator`` is its name. ``answering`` are for each violation (its label) who answers for it.
    """

    known: frozenset[tuple[str, str]]
    entity: str
    is_alone: bool
    operator: str
    answering: tuple[tuple[str, Collection[Liable]], ...]


def ended_party_findings(name: str, ended_on: date | None) -> tuple[Finding, ...]:
    """Refuse a unit that was struck off the register as a party: it is no organisation (4)."""
    if ended_on is None:
        return ()
    return (
        Finding(
            "case.party.ended",
            f"{name}已于{ended_on.isoformat()}注销登记，主体已经终止，不能作为行政处罚的当事人",
            PARTY,
            "没有权利义务承受人的，终止调查；有承受其权利义务的单位，或者应当处罚责任人员的，对该单位或者人员"
            "另行登记线索；注销登记有误或者已被撤销的，先在监管对象名录登记恢复营业",
        ),
    )


def no_successor_findings(
    name: str, *, is_person: bool, ended_on: date | None, has_scan: bool
) -> tuple[Finding, ...]:
    """
    Refuse to end a case for want of a party that the record has alive.

    A unit ends by being struck off the register (民法典 68, 73), a person dies: of that the paper
    is filed.
    """
    if is_person and not has_scan:
        return (
            Finding(
                "termination.death_unproven",
                f"没有上传{name}的死亡证明",
                PARTY,
                "请上传医学死亡证明、户口注销证明或者人民法院宣告死亡的判决书的扫描件",
            ),
        )
    if is_person or ended_on is not None:
        return ()
    return (
        Finding(
            "termination.party_lives",
            f"监管对象名录中{name}没有注销登记，主体没有终止",
            PARTY,
            "确已注销登记的，先在监管对象名录登记注销；没有注销的，继续办理或者按其他情形终止",
        ),
    )


def duplicate_findings(name: str, kept: str) -> tuple[Finding, ...]:
    """Refuse an entry that was merged into the one ``kept``: its acts are found under that (29)."""
    if not kept:
        return ()
    return (
        Finding(
            "case.party.merged",
            f"{name}是重复登记的条目，已并入{kept}，不能作为行政处罚的当事人",
            ONE_FINE,
            "请改选合并后保留的条目；合并有误的，先在监管对象名录中撤销合并",
        ),
    )


def party_findings(facts: PartyFacts, draft: PartyDraft) -> tuple[Finding, ...]:
    """Return what speaks against adding this party to the case."""
    return tuple(_party(facts, draft))


def _party(facts: PartyFacts, draft: PartyDraft) -> Iterator[Finding]:
    person = visible(draft.person_name)
    is_operator = not person or draft.role in OPERATORS or person == visible(facts.operator)
    if (facts.entity, person) in {(entity, visible(name)) for entity, name in facts.known}:
        yield Finding(
            "party.named_before",
            "该当事人已经是本案的当事人",
            FACTS_FIRST,
            "请填写其他单位，或者填写单位的责任人",
        )
    elif facts.is_alone and is_operator and facts.entity in {one for one, _ in facts.known}:
        yield Finding(
            "party.sole_trader",
            "个体工商户和经营者是同一个当事人，不能分别处罚",
            ONE_FINE,
            "同一个违法行为不得给予两次以上罚款的处罚，只以一个当事人办理",
        )
    if bool(person) is (draft.role is None):
        yield Finding(
            "party.no_role",
            "责任人的姓名和身份应当同时填写",
            FACTS_FIRST,
            "追加责任人的填写姓名并选择身份，追加单位的两项都不填写",
        )
    if draft.role is not None and (labels := _not_answered(facts, draft.role)):
        yield Finding(
            "party.role_not_liable",
            f"法律没有规定对{draft.role.label}处罚：{'、'.join(labels)}",
            cite("APL-2021:38"),
            "请核对违法行为和责任人的身份",
        )


def _not_answered(facts: PartyFacts, role: Liable) -> list[str]:
    return [label for label, liable in facts.answering if role not in liable]
