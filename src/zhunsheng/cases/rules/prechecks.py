"""
What the record shows on the seven questions of a legal review, before a person answers them.

Each rule looks at one matter and says what it saw: nothing wrong, something to look at, or
something that the record itself contradicts. None decides; the reviewer may disagree with each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from zhunsheng.cases.rules.anew import REVIEWED
from zhunsheng.cases.rules.guards import (
    BENCHMARK,
    DELIVERY,
    EVIDENCE,
    LIMITATION,
    NINETY_DAYS,
    NO_DECISION_UNHEARD,
    OFFICERS,
    RECORDED,
    RECUSAL,
)
from zhunsheng.cases.rules.identity import person_findings
from zhunsheng.cases.rules.inquiring import PRESERVATION
from zhunsheng.cases.rules.seen import FineSeen, Seen
from zhunsheng.inquiry.choices import PreservationStage
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.money import yuan_text
from zhunsheng.legalreview.choices import CheckState, Question
from zhunsheng.legalreview.rules import Check

POWER: Final[Citation] = cite("APL-2021:17")
PLACE: Final[Citation] = cite("APL-2021:22")
DELEGATED: Final[Citation] = cite("APL-2021:20.4")
PROCEDURE: Final[Citation] = cite("APL-2021:54.1")
UNPROVEN: Final[Citation] = cite("APL-2021:40")
VERSION: Final[Citation] = cite("APL-2021:37")
DISCRETION: Final[Citation] = cite("APL-2021:34")
ONCE: Final[Citation] = cite("APL-2021:29")
CRIME: Final[Citation] = cite("APL-2021:27")
ON_THE_RECORD: Final[Citation] = cite("APL-2021:65")
SOUND, DOUBT, FAULT = CheckState
#: How many things a line names before it says how many more there are.
MOST_NAMED: Final = 5


def prechecks(seen: Seen) -> tuple[Check, ...]:
    """Return what the record shows, question by question; every question gets a line at least."""
    return tuple(check for rule in _RULES for check in rule(seen))


def _named(rows: Iterable[str]) -> str:
    """
    Return some names, and how many more there are.

    >>> _named(["甲", "乙", "丙", "丁", "戊", "己"])
    '甲、乙、丙、丁、戊等6项'
    """
    names = list(rows)
    shown = "、".join(names[:MOST_NAMED])
    return shown if len(names) <= MOST_NAMED else f"{shown}等{len(names)}项"


def _check(
    question: Question, basis: Citation, place: str = "timeline"
) -> Callable[[CheckState, str], Check]:
    return lambda state, text: Check(question, state, text, basis, place)


def officers(seen: Seen) -> Iterator[Check]:
    """Two officers, each with a credential on the day of every act (行政处罚法 42)."""
    say = _check(Question.SUBJECT, OFFICERS)
    if seen.facts.handlers < 2:
        yield say(FAULT, f"承办人{seen.facts.handlers}人，少于两人")
    if seen.lapsed:
        rows = (f"{name}（{step}，{day.isoformat()}）" for name, step, day in seen.lapsed)
        yield say(FAULT, f"办理当日没有有效的执法证件：{_named(rows)}")
    if seen.strangers:
        rows = (f"{name}（{step}）" for name, step in seen.strangers)
        yield say(FAULT, f"由承办人以外的人员办理：{_named(rows)}")
    if seen.facts.handlers >= 2 and not seen.lapsed and not seen.strangers:
        yield say(SOUND, f"承办人{seen.facts.handlers}人，各步骤办理当日执法证件有效")


def interests(seen: Seen) -> Iterator[Check]:
    """No handler with a declared interest in the party (行政处罚法 43)."""
    say = _check(Question.SUBJECT, RECUSAL)
    if seen.facts.interested:
        yield say(FAULT, f"登记有利害关系的承办人：{_named(sorted(seen.facts.interested))}")
    else:
        yield say(SOUND, "承办人与当事人没有登记利害关系")


def identity(seen: Seen) -> Iterator[Check]:
    """Who a natural person is, and where the person lives: defect S5 (行政处罚法 40, 59)."""
    for finding in person_findings(seen.facts):
        text = f"身份信息不完整（S5）：{finding.message}"
        yield Check(Question.SUBJECT, FAULT, text, finding.basis, "facts")


def order_of_acts(seen: Seen) -> Iterator[Check]:
    """The declared procedure, and days that follow each other."""
    say = _check(Question.PROCEDURE, PROCEDURE)
    for finding in seen.findings:
        yield Check(Question.PROCEDURE, FAULT, finding.message, finding.basis, "timeline")
    if seen.out_of_order:
        rows = (f"“{later}”早于“{earlier}”" for earlier, later in seen.out_of_order)
        yield say(FAULT, f"日期先后不符：{_named(rows)}")
    if not seen.findings and not seen.out_of_order:
        yield say(SOUND, f"已办{len(seen.facts.acts)}个步骤，顺序和日期相符")


def terms(seen: Seen) -> Iterator[Check]:
    """The terms that run, and the limitation."""
    say = _check(Question.PROCEDURE, NINETY_DAYS)
    if seen.overdue:
        yield say(FAULT, f"已超过期限：{_named(seen.overdue)}")
    if seen.unknown_terms:
        yield say(DOUBT, f"放假安排尚未公布，无法核算：{_named(seen.unknown_terms)}")
    if not seen.overdue and not seen.unknown_terms:
        yield say(SOUND, "没有超过办案期限和其他期限")
    if seen.facts.limitation_passed:
        yield Check(
            Question.PROCEDURE, FAULT, "发现时违法行为已超过处罚时效", LIMITATION, "timeline"
        )


def deliveries(seen: Seen) -> Iterator[Check]:
    """The days of deliveries that were entered later: their receipts show them (行政处罚法 61)."""
    say = _check(Question.PROCEDURE, DELIVERY)
    for text in seen.served_late:
        yield say(DOUBT, f"送达系补记，请核对送达回证：{text.rstrip('。')}")


def evidence(seen: Seen) -> Iterator[Check]:
    """
    Evidence, what each piece proves, and the party's own statement (行政处罚法 46).

    A machine reads numbers, files and hashes; whether a piece is true, a person says (46.2).
    """
    say = _check(Question.FACTS, EVIDENCE, "evidence")
    if not seen.evidence:
        yield say(FAULT, "案卷中没有证据")
        return
    silent = [item.label for item in seen.evidence if not item.proves.strip()]
    if silent:
        yield say(DOUBT, f"没有写明证明内容：{_named(silent)}")
    bare = [item.label for item in seen.evidence if not item.is_kept]
    if bare:
        yield say(DOUBT, f"没有存入文件，机器没有核对，请对照原件、原物：{_named(bare)}")
    if not any(item.is_statement for item in seen.evidence):
        yield say(DOUBT, "没有当事人陈述（如询问笔录）")
    if len(seen.evidence) == 1:
        yield say(DOUBT, "只有一件证据，请核对能否相互印证")
    count, kept = len(seen.evidence), len(seen.evidence) - len(bare)
    text = f"证据{count}件，均已编号，其中{kept}件存有文件和校验值；内容真伪机器不核对，请人工查证"
    yield say(SOUND, text)


def preservations(seen: Seen) -> Iterator[Check]:
    """What was preserved is decided on within its days, before the case is (行政处罚法 56)."""
    say = _check(Question.PROCEDURE, PRESERVATION, "papers")
    for one in seen.kept:
        until = f"，期限至{one.until.isoformat()}" if one.until else ""
        paper = "，".join(filter(None, (one.stage.label, one.number)))
        state = FAULT if one.stage is PreservationStage.LAPSED else DOUBT
        yield say(state, f"先行登记保存尚未处理：{one.items}（{paper}{until}）")
    if not seen.kept:
        yield say(SOUND, "没有尚未处理的先行登记保存")


def experts(seen: Seen) -> Iterator[Check]:
    """An opinion that was asked for is waited for, or the proposal stands without it (46)."""
    say = _check(Question.FACTS, EVIDENCE, "papers")
    for one in seen.awaited:
        asked = "，".join(filter(None, (f"{one.since.isoformat()}委托", one.number)))
        yield say(DOUBT, f"鉴定意见尚未收到：{one.institution}，{one.questions}（{asked}）")
    if not seen.awaited:
        yield say(SOUND, "没有尚未收到的鉴定意见")


def later_evidence(seen: Seen) -> Iterator[Check]:
    """What joined the file after the notice, or the hearing, is told to the party (62, 65)."""
    was_held = seen.facts.hearing_was_held
    basis = ON_THE_RECORD if was_held else NO_DECISION_UNHEARD
    say = _check(Question.FACTS, basis, "evidence")
    after = "听证之后取得的证据没有经过质证" if was_held else "告知之后取得的证据尚未告知当事人"
    rows = [f"{number}《{name}》（{on.isoformat()}）" for number, name, on in seen.later]
    if not rows:
        yield say(SOUND, "没有告知或者听证之后取得、当事人尚不知道的证据")
    elif seen.later_reason and not was_held:
        why = f"承办人说明不作为不利于当事人的依据，请核对：{seen.later_reason}"
        yield say(DOUBT, f"{after}：{'、'.join(rows)}；{why}")
    else:
        yield say(FAULT, f"{after}：{'、'.join(rows)}")


def facts_of_fines(seen: Seen) -> Iterator[Check]:
    """Each fact that a fine rests on names its evidence (行政处罚法 40)."""
    say = _check(Question.FACTS, UNPROVEN, "fines")
    if seen.unproven:
        yield say(FAULT, f"裁量事实没有对应案卷中的证据：{_named(seen.unproven)}")
    elif seen.fines:
        yield say(SOUND, "推算所用的事实和情节均注明了案卷中的证据")
    else:
        yield say(DOUBT, "没有逐项推算，事实与证据的对应请人工核对")


def law_version(seen: Seen) -> Iterator[Check]:
    """The version of the law, and whether it was read (行政处罚法 37)."""
    say = _check(Question.LAW, VERSION, "fines")
    later = [one.label for one in seen.fines if one.law_since and one.law_since > seen.law_day]
    if later:
        yield say(DOUBT, f"适用了违法行为之后施行的版本，请核对是否较轻：{_named(later)}")
    elif seen.fines:
        yield say(SOUND, f"适用违法行为发生时（{seen.law_day.isoformat()}）的规定")
    doubtful = [one.label for one in seen.fines if not one.is_verified]
    if doubtful:
        yield say(DOUBT, f"所依据的规定或者基准未核实：{_named(doubtful)}")


def amounts(seen: Seen) -> Iterator[Check]:
    """Each amount within the statutory range; a benchmark, or the approval to leave it."""
    for one in seen.fines:
        yield _amount(one)
    say = _check(Question.LAW, DISCRETION, "fines")
    bare = [one.label for one in seen.fines if not one.has_benchmark and not one.is_spared]
    if bare:
        yield say(DOUBT, f"没有可适用的裁量阶次，请核对裁量基准原文：{_named(bare)}")
    if seen.facts.deviates:
        state, said = (DOUBT, "已经批准") if seen.is_approved else (FAULT, "没有批准")
        yield Check(Question.LAW, state, f"数额偏离裁量基准，{said}", BENCHMARK, "fines")


def fined_once(seen: Seen) -> Iterator[Check]:
    """One act is not fined twice; why it is another act is for the reviewer to judge (29)."""
    say = _check(Question.LAW, ONCE, "fines")
    if not seen.near_acts:
        yield say(
            SOUND,
            "没有发现时间、事实相近或者同一次检查的行为已经罚款、不予处罚或者正在查处",
        )
        return
    near = _named(seen.near_acts)
    text = f"时间、事实相近或者同一次检查的行为已经罚款、不予处罚或者正在查处：{near}"
    if seen.other_act:
        yield say(DOUBT, f"{text}；承办人认为属于另一个违法行为，请核对：{seen.other_act}")
    else:
        yield say(FAULT, text)


def made_anew(seen: Seen) -> Iterator[Check]:
    """What changed since a decision on the act fell is for the reviewer to judge (64)."""
    if seen.fell:
        change = f"请核对主要事实、理由的改变：{seen.anew or '没有写明'}"
        text = f"同一违法行为的决定已失去效力：{_named(seen.fell)}，{change}"
        yield Check(Question.LAW, DOUBT, text, REVIEWED, "fines")
    if seen.former_fen is not None and seen.proposed_fen > seen.former_fen:
        now, before = yuan_text(seen.proposed_fen), yuan_text(seen.former_fen)
        text = f"拟罚款{now}元，高于已失去效力的原决定的{before}元，请核对加重的理由：{seen.anew}"
        yield Check(Question.LAW, DOUBT, text, REVIEWED, "fines")


def _amount(one: FineSeen) -> Check:
    say = _check(Question.LAW, DISCRETION, "fines")
    if one.is_spared:
        return say(DOUBT, f"{one.label}：拟不予处罚，请核对是否符合法定情形")
    span = f"{yuan_text(one.least)}元至{yuan_text(one.most)}元"
    amount = f"{one.label}：拟罚款{yuan_text(one.fine_fen)}元，法定幅度{span}"
    if one.is_mitigated and one.fine_fen < one.least:
        return say(DOUBT, f"{amount}，减轻处罚，请核对是否符合法定情形")
    return say(SOUND if one.least <= one.fine_fen <= one.most else FAULT, amount)


def powers(seen: Seen) -> Iterator[Check]:
    """The power list in force, the place, the deed of a street (行政处罚法 17, 20, 22)."""
    say = _check(Question.POWER, POWER, "violations")
    if seen.unlisted is None:
        yield say(DOUBT, "当日没有生效的权责清单，请人工核对职权")
    elif seen.unlisted:
        yield say(FAULT, f"生效的权责清单没有该项处罚：{_named(seen.unlisted)}")
    else:
        yield say(SOUND, "各项违法行为均在生效的权责清单之内")
    if not seen.has_place:
        text = "监管对象没有登记本辖区的街道（镇），请核对违法行为发生地和管辖"
        yield Check(Question.POWER, DOUBT, text, PLACE, "facts")
    if seen.facts.street_case:
        text = "街道以委托机关名义办理的案件，请核对委托的权限"
        yield Check(Question.POWER, DOUBT, text, DELEGATED, "violations")


def papers(seen: Seen) -> Iterator[Check]:
    """A paper for every step that makes one; a paper with an empty content cannot be issued."""
    say = _check(Question.DOCUMENTS, RECORDED, "papers")
    if seen.missing_papers:
        rows = (f"{step}《{title}》" for step, title in seen.missing_papers)
        yield say(FAULT, f"缺少文书：{_named(rows)}")
    else:
        yield say(SOUND, f"文书{seen.papers}份，各步骤应当制作的文书齐全，必填内容完整")


def crime(seen: Seen) -> Iterator[Check]:
    """Words of the facts that ask for a second look (行政处罚法 27)."""
    say = _check(Question.CRIME, CRIME, "facts")
    for hint in seen.hints:
        yield say(DOUBT, hint)
    if not seen.hints:
        yield say(SOUND, "事实文字中没有发现涉嫌犯罪的提示用语")


_RULES: Final[tuple[Callable[[Seen], Iterator[Check]], ...]] = (
    officers,
    interests,
    identity,
    order_of_acts,
    terms,
    deliveries,
    preservations,
    evidence,
    experts,
    later_evidence,
    facts_of_fines,
    law_version,
    amounts,
    fined_once,
    made_anew,
    powers,
    papers,
    crime,
)
