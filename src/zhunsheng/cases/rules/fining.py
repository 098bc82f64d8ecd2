"""What speaks against the fines of a case: facts, law, benchmark, the ground of sparing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final
from uuid import UUID

from zhunsheng.cases.choices import NoPenaltyGround
from zhunsheng.cases.rules.repeats import contradicting_findings, unweighed_findings
from zhunsheng.cases.rules.shares import Fined, FineDraft, Share, node_of
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import yuan_text
from zhunsheng.kernel.names import explains
from zhunsheng.lawbook.choices import Fact, NodeKind, Question, Waiver
from zhunsheng.lawbook.rules.law import Weight
from zhunsheng.lawbook.rules.together import ONE_FINE

SPARED: Final[Citation] = cite("APL-2021:33.1")
ONCE: Final[Citation] = cite("APL-2021:29")
MITIGATION: Final[Citation] = cite("APL-2021:32")
PROVEN: Final[Citation] = cite("APL-2021:40")
OLD_AND_LIGHTER: Final[Citation] = cite("APL-2021:37")
DISCRETION: Final[Citation] = cite("APL-2021:34")
#: The rule on how a benchmark is applied; which article lets it be departed from is not verified.
BENCHMARK: Final[Citation] = cite("MEM-12")
DEVIATION_VERIFIED: Final = False
#: Where the law asks for an answer that the articles of penalty do not ask for.
_ASKED_BY: Final[Mapping[str, Citation]] = {
    Question.CORRECTED.value: SPARED,
    Question.HARM.value: SPARED,
    Question.MINOR.value: SPARED,
    Question.FIRST_OFFENCE.value: SPARED,
    Question.CHOICE.value: OLD_AND_LIGHTER,
    Question.DEGREE.value: MITIGATION,
}
#: A warning may be given where the law lets no fine be imposed on these facts.
NO_FINE: Final = "penalty.no_fine_for_party"
OF_FINES_ALONE: Final = frozenset({"penalty.order_first", NO_FINE})

#: Which waivers bear a ground that is derived (行政处罚法 33, and the lists under it).
_WAIVERS: Final[Mapping[NoPenaltyGround, frozenset[Waiver]]] = {
    NoPenaltyGround.MINOR: frozenset({Waiver.MINOR_WAIVER, Waiver.LISTED}),
    NoPenaltyGround.FIRST: frozenset({Waiver.FIRST_OFFENSE_WAIVER, Waiver.LISTED}),
    NoPenaltyGround.NO_FAULT: frozenset({Waiver.NO_FAULT}),
    NoPenaltyGround.FINED_ELSEWHERE: frozenset(Waiver),  # where another body did not fine
}
#: One that is derived from nobody knows what is refused at import.
GROUNDS: Final = {one: _WAIVERS[one] for one in NoPenaltyGround if one.is_derived}


def fining_findings(
    case: Fined,
    *,
    warning: bool,
    same_act: Collection[str] | None,
    deviation: str | None,
    discretion: str | None,
) -> tuple[Finding, ...]:
    """
    Return every reason why these fines do not follow from law, facts and benchmark.

    ``deviation`` is the reason for leaving the benchmark, ``discretion`` that for an amount which
    no benchmark leads to; None where that is judged elsewhere.
    """
    open_of = {
        share.label: tuple(underived_findings(share, warning=warning)) for share in case.shares
    }
    found = [one for share in case.shares for one in open_of[share.label]]
    found += contradicting_findings(case.shares, (discretion or "", deviation or ""))
    if len(case.shares) > 1 and same_act is None:
        found.append(
            Finding(
                "fine.acts_unsaid",
                "没有认定各项违法行为是各自独立的行为，还是同一个行为",
                ONE_FINE,
                "请选择：各自独立的分别裁量、合并处罚；同一个行为按罚款数额高的规定处罚",
            )
        )
        return tuple(found)  # which of the fines counts follows from the answer
    is_settled = not found
    for share in case.counted:
        if open_of[share.label]:
            continue
        found += amount_findings(share, warning=warning)
        if share.is_open and discretion is not None and not explains(discretion):
            found.append(_unreasoned_amount(share))
    if is_settled and warning and case.is_spared:
        found.append(_must_not(case.counted[0]))
    if is_settled and case.deviates and deviation is not None and not explains(deviation):
        found.append(
            Finding(
                "fine.deviation_unreasoned",
                "数额偏离裁量基准的幅度，没有写明理由",
                BENCHMARK,
                "请在基准幅度内确定数额，或者写明偏离的理由，提交后报负责人批准",
            )
        )
    return tuple(found)


def _unreasoned_amount(share: Share) -> Finding:
    return Finding(
        "fine.discretion_unreasoned",
        f"“{share.label}”没有适用的裁量基准，数额没有写明理由",
        DISCRETION,
        "请在“补充的裁量理由”中写明按哪些情节、怎样在法定幅度内确定该数额",
    )


def underived_findings(share: Share, *, warning: bool) -> Iterator[Finding]:
    """Yield what is still to be stated of a violation, and why the law lets no fine be derived."""
    if not share.order_is_proven:
        yield Finding(
            "fine.order_unproven",
            f"“{share.label}”所选证据不能证明责令改正期满仍未改正",
            PROVEN,
            "责令改正文书由其他机关作出的，在本案登记为书证（取得日期不晚于办理日期）后选择该证据，"
            "并核对文书载明的期限和违法行为；没有的不选择",
        )
    if share.found is None:
        yield Finding(
            "fine.unanswered.who",
            f"“{share.label}”没有认定处罚对象",
            PROVEN,
            "请选择罚则规定的责任人员类别",
        )
        return
    for one in share.found.questions:
        yield unanswered(share, one)
    alone = warning and share.may_be_warned and not share.amount
    passed = OF_FINES_ALONE if alone else {NO_FINE} if share.is_stopped_alone else ()
    yield from (one for one in share.found.findings if one.code not in passed)
    if Question.CHOICE in share.draft.answers and not explains(share.draft.choice_reason):
        yield Finding(
            "fine.choice_unreasoned",
            f"“{share.label}”选择适用的版本没有写明理由",
            OLD_AND_LIGHTER,
            "请写明所选版本对当事人较轻，或者应当适用的理由",
        )
    if share.departs_from_record and not explains(share.draft.first_reason):
        yield _unreasoned_first(share)
    yield from _against_record(share)
    yield from _unchosen(share)


def _against_record(share: Share) -> Iterator[Finding]:
    """Yield what is stated of earlier penalties against the system's own record of them."""
    if shown := share.contradicts_record:
        yield Finding(
            "fine.first_offence_contradicted",
            f"“{share.label}”认定为初次违法，与记录不符：{shown}",
            SPARED,
            "请删去该项认定；记录的决定已经失效或者不是本案当事人的，先在该案登记",
        )
    if share.repeats_unseen and not explains(share.draft.first_reason):
        yield Finding(
            "fine.repeat_contradicted",
            f"“{share.label}”认定因同类违法行为受过处罚后再次违法，以往违法记录中没有该处罚决定",
            PROVEN,
            "请删去该项情节；由其他机关处罚的，写明决定机关、文书号和依据的材料",
        )
    yield from unweighed_findings(share)


