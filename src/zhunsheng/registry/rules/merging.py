"""When two entries are one entity, and when that may be taken back. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.kernel.finding import Finding
from zhunsheng.registry.choices import EntityKind
from zhunsheng.registry.rules.entity import CLASSED_SUPERVISION


@dataclass(frozen=True, slots=True)
class MergeFacts:
    """
    What the rules of a merge look at.

    ``codes_unexplained`` tells that the codes differ and no record of the registration authority
    is named that shows which one is wrong; ``cap_is_lost`` that visits of an
    enterprise would count for no cap any more.
    """

    is_same: bool
    kept_is_merged: bool
    duplicate_is_merged: bool
    duplicate_holds_others: bool
    codes_unexplained: bool
    one_is_a_person: bool
    reason_given: bool
    cap_is_lost: bool = False


def is_person_and_unit(one: EntityKind, other: EntityKind) -> bool:
    """
    Return whether one is a natural person and the other a unit, which are two parties.

    A household business is a natural person in business (民法典 54).
    """
    kinds = {one, other}
    return EntityKind.PERSON in kinds and not kinds <= {
        EntityKind.PERSON,
        EntityKind.SOLE_PROPRIETOR,
    }


def loses_the_cap(kept: EntityKind, duplicate: EntityKind) -> bool:
    """Return whether an enterprise would be taken for what no cap on visits protects (54号)."""
    return duplicate.counts_as_enterprise and not kept.counts_as_enterprise


def merge_findings(facts: MergeFacts) -> tuple[Finding, ...]:
    """Return every reason against merging a duplicate into the entry that is kept."""
    asked = (
        (facts.is_same, "same", "保留的单位和并入的单位是同一条记录", "请选择另一条记录"),
        (facts.kept_is_merged, "kept", "保留的单位已经并入其他单位", "请选择它所并入的单位"),
        (facts.duplicate_is_merged, "twice", "该单位已经并入其他单位", "需要改并的请先撤销合并"),
        (
            facts.duplicate_holds_others,
            "chain",
            "有其他单位并入了该单位",
            "请先撤销那些合并，再分别并入保留的单位",
        ),
        (
            facts.codes_unexplained,
            "codes",
            "两条记录的统一社会信用代码不同，没有填写证明其中一个代码录错的登记记录",
            "确属同一单位的，保留代码正确的记录，在理由中说明差错，"
            "并填写登记机关的登记或者查询记录编号；确属两个主体的不能合并",
        ),
        (
            facts.one_is_a_person,
            "person",
            "一条是自然人，另一条是个体工商户以外的单位，是两个主体",
            "类型录错的请先变更信息；自然人和单位不能合并",
        ),
        (
            facts.cap_is_lost,
            "cap",
            "并入的单位适用涉企检查频次上限，保留的记录按其类型不适用，合并后检查不再受上限约束",
            "请保留类型正确的记录，把另一条并入；保留的记录类型录错的，先变更信息，"
            "凭登记记录的编号和扫描件更正类型，再合并",
        ),
        (not facts.reason_given, "reason", "未写明合并理由", "请写明认定为同一单位的依据"),
    )
    return tuple(_refusal(*rest) for holds, *rest in asked if holds)


def undo_findings(
    *, is_merged: bool, reason_given: bool, code_kept: str = ""
) -> tuple[Finding, ...]:
    """
    Return every reason against taking a merge back.

    ``code_kept`` is the code of the duplicate that the kept entry took over and does not give back.
    """
    asked = (
        (not is_merged, "none", "该单位没有并入其他单位", "无需撤销"),
        (not reason_given, "undo_reason", "未写明撤销理由", "请写明为何不是同一单位"),
        (
            bool(code_kept),
            "code_kept",
            f"保留的单位使用的代码{code_kept}来自并入的记录，没有确认归还",
            "请勾选归还代码；该代码确属保留的单位的，撤销后凭登记记录更正两条记录的代码",
        ),
    )
    return tuple(_refusal(*rest) for holds, *rest in asked if holds)


def merged_already() -> Finding:
    """Return the refusal to change an entry that was merged into another."""
    return _refusal("closed", "该单位已经并入其他单位", "请在保留的单位上变更，或者先撤销合并")


def code_of_merged(code: str) -> Finding:
    """Return the refusal of a code beside that of an entry that was merged into this one."""
    return _refusal(
        "other_code",
        f"并入该单位的记录的统一社会信用代码为{code}，与所填代码不同",
        f"请填写{code}；该代码录错的，请先撤销合并，填写正确代码后凭登记记录重新合并",
    )


def _refusal(what: str, message: str, next_step: str) -> Finding:
    return Finding(f"registry.merge.{what}", message, CLASSED_SUPERVISION, next_step)
