"""Dice and public events: what came out is written by one hand and checked by another."""

from __future__ import annotations

from collections.abc import Sequence

from zhunsheng.draw.choices import SeedMethod
from zhunsheng.draw.rules import seeds
from zhunsheng.draw.rules.acting import LONGEST_VALUE, DrawFacts, hidden_findings, parties_commit
from zhunsheng.draw.rules.law import DRAWS
from zhunsheng.draw.rules.tickets import PAIR
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import folded, says


def maker_findings(*, is_maker: bool) -> tuple[Finding, ...]:
    """Refuse whoever published the pool: who knows what suits neither writes nor checks."""
    if not is_maker:
        return ()
    text = "公布名录的人不能录入或者核对决定结果的数字"
    step = "请由法制机构录入、司法行政部门核对的人员登录办理"
    return (Finding("draw.outcome.maker", text, DRAWS, step),)


def check_findings(
    facts: DrawFacts, values: Sequence[int], *, written: str | None, is_scribe: bool
) -> tuple[Finding, ...]:
    """
    Refuse to bind a seed where the checker wrote the outcome down, or reads another one.

    ``written`` is what the legal section wrote down, nothing where it did not.
    """
    if written is None or parties_commit(facts):
        return ()
    if is_scribe:
        text = "录入结果的人不能自己核对"
        return (Finding("draw.seed.same_hand", text, DRAWS, "请由司法行政部门的其他人员核对"),)
    if seeds.spelled(values) == written:
        return ()
    text = "核对填写的数字与法制机构录入的不一致"
    step = "请按现场照片、公布的结果逐个核对；录入有误的，由法制机构重新录入后再核对"
    return (Finding("draw.seed.differs", text, DRAWS, step),)


def outcome_findings(
    facts: DrawFacts, values: tuple[int, ...], *, witnesses: Sequence[str], source: str
) -> tuple[Finding, ...]:
    """Return every reason against the points of dice, or against the outcome of an event."""
    found = []
    if parties_commit(facts):
        text, step = "本次抽取由各方承诺后公开内容", "全部公开以后种子自动确定，不需要录入"
        return (Finding("draw.method.other", text, DRAWS, step),)
    if facts.method is SeedMethod.DICE and (
        len(values) < seeds.FEWEST_DICE or any(not 1 <= one <= 6 for one in values)
    ):
        text = f"骰子点数应当不少于{seeds.FEWEST_DICE}个，每个在1至6之间，现有{len(values)}个"
        found.append(Finding("draw.dice", text, DRAWS, "请按掷出的次序如实填写"))
    if not values or len(seeds.spelled(values)) > LONGEST_VALUE:
        text = "未填写结果的数字，或者过长"
        found.append(Finding("draw.event.empty", text, DRAWS, "请填写公布的全部数字"))
    if len({folded(one) for one in witnesses if says(one)}) < PAIR:
        text = "见证人不足两人（写法不同的同一姓名视为一人）"
        found.append(Finding("draw.witnesses", text, DRAWS, "请写明当场见证的两人以上的姓名和单位"))
    if not says(source):
        text = "未写明掷骰地点或者结果的公开出处"
        found.append(Finding("draw.source", text, DRAWS, "请写明地点或者出处，便于公众核对"))
    return (*found, *hidden_findings(source, *witnesses))


def proof_findings(facts: DrawFacts, *, shown: bool, used_in: str = "") -> tuple[Finding, ...]:
    """
    Refuse points of dice without a photo of the throw: nothing else tells what was thrown.

    ``used_in`` names another draw that shows the same photo.
    """
    if used_in:
        text = f"该照片已经用于“{used_in}”，一次掷骰只确定一个种子"
        return (Finding("draw.proof.used", text, DRAWS, "请上传本次掷骰现场的照片或者扫描件"),)
    if facts.method is not SeedMethod.DICE or shown:
        return ()
    text = "未附掷骰现场照片；点数是否如实，只能以照片和见证人核对"
    step = "请上传能看清全部骰子点数和见证人签名的照片或者扫描件（PDF、JPEG或者PNG）"
    return (Finding("draw.proof", text, DRAWS, step),)
