"""The fines of a violation in words: who, at which stage, under which facts, how much."""

from __future__ import annotations

from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook.choices import Fact, FactUnit, FineModel, Stage
from zhunsheng.lawbook.documents.wording import say
from zhunsheng.lawbook.rules.law import Benchmark, Condition, Fine, Violation
from zhunsheng.lawbook.rules.leniency import Leniency


def amounts(least: int | None, most: int | None) -> str:
    """Return an amount or a band of fen in words: one sum, a span, or what is not exceeded."""
    if least is None or most is None:
        return ""
    if least == most:
        return say("amounts.one", least=yuan_text(least))
    if not least:
        return say("amounts.upto", most=yuan_text(most))
    return say("amounts.band", least=yuan_text(least), most=yuan_text(most))


def fines_text(row: Violation | None) -> str:
    """Return the fines of a violation in words, empty where it is not punished."""
    return "；".join(_fine_text(fine) for fine in row.fines) if row is not None else ""


def _fine_text(fine: Fine) -> str:
    late = say("fine.late") if fine.stage is Stage.SECOND else ""
    when = say("fine.when", conditions=conditions_text(fine.when)) if fine.when else ""
    return f"{fine.who.label}{late}{when}{amount_text(fine)}"


def tiers_text(row: Benchmark) -> str:
    """Return what a benchmark leaves of the range, a line for every tier, band or factor."""
    lines = [
        say(
            "tier.line",
            tier=tier.key,
            when=conditions_text(tier.when) or say("tier.always"),
            fines="；".join(_fine_text(fine) for fine in tier.fines),
        )
        for tier in row.tiers
    ]
    lines += [say("tier.band", label=b.label, least=b.least, most=b.most) for b in row.bands]
    for one in row.weights:
        options = "、".join(say("tier.option", name=n, percent=p) for n, p in one.options.items())
        lines.append(say("tier.weight", label=one.label, options=options))
    return "\n".join(lines)


def amount_text(fine: Fine) -> str:
    """Return the measure of a fine in words."""
    if fine.model is FineModel.RANGE:
        return amounts(fine.least, fine.most)
    return say("fine.measured", model=fine.model.label, span=span_text(fine))


def span_text(fine: Fine) -> str:
    """Return the multiples or percents of a fine, or its amounts, as short as can be."""
    if fine.model is FineModel.RANGE:
        return amounts(fine.least, fine.most)
    most = short_amount(fine.model, fine.most)
    return most if fine.least == fine.most else f"{fine.least}–{most}"


def short_amount(model: FineModel, value: int) -> str:
    """Return an amount, a multiple or a percentage as short as it can be written."""
    if model is FineModel.RANGE:
        return say("fine.yuan", amount=yuan_text(value).removesuffix(".00"))
    return say("fine.percent" if model is FineModel.INCOME else "fine.times", value=value)


def conditions_text(conditions: tuple[Condition, ...]) -> str:
    """Return the spans of facts in words."""
    return "，".join(map(_condition_text, conditions))


def leniency_text(item: Leniency) -> str:
    """Return what an item of a list asks of a case, in words."""
    asked = [item.harm.label, say("list.corrected")] if item.violation else []
    if item.first:
        asked.insert(0, say("list.first"))
    return "，".join([*asked, *map(_condition_text, item.when)])


def _condition_text(one: Condition) -> str:
    if one.fact.unit is FactUnit.YES_NO:
        return say(f"condition.{one.fact.value}.{'yes' if one.holds(1) else 'no'}")
    if one.least is not None and one.below == one.least + 1 and one.fact.unit is not FactUnit.FEN:
        return say("fine.equals", fact=one.fact.label, value=_value(one.fact, one.least))
    if one.fact.unit is FactUnit.PERCENT:
        return f"{one.fact.label}{_percents(one)}"
    least = say("fine.from", value=_value(one.fact, one.least)) if one.least else ""
    return f"{one.fact.label}{least}{_end(one)}"


def _end(one: Condition) -> str:
    """Return where a span ends: of what is counted by its last number, of money by its bound."""
    if one.below is None:
        return ""
    if one.fact.unit is FactUnit.FEN:
        return say("fine.below", value=_value(one.fact, one.below))
    return say("fine.upto", value=_value(one.fact, one.below - 1))


def _percents(one: Condition) -> str:
    """Return a span of percents as it decides: a fraction counts as the next whole percent."""
    over = say("fine.over", value=_value(one.fact, one.least - 1)) if one.least else ""
    upto = say("fine.upto", value=_value(one.fact, one.below - 1)) if one.below is not None else ""
    return "、".join(filter(None, (over, upto)))


def _value(fact: Fact, value: int) -> str:
    if fact.unit is FactUnit.FEN:
        return short_amount(FineModel.RANGE, value)
    return f"{value}{fact.unit.label}"
