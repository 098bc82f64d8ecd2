"""The paper of an assessment: defects, replay, comparisons, for the legal section alone."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.documents.rendering import blocks, render_pdf
from zhunsheng.fairness.documents.reading import (
    ComparisonLines,
    EffectLines,
    Reading,
    reading_of,
)
from zhunsheng.fairness.documents.wording import say
from zhunsheng.fairness.models import FairnessRun
from zhunsheng.fairness.rules.drafting import draft_from
from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.documents.charts import LEFT, WIDTH, charts_of
from zhunsheng.lawbook.rules.law import Benchmark


def assessment_pdf(run: FairnessRun, *, issuer: str) -> bytes:
    """
    Return an assessment as PDF/A; the same assessment gives the same bytes.

    :raises FontMissing: if no usable font is installed
    """
    return render_pdf(paper(run, issuer=issuer))


def paper(run: FairnessRun, *, issuer: str) -> blocks.Paper:
    """Return an assessment as neutral blocks: what it is, then defects, replay, comparisons."""
    result = run.contents
    found = reading_of(run.violation, result)
    return blocks.Paper(
        title=say("title"),
        number="",
        issuer=issuer,
        date=run.assessed_on,
        style="form",
        blocks=(
            blocks.Heading(say("subject", label=run.label), 1, numbered=False),
            blocks.Para(say("about")),
            blocks.Para(
                say(
                    "facts",
                    on=run.assessed_on,
                    since=run.since,
                    old=found.old or say("facts.none"),
                )
            ),
            *_defects(found, result["cliff_percent"]),
            *_tiers(draft_from(run.rows), found),
            *_replay(found),
            *_compared(found, result["false_alarms"]),
            blocks.Note(say("hashes", inputs=run.inputs_hash, result=run.result_hash)),
        ),
    )


def _defects(found: Reading, percent: int) -> Iterator[blocks.Block]:
    yield blocks.Heading(say("heading.defects"), 1)
    if not found.defects:
        yield blocks.Para(say("defects.none"))
        return
    count, grave = len(found.defects), found.grave
    yield blocks.Para(
        say("defects.count", count=count, grave=grave, doubts=count - grave, percent=percent)
    )
    columns = (
        blocks.Column(say("column.kind"), 13),
        blocks.Column(say("column.grave"), 9, "center"),
        blocks.Column(say("column.message"), 38),
        blocks.Column(say("column.basis"), 17),
        blocks.Column(say("column.next"), 23),
    )
    rows = tuple(
        (one.kind, one.treatment, one.message, lawbook.cite_label(one.basis), one.next_step)
        for one in found.defects
    )
    yield blocks.Table(columns, rows)


def _tiers(draft: Benchmark, found: Reading) -> Iterator[blocks.Block]:
    """Yield the tiers over the range of the law, in the drawings of the page."""
    yield blocks.Heading(say("heading.tiers"), 1)
    for chart in charts_of(draft, found.law):
        bars = (
            blocks.Bar(
                say("chart.tier", tier=bar.label),
                (bar.x - LEFT) * 1000 // WIDTH,
                bar.width * 1000 // WIDTH,
                bar.text,
            )
            for bar in chart.bars
        )
        ends = say("chart.scale", title=chart.title, most=chart.ticks[-1].label)
        yield blocks.Bars(ends, tuple(bars))


def _replay(found: Reading) -> Iterator[blocks.Block]:
    yield blocks.Heading(say("heading.replay"), 1)
    yield blocks.Para(say("replay.rule"))
    past = found.past
    yield blocks.Para(_effect_text("past", past) if past.count else say("replay.past.none"))
    if found.not_replayed:
        yield blocks.Para(say("left_out.replay", text=found.not_replayed))
    if past.count:
        yield from _effect(past, say("chart.past"))
    yield blocks.Para(_effect_text("synthetic", found.synthetic))
    yield from _effect(found.synthetic, say("chart.synthetic"))


def _effect_text(name: str, one: EffectLines) -> str:
    return say(
        f"replay.{name}",
        count=one.count,
        grid=one.on_grid,
        changed=one.changed,
        higher=one.higher,
        lower=one.lower,
        median=yuan_text(one.median_change),
    )


def _effect(one: EffectLines, title: str) -> Iterator[blocks.Block]:
    yield blocks.Bars(title, _bars(one))
    columns = (
        blocks.Column(say("column.line"), 36),
        blocks.Column(say("column.tier"), 12, "center"),
        blocks.Column(say("column.count"), 10, "right"),
        blocks.Column(say("column.changed"), 10, "right"),
        blocks.Column(say("column.before"), 16, "right"),
        blocks.Column(say("column.after"), 16, "right"),
    )
    rows = tuple(
        (t.line, t.tier, str(t.count), str(t.changed), yuan_text(t.before), yuan_text(t.after))
        for t in one.tiers
    )
    yield blocks.Table(columns, rows)


def _bars(one: EffectLines) -> tuple[blocks.Bar, ...]:
    most = max((count for pair in one.bins for count in pair), default=0) or 1
    found: list[blocks.Bar] = []
    for place, (before, after) in enumerate(one.bins):
        if not before and not after:
            continue
        label = say("chart.tenth", least=place * 10, most=place * 10 + 10)
        was = f"{label} {say('chart.before')}"
        found.append(blocks.Bar(was, 0, 1000 * before // most, str(before), pale=True))
        found.append(blocks.Bar(say("chart.after"), 0, 1000 * after // most, str(after)))
    return tuple(found)


def _compared(found: Reading, alarms: int) -> Iterator[blocks.Block]:
    yield blocks.Heading(say("heading.compared"), 1)
    yield blocks.Para(say("compared.rule", shuffles=found.shuffles, alarms=alarms))
    yield blocks.Para(say("compared.meaning"))
    if found.not_compared:
        yield blocks.Para(say("left_out.compared", text=found.not_compared))
    for one in found.comparisons:
        yield from _comparison(one)


def _comparison(one: ComparisonLines) -> Iterator[blocks.Block]:
    yield blocks.Heading(one.label, 2)
    if not one.comparable:
        yield blocks.Para(one.verdict)
        return
    said = say("compared.p", p=one.p, adjusted=one.adjusted)
    yield blocks.Para(f"{one.verdict}（{said}）")
    bars = tuple(
        blocks.Bar(group.label, 0, group.place * 10, f"{group.place}％，{group.count}件")
        for group in one.groups
    )
    yield blocks.Bars(say("column.median"), bars)