def _unreasoned_first(share: Share) -> Finding:
    said = "初次违法" if share.draft.answers[Question.FIRST_OFFENCE] else "并非初次违法"
    shown = share.first.label if share.first else ""
    return Finding(
        "fine.first_offence_unreasoned",
        f"“{share.label}”认定为{said}，以往违法记录的比对结论为{shown}，没有写明理由",
        SPARED,
        "请写明向哪个机关查询、依据什么材料认定；没有其他材料的，按比对结论认定",
    )


def _unchosen(share: Share) -> Iterator[Finding]:
    may = share.found is not None and share.found.waiver is Waiver.FIRST_OFFENSE_WAIVER
    if may and share.draft.waive is None:
        yield Finding(
            "fine.first_offence_undecided",
            f"“{share.label}”符合首违可不罚的条件，没有选择是否处罚",
            SPARED,
            "请选择不予处罚或者仍予处罚",
        )


def unanswered(share: Share, one: Question | Fact | Weight) -> Finding:
    """Return that an answer is missing, with the rule that asks for it."""
    found = share.found
    name = one.key if isinstance(one, Weight) else one.value
    asked = found.violation.penalty if found and found.violation else PROVEN
    if isinstance(one, Weight) and found and found.benchmark:
        asked = found.benchmark.basis
    return Finding(
        f"fine.unanswered.{name}",
        f"“{share.label}”尚未认定：{one.label}",
        _ASKED_BY.get(name, asked),
        "请根据案卷认定，事实没有证据的继续调查",
    )


def amount_findings(share: Share, *, warning: bool) -> Iterator[Finding]:
    """Yield why the amount chosen is not one that the derivation allows."""
    amount, (least, most) = share.amount, share.statutory
    if share.is_spared or share.is_fined_elsewhere:
        barred = _must_not(share) if share.is_spared else elsewhere_finding(share.label)
        yield from (barred,) if amount else ()
        return
    if not amount:
        yield from _no_amount(share, warning=warning)
        return
    assert share.found is not None
    if amount > most:
        yield Finding(
            "amount.above_range",
            f"罚款{yuan_text(amount)}元超过法定上限{yuan_text(most)}元",
            _penalty(share),
            "请在法定幅度内确定数额",
        )
    elif not share.is_within_law:
        yield Finding(
            "amount.below_range",
            f"罚款{yuan_text(amount)}元低于法定下限{yuan_text(least)}元",
            MITIGATION,
            "没有减轻处罚情节的，不得低于法定下限；有减轻情节的请认定并注明证据",
        )
    elif not share.is_within_band and not share.is_narrowed:
        yield Finding(
            "amount.outside_band",
            f"罚款{yuan_text(amount)}元不在推算出的幅度内"
            f"（{yuan_text(share.found.least)}元至{yuan_text(share.found.most)}元）",
            _penalty(share),
            "请在该幅度内确定数额，或者重新认定裁量情节",
        )


