"""Kinds, sectors and risk classes of business entities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from zhunsheng.kernel.choices import Labelled


class EntityKind(Labelled):
    """What a business entity is in law (安全生产法 2: all units that produce or trade)."""

    COMPANY = ("COMPANY", "企业法人")
    SOLE_INVESTOR = ("SOLE_INVESTOR", "个人独资企业")
    PARTNERSHIP = ("PARTNERSHIP", "合伙企业")
    SOLE_PROPRIETOR = ("SOLE_PROPRIETOR", "个体工商户")
    COOPERATIVE = ("COOPERATIVE", "农民专业合作社")
    INSTITUTION = ("INSTITUTION", "事业单位")
    OTHER_ORGANIZATION = ("OTHER_ORGANIZATION", "其他组织")
    PERSON = ("PERSON", "自然人")

    @property
    def counts_as_enterprise(self) -> bool:
        """Whether rules on inspections of enterprises (涉企行政检查) hold, directly or likewise."""
        return self in ENTERPRISES

    @property
    def needs_credit_code(self) -> bool:
        """Whether a credit code must be entered; a natural person has an identity number."""
        return self is not EntityKind.PERSON

    @property
    def is_one_person(self) -> bool:
        """Whether it is one natural person in law, a trader under the name of a shop included."""
        return self in {EntityKind.SOLE_PROPRIETOR, EntityKind.PERSON}


ENTERPRISES = frozenset(
    {
        EntityKind.COMPANY,
        EntityKind.SOLE_INVESTOR,
        EntityKind.PARTNERSHIP,
        EntityKind.SOLE_PROPRIETOR,
        EntityKind.COOPERATIVE,
    }
)


class Sector(Labelled):
    """The sector under which a unit is supervised."""

    HAZCHEM_TRADE = ("HAZCHEM_TRADE", "危险化学品经营")
    HAZCHEM_PRODUCTION = ("HAZCHEM_PRODUCTION", "化工生产")
    GAS_STATION = ("GAS_STATION", "加油站")
    FIREWORKS = ("FIREWORKS", "烟花爆竹")
    NON_COAL_MINE = ("NON_COAL_MINE", "非煤矿山")
    METALLURGY = ("METALLURGY", "金属冶炼")
    INDUSTRY_TRADE = ("INDUSTRY_TRADE", "工贸")
    COMMERCE = ("COMMERCE", "商贸")
    OTHER = ("OTHER", "其他")


class RiskClass(Labelled):
    """The risk class of a unit; A is the lowest risk."""

    A = ("A", "A（低风险）")
    B = ("B", "B（一般风险）")
    C = ("C", "C（较大风险）")
    D = ("D", "D（重大风险）")


class OperationStep(Labelled):
    """
    Whether a unit ceased to operate or took it up again; the last step counts.

    A unit that was struck off the register (注销登记) is no party any more; one whose licence was
    revoked (吊销营业执照) still is, until it is struck off.
    """

    CLOSED = ("CLOSED", "停业、歇业")
    ENDED = ("ENDED", "注销登记，主体终止")
    RESUMED = ("RESUMED", "恢复营业")


CEASED: Final = frozenset({OperationStep.CLOSED, OperationStep.ENDED})
#: The further fact that tells the operating state (经营状态), and which states mean a step.
STATE_FIELD: Final = "operating_state"
CEASED_STATES: Final[Mapping[str, OperationStep]] = {
    "停业": OperationStep.CLOSED,
    "停产停业": OperationStep.CLOSED,
    "关闭": OperationStep.CLOSED,
    "吊销": OperationStep.CLOSED,
    "吊销，未注销": OperationStep.CLOSED,
    "注销": OperationStep.ENDED,
}


class SafetyRecordKind(Labelled):
    """What is kept of the safety of a unit with its day and paper, since a plan asks for it."""

    FATAL_ACCIDENT = ("FATAL_ACCIDENT", "造成人员死亡的生产安全事故")
    TRIAL_RUN = ("TRIAL_RUN", "试生产")


class IdentityStep(Labelled):
    """
    How the name, the credit code or the kind of an entry came to change, as a paper shows it.

    What was entered wrongly is corrected and was never a name or code of the unit.
    """

    RENAMED = ("RENAMED", "名称变更登记")
    NAME_CORRECTED = ("NAME_CORRECTED", "名称录入更正")
    RECODED = ("RECODED", "登记机关换发代码")
    CODE_CORRECTED = ("CODE_CORRECTED", "代码录入更正")
    CODE_CONFIRMED = ("CODE_CONFIRMED", "代码归属确认")
    KIND_CHANGED = ("KIND_CHANGED", "类型变更登记")
    KIND_CORRECTED = ("KIND_CORRECTED", "类型录入更正")


#: What changes a name, a code, and a kind.
OF_NAMES: Final = frozenset({IdentityStep.RENAMED, IdentityStep.NAME_CORRECTED})
OF_CODES: Final = frozenset({IdentityStep.RECODED, IdentityStep.CODE_CORRECTED})
OF_KINDS: Final = frozenset({IdentityStep.KIND_CHANGED, IdentityStep.KIND_CORRECTED})


class Phrase(Labelled):
    """Fixed wording of records."""

    STATE_TOLD = ("STATE_TOLD", "登记的经营状态为“{state}”")
    SHARED = ("SHARED", "{name}（{units}同名）")
    NO_CODE = ("NO_CODE", "无代码，地址“{address}”")
    FORMER = ("FORMER", "曾用名{told}")
    FORMER_CODE = ("FORMER_CODE", "原代码{told}")
    MERGED_NAME = ("MERGED_NAME", "并入的记录{name} {code}")
    LINKED = ("LINKED", "{name}（{told}）")
    LINKED_MERGED = ("LINKED_MERGED", "{name}（{told}；关联的记录“{own}”已并入该单位）")
    LINK_STOPPED = ("LINK_STOPPED", "{said}，{on}起暂停，待系统管理员重新确认")
    NOT_FOUND = (
        "NOT_FOUND",
        "没有找到该单位。请填写监管对象名录中的统一社会信用代码或者完整名称。",
    )
    NEAR = ("NEAR", "名称相近的有：{names}。")
    UNLISTED = (
        "UNLISTED",
        "名录中确实没有的，把名称、地址和统一社会信用代码告知窗口人员、队（科）负责人{people}，"
        "在“监管对象”中登记后再办理。",
    )
    UNLISTED_STREET = (
        "UNLISTED_STREET",
        "当场不能登记的，先保存现场记录、照片，登记后点“移交：超出委托事项，提请本局查处”。",
    )
    CODE_WAS_WRONG = ("CODE_WAS_WRONG", "关联所凭的代码{code}经登记记录证明录错")
    CODE_WENT_BACK = ("CODE_WENT_BACK", "撤销合并，代码{code}归还“{name}”")
    WRONG_CODE = ("WRONG_CODE", "{reason}；登记记录{registration}，错登代码{code}")
    CODE_RETURNED = ("CODE_RETURNED", "{reason}；代码{code}归还本记录，“{name}”补填正确的代码")
    CODE_GONE = ("CODE_GONE", "{reason}；代码{code}已登记为“{name}”，不再恢复，请补填正确的代码")


class StandardGrade(Labelled):
    """The grade of standardization of work safety (安全生产标准化); caps are published by it."""

    GRADE_1 = ("GRADE_1", "一级")
    GRADE_2 = ("GRADE_2", "二级")
    GRADE_3 = ("GRADE_3", "三级")
    UNGRADED = ("UNGRADED", "未定级")


class CreditGrade(Labelled):
    """
    The overall credit grade (公共信用综合评价) that the credit platform gives; empty without one.

    It comes in by import alone. What the bureau's own decisions say of a party is the credit
    record of the room credit; draws look at that.
    """

    A = ("A", "A（信用好）")
    B = ("B", "B（信用较好）")
    C = ("C", "C（信用一般）")
    D = ("D", "D（信用差）")


class EnforcementLevel(Labelled):
    """Which level enforces: one enterprise has one level (应急〔2021〕23号)."""

    PROVINCE = ("PROVINCE", "省级")
    CITY = ("CITY", "市级")
    DISTRICT = ("DISTRICT", "县（区）级")
    STREET = ("STREET", "乡镇（街道）")


#: Levels whose own bodies inspect, not the bureau.
ABOVE = frozenset({EnforcementLevel.PROVINCE, EnforcementLevel.CITY})
