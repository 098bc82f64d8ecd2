"""What a defect says: the tier, the amounts, the article, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from zhunsheng.fairness.choices import DefectKind
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook.choices import FineModel, Liable, Stage
from zhunsheng.lawbook.documents.charts import stage_text
from zhunsheng.lawbook.documents.fines import conditions_text, short_amount
from zhunsheng.lawbook.rules.law import Condition, Fine, Violation

FITTING: Final[Citation] = cite("APL-2021:5.2")
DISCRETION: Final[Citation] = cite("APL-2021:34")


def _code(kind: DefectKind) -> str:
    return f"benchmark.{kind.value.lower()}"


def tiers_text(keys: Sequence[str]) -> str:
    """Return the tiers in words."""
    return "、".join(f"阶次{key}" for key in keys)


def line(law: Violation, who: Liable, stage: Stage) -> str:
    """Return whom and at which stage a row of the table is about."""
    return "，".join(filter(None, (who.label, stage_text(law, stage))))


def _amount(fine: Fine) -> str:
    """Return the measure of a fine as short as it can be written."""
    least, most = short_amount(fine.model, fine.least), short_amount(fine.model, fine.most)
    words = most if fine.least == fine.most else f"{least}至{most}"
    return words if fine.model is FineModel.RANGE else f"{fine.model.label}（{words}）"


def overlap(spans: tuple[Condition, ...], keys: tuple[str, ...]) -> Finding:
    """Return the finding of facts that fall into two tiers."""
    return Finding(
        _code(DefectKind.OVERLAP),
        f"{conditions_text(spans)}时，同时符合{tiers_text(keys)}",
        DISCRETION,
        "请改写适用条件，使每一事实只对应一个阶次",
    )


def gap(spans: tuple[Condition, ...], *, outer: bool) -> Finding:
    """Return the finding of facts that fall into no tier."""
    text = "落在阶次之间，没有对应的阶次"
    step = "请改写适用条件，使相邻阶次首尾相接"
    if outer:
        text = "没有对应的阶次，只能在法定幅度内裁量"
        step = "请补充阶次，或者写明该情形在法定幅度内裁量"
    return Finding(_code(DefectKind.GAP), f"{conditions_text(spans)}时，{text}", DISCRETION, step)


def missing(law: Violation, name: str, keys: tuple[str, ...]) -> Finding:
    """Return the finding of somebody whom the law fines and the table does not."""
    place = tiers_text(keys) if keys else "各阶次"
    return Finding(
        _code(DefectKind.MISSING_TIER),
        f"罚则对“{name}”规定了罚款，{place}没有相应幅度",
        law.penalty,
        "请补充幅度，或者写明在法定幅度内裁量的理由",
    )


def outside(
    kind: DefectKind, law: Violation, name: str, key: str, fine: Fine, limit: int
) -> Finding:
    """Return the finding of a tier that leaves the range of the law."""
    if kind is DefectKind.WITHOUT_BASIS:
        return Finding(
            _code(kind),
            f"阶次{key}对“{name}”规定{_amount(fine)}，不在罚则规定的任何一个幅度之内",
            law.penalty,
            "裁量基准不得增设罚款，请删除或者改用罚则的计算方式",
        )
    below = kind is DefectKind.BELOW_MINIMUM
    bound = f"法定{'下限' if below else '上限'}{short_amount(fine.model, limit)}"
    return Finding(
        _code(kind),
        f"阶次{key}对“{name}”规定{_amount(fine)}，{'低于' if below else '高于'}{bound}",
        law.penalty,
        "没有减轻情节不得低于法定下限，请提高幅度；减轻处罚另按行政处罚法第三十二条办理"
        if below
        else "任何情形都不得高于法定上限，请降低幅度",
    )


def point(
    kind: DefectKind, law: Violation, name: str, keys: Sequence[str], fines: Sequence[Fine]
) -> Finding:
    """Return the finding of tiers that leave a single amount each."""
    sums = "、".join(_amount(fine) for fine in fines)
    if kind is DefectKind.BLANKET_MINIMUM:
        return Finding(
            _code(kind),
            f"{tiers_text(keys)}对“{name}”一律处{sums}，恰为法定下限",
            law.penalty,
            "从重情节无从体现，请改为一段幅度，或者写明一律按下限处罚的理由",
        )
    return Finding(
        _code(kind),
        f"{tiers_text(keys)}对“{name}”{'各' if len(keys) > 1 else ''}只有一个数额：{sums}",
        FITTING,
        "从轻、从重情节无从体现，请改为一段幅度，或者写明理由",
    )


def inverted(name: str, keys: tuple[str, str], small: Fine, large: Fine) -> Finding:
    """Return the finding of a heavier tier with a lower amount."""
    return Finding(
        _code(DefectKind.INVERTED),
        f"对“{name}”，阶次{keys[1]}情节更重，幅度{_amount(large)}"
        f"却比阶次{keys[0]}的{_amount(small)}低",
        FITTING,
        "请使较重阶次的下限和上限都不低于较轻阶次",
    )


def crossed(name: str, keys: tuple[str, str], small: Fine, large: Fine, *, same: bool) -> Finding:
    """Return the finding of neighbours that share amounts."""
    if same:
        text = f"对“{name}”，阶次{keys[0]}与阶次{keys[1]}的幅度相同，都是{_amount(small)}"
    else:
        text = (
            f"对“{name}”，阶次{keys[0]}的{_amount(small)}"
            f"与阶次{keys[1]}的{_amount(large)}有重叠部分"
        )
    return Finding(_code(DefectKind.CROSSED), text, FITTING, "请使相邻阶次的幅度首尾相接，轻重有别")


def cliff(
    name: str, keys: tuple[str, str], small: Fine, large: Fine, *, share: int, percent: int
) -> Finding:
    """Return the finding of a jump between neighbours."""
    return Finding(
        _code(DefectKind.CLIFF),
        f"对“{name}”，从阶次{keys[0]}的{_amount(small)}到阶次{keys[1]}的{_amount(large)}，"
        f"中间值跳升法定幅度的{share}％，超过设定的{percent}％",
        FITTING,
        "请在两档之间增设阶次或者调整幅度，使相近的事实得到相近的处罚",
    )