def _no_amount(share: Share, *, warning: bool) -> Iterator[Finding]:
    """Yield why nothing cannot be the amount; a stop of business is judged with the kinds."""
    if share.is_stopped_alone:
        return
    warned = warning and share.may_be_warned
    if warned and share.must_be_fined:
        yield Finding(
            "amount.warning_alone",
            f"“{share.label}”的罚则规定警告并且处以罚款，不能只给予警告",
            _penalty(share),
            "请在推算出的幅度内填写数额；有减轻处罚情节的请认定并注明证据",
        )
    elif not warned:
        yield Finding(
            "amount.nothing",
            f"“{share.label}”没有写明罚款数额，或者写为0元",
            cite("APL-2021:9"),
            "请在推算出的幅度内填写数额，或者依法选择警告",
        )


def _penalty(share: Share) -> Citation:
    found = share.found
    return found.violation.penalty if found and found.violation else PROVEN


def elsewhere_finding(label: str) -> Finding:
    """Return that another body fined the same act (行政处罚法 29)."""
    return Finding(
        "fine.fined_elsewhere",
        f"“{label}”是同一个违法行为，已由其他机关给予罚款处罚，不得再次罚款",
        ONCE,
        "请不填写数额：罚则规定警告的可以给予警告，其余提出不予处罚的意见",
    )


def _must_not(share: Share) -> Finding:
    node = node_of(share.found, NodeKind.WAIVER)
    return Finding(
        "fine.must_not",
        f"“{share.label}”依认定的事实不予处罚，不能处以罚款或者警告",
        node.basis if node else SPARED,
        "请不填写数额，提出不予处罚的意见，由负责人决定不予行政处罚",
    )


def ground_findings(
    ground: NoPenaltyGround,
    waivers: Collection[Waiver | None],
    elsewhere: Collection[bool] = (),
) -> tuple[Finding, ...]:
    """
    Refuse to spare the party on a ground that the derivations of the case do not bear.

    ``waivers`` hold one for each violation, None where it is not spared, ``elsewhere`` whether
    another body fined it. What is not established is derived from nothing.
    """
    if not ground.is_derived:
        return ()
    if ground is NoPenaltyGround.FINED_ELSEWHERE:
        each = zip(waivers, elsewhere, strict=True)
        bears = any(elsewhere) and all(fined or waiver for waiver, fined in each)
    else:
        bears = None not in waivers and bool(GROUNDS[ground] & set(waivers))
    if bears:
        return ()
    return (
        Finding(
            "no_penalty.not_derived",
            f"现有拟处理意见认定的事实推算不出“{ground.label}”",
            SPARED,
            "请按认定的事实重新提出不予处罚的拟处理意见；事实不能成立的，选择该项理由",
        ),
    )


def proof_findings(fines: Iterable[FineDraft], evidence: Collection[UUID]) -> tuple[Finding, ...]:
    """Return the facts and circumstances that no piece of evidence of the file is named for."""
    bare = [what for one in fines for what, item in one.proofs if evidence and item not in evidence]
    if not bare:
        return ()
    return (
        Finding(
            "fine.unproven",
            f"没有注明证明裁量事实和情节的证据（{len(bare)}项）",
            PROVEN,
            "请为每项事实和情节选择案卷中的证据；没有证据的不能认定",
        ),
    )


def stranger_findings(fines: Iterable[FineDraft], keys: Collection[str]) -> tuple[Finding, ...]:
    """Refuse a fine for a violation that the case is not about, and two for one."""
    named = [one.violation for one in fines]
    if set(named) <= set(keys) and len(named) == len(set(named)):
        return ()
    return (
        Finding(
            "fine.not_of_case",
            "拟处罚的违法行为不是本案立案的违法行为，或者重复",
            PROVEN,
            "请按本案的违法行为逐项裁量；发现其他违法行为的另行登记线索",
        ),
    )


def spot_spared_findings(case: Fined, *, warning: bool) -> tuple[Finding, ...]:
    """Refuse a decision on the spot that punishes nothing: it is a fine or a warning (33, 51)."""
    if not case.is_settled or not case.ends_without_penalty(warning=warning):
        return ()
    return (
        Finding(
            "summary.spared",
            "依认定的事实和选择不予处罚，不能作出当场处罚决定：简易程序只当场作出罚款或者警告",
            SPARED,
            "请改按普通程序作出不予行政处罚决定，并对当事人进行教育；街道（镇）提请本局查处。"
            "首违可不罚而仍予处罚的，选择“仍予处罚”并填写罚款或者警告",
        ),
    )


def spot_deviation_findings(case: Fined) -> tuple[Finding, ...]:
    """Refuse an amount on the spot that lies outside of the benchmark."""
    if not case.deviates:
        return ()
    return (
        Finding(
            "summary.deviates",
            "当场处罚的数额不在裁量基准的幅度内",
            BENCHMARK,
            "请在基准幅度内确定数额；确需偏离的按普通程序办理，报负责人批准",
        ),
    )
