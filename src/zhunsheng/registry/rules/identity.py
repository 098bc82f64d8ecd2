"""When the name, the credit code or the kind of an entry may change, and by which paper. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, folded, names_a_paper
from zhunsheng.registry.choices import OF_CODES, OF_KINDS, OF_NAMES, IdentityStep
from zhunsheng.registry.rules.entity import CLASSED_SUPERVISION, CREDIT_CODE_STANDARD

#: How many signs of a name may be corrected on a reason alone; no law says, the house does.
MOST_SLIPS: Final = 2


@dataclass(frozen=True, slots=True)
class IdentityProof:
    """What shows a new name, code or kind: how it came, the number of the paper, and why."""

    step: IdentityStep | None = None
    paper: str = ""
    reason: str = ""


#: Where neither name nor code nor kind changes.
NO_PROOF: Final = IdentityProof()


@dataclass(frozen=True, slots=True)
class FormerCode:
    """Who bore a code before: its name, and the code that the authority gave instead, if it did."""

    name: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class IdentityFacts:
    """
    What the rules of a change of name, code or kind look at; before is nothing for a new entry.

    ``first_name`` is the name that a paper last told; corrections are measured from it, so that
    many small ones do not make another name. ``had_code`` tells that the entry has or had one.
    """

    code: str
    before: str = ""
    name: str = ""
    first_name: str = ""
    code_before: str = ""
    had_code: bool = False
    former: FormerCode | None = None
    kind: str = ""
    kind_before: str = ""
    has_scan: bool = False
    proof: IdentityProof = NO_PROOF

    @property
    def renames(self) -> bool:
        """Whether a name changes."""
        return bool(self.before) and self.name.strip() != self.before

    @property
    def recodes(self) -> bool:
        """Whether a code is replaced or taken away; a first code is no change of one."""
        return self.had_code and self.code != self.code_before

    @property
    def rekinds(self) -> bool:
        """Whether the kind changes by itself; what changes with the code, its paper tells."""
        changes = bool(self.before) and self.kind != self.kind_before
        return changes and self.code == self.code_before


def identity_findings(facts: IdentityFacts) -> tuple[Finding, ...]:
    """Return every reason against the name and code that an entry is to have."""
    if facts.renames and facts.recodes:
        text = "名称和统一社会信用代码同时变更，是另一家单位"
        step = (
            "请另行登记该单位；本记录重复的请合并，已经停业、注销的请登记；"
            "确属同一单位先后变更的，凭登记文书逐项办理"
        )
        return (Finding("registry.identity.another", text, CREDIT_CODE_STANDARD, step),)
    found = _name_findings(facts) if facts.renames else ()
    found = (*found, *(_code_findings(facts) if facts.recodes else ()))
    found = (*found, *(_kind_findings(facts) if facts.rekinds else ()))
    return (*found, *_former_findings(facts))


def _name_findings(facts: IdentityFacts) -> tuple[Finding, ...]:
    proof = facts.proof
    mistaken = proof.step is IdentityStep.NAME_CORRECTED
    is_small = mistaken and slips(facts.first_name, facts.name) <= MOST_SLIPS
    asked = (
        (
            proof.step not in OF_NAMES,
            "name_step",
            "单位名称有改动，没有选择是名称变更登记还是录入更正",
            "单位办理了名称变更登记的选择“名称变更登记”，录入时写错的选择“名称录入更正”",
        ),
        (
            mistaken and not explains(proof.reason),
            "name_reason",
            "更正单位名称没有写明理由",
            "请写明录入时的差错",
        ),
        (
            proof.step in OF_NAMES and not is_small and not names_a_paper(proof.paper),
            "name_paper",
            f"更正累计超过{MOST_SLIPS}个字的，没有填写登记记录编号"
            if mistaken
            else "名称变更没有填写登记通知书编号",
            "请填写登记机关的登记通知书或者查询记录的编号",
        ),
    )
    return _refused(asked, CLASSED_SUPERVISION)


def _refused(asked: Iterable[tuple[bool, str, str, str]], basis: Citation) -> tuple[Finding, ...]:
    """Return a finding for each question that does not hold."""
    return tuple(
        Finding(f"registry.identity.{what}", message, basis, step)
        for fails, what, message, step in asked
        if fails
    )


def _code_findings(facts: IdentityFacts) -> tuple[Finding, ...]:
    proof = facts.proof
    misses = proof.step not in OF_CODES or (proof.step is IdentityStep.RECODED and not facts.code)
    asked = (
        (
            misses,
            "code_step",
            "统一社会信用代码有改动，没有选择是换发代码还是录入更正",
            "登记机关换发的选择“登记机关换发代码”并填写新代码，录入时写错的选择“代码录入更正”",
        ),
        (
            not names_a_paper(proof.paper),
            "code_paper",
            "没有填写证明代码的登记记录编号",
            "请填写登记机关的登记或者查询记录的编号",
        ),
        (
            not facts.has_scan,
            "code_scan",
            "没有上传证明代码的登记记录",
            "请上传登记机关的登记或者查询记录的扫描件",
        ),
        (
            proof.step is IdentityStep.CODE_CORRECTED and not explains(proof.reason),
            "code_reason",
            "更正代码没有写明理由",
            "请写明录入时的差错",
        ),
    )
    return _refused(asked, CREDIT_CODE_STANDARD)


def _kind_findings(facts: IdentityFacts) -> tuple[Finding, ...]:
    """Refuse another kind without a paper: by the kind the caps on visits of enterprises hold."""
    proof = facts.proof
    told_with_name = facts.renames and proof.step is IdentityStep.RENAMED
    asked = (
        (
            proof.step not in OF_KINDS and not told_with_name,
            "kind_step",
            f"类型由“{facts.kind_before}”改为“{facts.kind}”，没有选择是类型变更登记还是录入更正",
            "登记机关办理了变更的选择“类型变更登记”，录入时选错的选择“类型录入更正”；"
            "名称同时变更登记的，选择“名称变更登记”",
        ),
        (
            not names_a_paper(proof.paper),
            "kind_paper",
            "没有填写证明类型的登记记录编号，是否适用涉企检查频次上限无从核对",
            "请填写登记机关的登记或者查询记录的编号",
        ),
        (
            not facts.has_scan,
            "kind_scan",
            "没有上传证明类型的登记记录",
            "请上传登记机关的登记或者查询记录的扫描件",
        ),
        (
            proof.step is IdentityStep.KIND_CORRECTED and not explains(proof.reason),
            "kind_reason",
            "更正类型没有写明理由",
            "请写明录入时的差错",
        ),
    )
    return _refused(asked, CLASSED_SUPERVISION)


def _former_findings(facts: IdentityFacts) -> tuple[Finding, ...]:
    former = facts.former
    if former is None:
        return ()
    if former.instead:
        text = f"代码{facts.code}原属“{former.name}”，登记机关已经换发为{former.instead}"
        step = "请在该单位的记录上办理，不另行登记；该单位的换发登记有误的，先凭登记记录更正"
        return (Finding("registry.credit_code.replaced", text, CREDIT_CODE_STANDARD, step),)
    if facts.has_scan and names_a_paper(facts.proof.paper):
        return ()
    return (_code_was_of(facts.code, former.name),)


def _code_was_of(code: str, name: str) -> Finding:
    """Return the refusal of a code that another entry bore, without a paper that tells whose."""
    text = f"代码{code}曾登记在“{name}”名下，没有证明该代码属于本单位的登记记录"
    step = (
        "同一单位的，请在该记录上办理，检查次数合并计算；"
        "确属另一家的，请逐家登记，填写登记记录编号并上传扫描件"
    )
    return Finding("registry.credit_code.former", text, CREDIT_CODE_STANDARD, step)


def slips(one: str, other: str) -> int:
    """
    Return how many signs must be put in, left out or replaced to turn a name into another.

    >>> slips("示例化工有限公司", "示例化工有限公示"), slips("示例甲", "示例 甲")
    (1, 0)
    """
    left, right = folded(one), folded(other)
    row = list(range(len(right) + 1))
    for at, sign in enumerate(left, start=1):
        above, row = row, [at]
        for place, typed in enumerate(right, start=1):
            least = min(above[place], row[-1]) + 1
            row.append(min(least, above[place - 1] + (sign != typed)))
    return row[-1]
