"""What must hold on the spot, and in the record made of it (行政强制法 18, 23)."""

from __future__ import annotations

from zhunsheng.compulsion.choices import ItemStanding
from zhunsheng.compulsion.rules.facts import MeasureFacts
from zhunsheng.compulsion.rules.people import SCOPE, STEPS
from zhunsheng.kernel.finding import Finding


def certificates_were_shown(facts: MeasureFacts) -> Finding | None:
    """Refuse a measure on which the certificates were not shown (18(3))."""
    if facts.certificates_shown:
        return None
    return Finding(
        "compulsion.scene.no_certificate_shown",
        "执法人员未出示行政执法证件",
        STEPS,
        "实施前主动出示证件",
    )


def rights_were_told(facts: MeasureFacts) -> Finding | None:
    """Refuse a measure whose reasons, basis and remedies were not told on the spot (18(5))."""
    if facts.rights_told:
        return None
    return Finding(
        "compulsion.scene.rights_untold",
        "未当场告知采取强制措施的理由、依据以及当事人的权利、救济途径",
        STEPS,
        "请当场告知并记入笔录",
    )


def party_was_heard(facts: MeasureFacts) -> Finding | None:
    """Refuse a measure on which the party was not heard (18(6))."""
    if facts.party_heard or not facts.party_present:
        return None
    return Finding(
        "compulsion.scene.party_unheard",
        "未听取当事人的陈述和申辩",
        STEPS,
        "请听取陈述和申辩并记入笔录",
    )


def absence_is_witnessed(facts: MeasureFacts) -> Finding | None:
    """Refuse a measure without the party where no witness was called (18(9))."""
    if facts.party_present or facts.witness_named:
        return None
    return Finding(
        "compulsion.scene.no_witness",
        "当事人不到场，没有邀请本局以外的见证人",
        STEPS,
        "请邀请见证人到场，写明姓名，由见证人和执法人员在现场笔录上签名",
    )


def record_is_signed(facts: MeasureFacts) -> Finding | None:
    """Refuse a record that the party has neither signed nor refused with a note (18(8))."""
    if facts.signed or facts.refusal_noted or not facts.party_present:
        return None
    return Finding(
        "compulsion.scene.unsigned",
        "当事人未在现场笔录上签名，也没有注明拒绝的情况",
        STEPS,
        "请当事人签名；拒绝的，在笔录中注明",
    )


def items_are_listed(facts: MeasureFacts) -> Finding | None:
    """Refuse sealing or seizing without a list (24)."""
    if not facts.items_missing:
        return None
    return Finding(
        "compulsion.items.none",
        "清单没有列明查封、扣押的场所、设施或者财物",
        SCOPE,
        "请逐项填写名称、数量、特征和保管地点",
    )


def only_what_is_connected(facts: MeasureFacts) -> Finding | None:
    """Refuse what has nothing to do with the violation (23.1)."""
    if ItemStanding.UNCONNECTED not in facts.standings:
        return None
    return Finding(
        "compulsion.items.unconnected",
        "清单含有与违法行为无关的场所、设施或者财物",
        SCOPE,
        "请从清单中删除；查封、扣押限于涉案的场所、设施或者财物",
    )


def no_necessities(facts: MeasureFacts) -> Finding | None:
    """Refuse what people and their families live on (23.1)."""
    if ItemStanding.NECESSITY not in facts.standings:
        return None
    return Finding(
        "compulsion.items.necessity",
        "清单含有公民个人及其所扶养家属的生活必需品",
        SCOPE,
        "请从清单中删除，生活必需品不得查封、扣押",
    )


def nothing_twice(facts: MeasureFacts) -> Finding | None:
    """Refuse what another authority has sealed already (23.2)."""
    if ItemStanding.SEALED_BEFORE not in facts.standings:
        return None
    return Finding(
        "compulsion.items.sealed_before",
        "清单含有已被其他国家机关依法查封的场所、设施或者财物",
        SCOPE,
        "请从清单中删除，不得重复查封",
    )
