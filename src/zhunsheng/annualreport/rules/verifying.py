"""What a stated figure and the figure counted anew disagree about, in one plain sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from zhunsheng.annualreport.choices import Phrase
from zhunsheng.annualreport.rules.acts import CONTENT
from zhunsheng.annualreport.rules.composing import printed
from zhunsheng.annualreport.rules.manifest import Manifest, StatedFigure
from zhunsheng.kernel.figure import Figure, FigureUnit
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import wan_text

SHOWN: Final = 5
_VALUE: Final = "“{label}”（{key}）：报告载明{stated}，按现有记录为{found}"
_SAME_VALUE: Final = "“{label}”（{key}）：数值{stated}未变，但记录有变动"
_MISSING: Final = "；现已不存在或者不再计入的记录{count}条：{keys}"
_ADDED: Final = "；清单之外新增的记录{count}条：{keys}"
_CHANGED: Final = "；记录的条目相同，数额有变动"
_TYPED: Final = "；记录没有变动，报告所载数值不是由记录计算得出的"
_UNKNOWN: Final = "“{label}”（{key}）：本系统没有定义这个数字，无法核对"
_SAID: Final = "报告正文写“{said}”（{key}），清单中这个数字为{stated}"
_NOT_LISTED: Final = "报告正文写“{said}”（{key}），清单中没有这个数字"
_NO_FIGURE: Final = "报告写有“{typed}”，没有记录可以核对，不是由系统计算得出的数字"
_TAMPERED: Final = "数字清单的内容与其所附校验值不一致，清单在导出后被改动过"
_MORE: Final = "等"
_END: Final = "。"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that does not agree; ``sentence`` says it in Chinese."""

    key: str
    sentence: str
    stated: int | None = None
    found: int | None = None
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def tampered(manifest: Manifest) -> Disagreement | None:
    """Return that the file was changed after it was written, or nothing."""
    if manifest.stated_hash == manifest.found_hash:
        return None
    return Disagreement("manifest", _TAMPERED + _END)


def text_disagreements(manifest: Manifest) -> tuple[Disagreement, ...]:
    """Return where the text prints another number than the list of figures states, or none."""
    listed = {one.key: _stated_text(one) for one in manifest.figures}
    return tuple(
        Disagreement(
            key,
            (_SAID if key in listed else _NOT_LISTED).format(
                said=said, key=key, stated=listed.get(key)
            )
            + _END,
        )
        for key, said in dict.fromkeys(manifest.said)
        if listed.get(key) != said
    )


def typed_disagreements(manifest: Manifest) -> tuple[Disagreement, ...]:
    """Return the numbers that the report prints without a figure behind them, or none."""
    return tuple(
        Disagreement("text", _NO_FIGURE.format(typed=one) + _END) for one in manifest.typed
    )


def disagreement_of(stated: StatedFigure, found: Figure | None) -> Disagreement | None:
    """Compare a stated figure with the one counted anew; nothing where they agree."""
    if found is None:
        return Disagreement(
            stated.key, _UNKNOWN.format(label=stated.label, key=stated.key) + _END, stated.value
        )
    keys = frozenset(found.row_keys)
    missing = tuple(sorted(stated.rows - keys))
    added = tuple(sorted(keys - stated.rows))
    if stated.value == found.value and stated.rows_hash == found.rows_hash and not missing + added:
        return None
    return Disagreement(
        key=stated.key,
        sentence=_sentence(stated, found, missing, added),
        stated=stated.value,
        found=found.value,
        missing=missing,
        added=added,
    )


def moved_findings(moved: Sequence[Disagreement]) -> tuple[Finding, ...]:
    """Refuse to put forward or approve a draft that the records no longer bear out."""
    if not moved:
        return ()
    named = "".join(one.sentence for one in moved[:SHOWN])
    more = f"另有{len(moved) - SHOWN}处。" if len(moved) > SHOWN else ""
    return (
        Finding(
            "annualreport.figures_moved",
            f"编制之后业务记录有变动，本稿的数字与现有记录不一致：{named}{more}".rstrip("。"),
            CONTENT,
            "请核对变动的记录后重新编制一稿，再送审、审定",
        ),
    )


def _sentence(
    stated: StatedFigure, found: Figure, missing: tuple[str, ...], added: tuple[str, ...]
) -> str:
    differs = stated.value != found.value
    text = (_VALUE if differs else _SAME_VALUE).format(
        label=stated.label, key=stated.key, stated=_stated_text(stated), found=printed(found)
    )
    if missing:
        text += _MISSING.format(count=len(missing), keys=_some(missing))
    if added:
        text += _ADDED.format(count=len(added), keys=_some(added))
    if not missing and not added:
        text += _TYPED if stated.rows_hash == found.rows_hash else _CHANGED
    return text + _END


def _some(keys: tuple[str, ...]) -> str:
    return "、".join(keys[:SHOWN]) + (_MORE if len(keys) > SHOWN else "")


def _stated_text(stated: StatedFigure) -> str:
    if stated.unit is FigureUnit.FEN:
        return Phrase.MONEY.label.format(wan=wan_text(stated.value))
    return f"{stated.value}{stated.unit.value}"
