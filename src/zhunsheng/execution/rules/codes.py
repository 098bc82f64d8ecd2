"""What speaks against a payment code, or against voiding one."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from zhunsheng.cases.choices import PaymentKind
from zhunsheng.execution.choices import CodeState
from zhunsheng.execution.rules import guards as g
from zhunsheng.execution.rules.drafts import CodeDraft, VoidDraft
from zhunsheng.execution.rules.inputs import Findings, explained
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import yuan_text

#: A payment code of non-tax revenue: digits, in groups or not; provinces differ in length.
CODE: Final = re.compile(r"[0-9]{16,32}")


def tidy_code(code: str) -> str:
    """
    Return a payment code as it is kept and compared: its digits alone.

    >>> tidy_code("9999 0000 2026-0001")
    '9999000020260001'
    """
    return re.sub(r"[\s\-\uff0d]", "", code)


def code_findings(
    draft: CodeDraft,
    *,
    owed_fen: int,
    open_fen: int,
    is_used: bool,
    decided_on: date | None,
    on: date,
) -> Findings:
    """
    Refuse a code that is none, is taken, asks for more than is owed, or was before it all.

    ``open_fen`` is what earlier codes of the kind still ask for: the party is asked once.
    """
    found: list[Finding] = []
    if decided_on is not None and on < decided_on:
        found.append(
            Finding(
                "code.too_early",
                f"开具日期{on.isoformat()}早于处罚决定的日期{decided_on.isoformat()}",
                g.APART,
                "请核对日期，作出处罚决定以后才能开具缴款码",
            )
        )
    if not CODE.fullmatch(draft.code):
        found.append(
            Finding(
                "code.not_a_code",
                "缴款码应为16至32位数字",
                g.APART,
                "请照非税收入系统生成的缴款码填写",
            )
        )
    if is_used:
        found.append(
            Finding("code.used", "该缴款码已经登记过", g.APART, "一个缴款码只用于一笔款项")
        )
    what = PaymentKind(draft.kind).label
    if not owed_fen:
        found.append(
            Finding(
                "code.kind_not_owed",
                f"本案当前没有待缴的{what}",
                g.APART,
                "缴款码只对待缴的款项开具，请选择待缴的款项",
            )
        )
    elif not 0 < draft.amount_fen <= owed_fen:
        found.append(
            Finding(
                "code.amount",
                f"缴款码金额应当大于零，不超过待缴的{what}{yuan_text(owed_fen)}元",
                g.APART,
                "请核对金额",
            )
        )
    elif draft.amount_fen > owed_fen - open_fen:
        found.append(
            Finding(
                "code.open_already",
                f"已经开具、尚未缴款的缴款码合计{yuan_text(open_fen)}元，"
                f"再开具不得超过{yuan_text(max(0, owed_fen - open_fen))}元",
                g.APART,
                "请当事人凭原缴款码缴款；原缴款码不再使用的，先办理“作废缴款码”",
            )
        )
    return tuple(found)


def void_findings(draft: VoidDraft, *, state: CodeState | None) -> Findings:
    """Refuse to void a code that is none of this case, was voided or paid, or without a reason."""
    found = explained(draft.reason, "void.no_reason", "没有写明作废的原因", g.APART, "请写明原因")
    if state is CodeState.OPEN:
        return found
    if state is CodeState.PAID:
        paid = Finding(
            "void.paid_already",
            "该缴款码已经缴款，不能作废",
            g.APART,
            "请核对缴款记录；缴款有多缴的，照实登记后依法退还",
        )
        return (paid, *found)
    unknown = Finding(
        "void.no_such_code", "本案没有这个有效的缴款码", g.APART, "请在本案已开具的缴款码中选择"
    )
    return (unknown, *found)
