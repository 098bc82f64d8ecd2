"""The kinds of penalty beside fine and warning: what the articles order, and what is proposed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from zhunsheng.cases.rules.shares import Fined, Share
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook.choices import Degree, Fact, Liable, Measure, PartyKind, Stage

KINDS: Final[Citation] = cite("APL-2021:9")
GAINS: Final[Citation] = cite("APL-2021:28.2")
BASED: Final[Citation] = cite("APL-2021:38")
PROVEN: Final[Citation] = cite("APL-2021:40")
TOLD: Final[Citation] = cite("APL-2021:59.1(4)")
#: What lets a penalty be heavier after a defence: other facts and the evidence for them.
NEW_FIRST: Final = (
    "不得因陈述申辩给予更重的处罚；告知之后查明新的事实的，"
    "将新取得的证据加入案卷并在“新证据”中选择（重新上传告知时已有的证据、告知之前取得的证据不算），"
    "在违法事实中写入新的事实，并以同样的表述（不少于8字）填写新的事实和证据，再次告知"
)
NOT_HEAVIER: Final[Citation] = cite("APL-2021:45.2")
DECIDERS: Final[Citation] = cite("SPL-2021:115")
#: What stops a unit's business does not hit a person who answers beside it.
_OF_UNITS: Final = frozenset({Measure.SUSPENSION_OF_BUSINESS, Measure.OVERHAUL_SUSPENSION})
#: Kinds that hit a person beside its unit, where the article names both.
_OF_PERSONS: Final = frozenset(
    {Measure.LICENSE_SUSPENSION, Measure.LICENSE_REVOCATION, Measure.OCCUPATION_RESTRICTION}
)


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """
    A kind of penalty that is proposed beside fine and warning, with what it consists of.

    ``amount_fen`` are the gains to be confiscated; ``content`` names the things, the licence (name
    and number), the business or the occupation; ``days`` is the term of a suspension, 0 where
    ``content`` says what ends it; ``issuer`` the organ that issued the licence; ``evidence`` the
    piece that proves gains or things. ``instead`` says why a kind that the article orders is not
    imposed: there is nothing to take, or another organ issued the licence and was told.
    """

    kind: Measure
    amount_fen: int = 0
    content: str = ""
    days: int = 0
    issuer: str = ""
    evidence: UUID | None = None
    instead: str = ""

    @property
    def is_imposed(self) -> bool:
        """Whether it is imposed, not left out for a reason."""
        return not self.instead.strip()

    @property
    def row(self) -> dict[str, object]:
        """What an act keeps of it."""
        return {
            "kind": self.kind.value,
            "amount_fen": self.amount_fen,
            "content": self.content.strip(),
            "days": self.days,
            "issuer": self.issuer.strip(),
            "evidence": self.evidence,
            "instead": self.instead.strip(),
        }


def imposed_rows(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the kinds that an act imposes or proposes, without those left out for a reason."""
    return [row for row in data.get("measures", ()) if not row["instead"]]


def gains_fen(data: Mapping[str, Any]) -> int:
    """Return the gains that an act confiscates (fen)."""
    return sum(int(row["amount_fen"]) for row in imposed_rows(data))


@dataclass(frozen=True, slots=True)
class Ordered:
    """What the articles order beside the fines: must, may, one of several, with the article."""

    known: Mapping[Measure, Citation] = field(default_factory=dict)
    must: frozenset[Measure] = frozenset()
    either: frozenset[Measure] = frozenset()
    punished: bool = False
    penalty: Citation = KINDS


def ordered(case: Fined) -> Ordered:
    """
    Return what the articles of the violations that are punished order beside the fine.

    A measure of the second stage needs an order that ran out, also where the fine has one stage.
    What one act violates beside the heavier rule orders nothing of its own (行政处罚法 29).
    Mitigation leaves a lighter kind open, but not the gains, which the party must not keep (28.2).
    """
    known: dict[Measure, Citation] = {}
    must: set[Measure] = set()
    either: set[Measure] = set()
    counted = [one for one in case.counted if one.found and not one.is_spared]
    for share in counted:
        row = share.found.violation if share.found else None
        if row is None:
            continue
        own = _of(share)
        known |= dict.fromkeys(own, row.penalty)
        either |= own & row.either_measures
        strict = own - row.may_measures - row.either_measures
        must |= {one for one in strict if _is_must(share, one)}
    rows = (one.found.violation for one in counted if one.found)
    penalties = (row.penalty for row in rows if row)
    return Ordered(known, frozenset(must), frozenset(either), bool(counted), next(penalties, KINDS))


def _of(share: Share) -> frozenset[Measure]:
    found = share.found
    assert found is not None
    row = found.violation
    assert row is not None
    expired = share.facts is not None and share.facts.order_expired is True
    late = row.late_measures if found.stage is Stage.SECOND or expired else ()
    kinds = frozenset(one for one in (*row.measures, *late) if one.is_penalty)
    if found.who.party is PartyKind.UNIT:
        return kinds
    return kinds & _OF_PERSONS if Liable.UNIT in row.liable else kinds - _OF_UNITS


def _is_must(share: Share, kind: Measure) -> bool:
    found = share.found
    if found is None or found.violation is None:
        return False
    if found.who.party is PartyKind.PERSON and Liable.UNIT in found.violation.liable:
        return False  # the article does not say of each kind whom it hits beside the unit
    return found.degree is not Degree.MITIGATED or kind is Measure.CONFISCATE_GAINS


def measure_findings(
    case: Fined,
    drafts: Sequence[MeasureDraft],
    *,
    evidence: Collection[UUID],
    bureau: str,
) -> tuple[Finding, ...]:
    """Return every reason why the kinds proposed are not what the articles order."""
    law = ordered(case)
    found = [*_wrong_kinds(law, drafts), *_missing(law, drafts)]
    for one in drafts:
        found += _contents(one) if one.is_imposed else _left_out(one, case)
        if one.is_imposed and one.kind.confiscates and evidence and one.evidence not in evidence:
            found.append(_unproven(one))
        if one.is_imposed and one.kind.is_on_a_licence:
            found += _of_another(one, bureau)
    found += _gains_differ(case, drafts)
    return tuple(found)


def _wrong_kinds(law: Ordered, drafts: Sequence[MeasureDraft]) -> Iterator[Finding]:
    kinds = [one.kind for one in drafts]
    for kind in dict.fromkeys(kinds):
        if kinds.count(kind) > 1:
            yield Finding(
                "measure.twice",
                f"{kind.label}填写了两次",
                KINDS,
                "请合并为一项填写",
            )
        if kind is Measure.CLOSURE_PROPOSAL:
            yield Finding(
                "measure.closure",
                "关闭由县级以上人民政府决定，本机关不能作出关闭的处罚决定",
                DECIDERS,
                "请将关闭的建议连同案卷报本级人民政府决定，本案只提出本机关有权决定的处罚",
            )
        elif not kind.is_penalty:
            yield Finding(
                "measure.no_penalty",
                f"{kind.label}不是本机关决定的行政处罚种类",
                KINDS,
                "责令停止、无害化处置写入责令改正的内容；处分建议移送任免机关或者监察机关",
            )
        elif kind not in law.known and not (kind is Measure.CONFISCATE_GAINS and law.punished):
            yield Finding(
                "measure.without_basis",
                f"按认定的事实和处罚阶段，罚则没有规定{kind.label}",
                law.penalty if law.punished else BASED,
                "没有依据的处罚无效，请按罚则规定的种类提出",
            )


def _missing(law: Ordered, drafts: Sequence[MeasureDraft]) -> Iterator[Finding]:
    chosen = {one.kind for one in drafts}
    for kind in Measure:
        if kind in law.must - chosen:
            yield Finding(
                "measure.missing",
                f"罚则规定应当{kind.label}，拟处理意见没有提出",
                law.known[kind],
                "请填写该项处罚的内容；" + _WAY_OUT[kind.confiscates, kind.is_on_a_licence],
            )
    if law.either and not law.either & chosen:
        named = "或者".join(one.label for one in Measure if one in law.either)
        yield Finding(
            "measure.neither",
            f"罚则规定应当{named}，拟处理意见没有提出其中一项",
            next(law.known[one] for one in law.either),
            "请选择其中一项填写内容；当事人没有该证件或者由其他机关颁发的，写明不予决定的原因",
        )


#: What to do with a kind that is ordered and cannot be imposed: things, licences, all others.
_WAY_OUT: Final = {
    (True, False): "没有违法所得、非法财物的，写明查明的情况",
    (False, True): "没有该证件或者由其他机关颁发的，写明查明的情况和建议发证机关吊销、暂扣的文书",
    (False, False): "有减轻处罚情节的请认定并注明证据",
}


def _contents(one: MeasureDraft) -> Iterator[Finding]:
    lacks = ""
    if one.kind is Measure.CONFISCATE_GAINS:
        lacks = "" if one.amount_fen > 0 else "没收的数额"
    elif one.kind in _OF_UNITS:
        said = one.days > 0 or one.content.strip()
        lacks = "" if said else "期限，或者停产停业的范围和结束的条件"
    elif not one.content.strip():
        lacks = _NAMED.get(one.kind, "")
    elif one.kind is Measure.LICENSE_SUSPENSION and one.days <= 0:
        lacks = "暂扣的期限"
    if lacks:
        yield Finding(
            "measure.contents_missing",
            f"{one.kind.label}没有写明{lacks}",
            TOLD,
            "决定书应当写明处罚的种类和内容，请补充填写",
        )


_NAMED: Final = {
    Measure.CONFISCATE_PROPERTY: "没收的物品名称和数量",
    Measure.LICENSE_SUSPENSION: "证件名称和编号",
    Measure.LICENSE_REVOCATION: "证件名称和编号",
    Measure.OCCUPATION_RESTRICTION: "限制从业的范围和期限",
}


def _left_out(one: MeasureDraft, case: Fined) -> Iterator[Finding]:
    """Yield that a kind is left out for a reason that cannot be one."""
    if not (one.kind.confiscates or one.kind.is_on_a_licence):
        yield Finding(
            "measure.not_left_out",
            f"{one.kind.label}不因没有标的或者由其他机关颁证而不予决定",
            BASED,
            "罚则规定应当给予的请填写内容；罚则没有规定或者由本机关裁量的，两项都不填写",
        )
    if one.kind is Measure.CONFISCATE_GAINS and _stated(case) > 0:
        yield Finding(
            "measure.gains_stated",
            f"认定的违法所得为{yuan_text(_stated(case))}元，不能以没有违法所得为由不予没收",
            GAINS,
            "请填写没收的数额；依法应当退赔的，写明退赔后的余额并重新认定",
        )


def _unproven(one: MeasureDraft) -> Finding:
    return Finding(
        "measure.unproven",
        f"{one.kind.label}没有注明证明数额或者物品的证据",
        PROVEN,
        "请选择案卷中的证据；没有证据的继续调查",
    )


def _of_another(one: MeasureDraft, bureau: str) -> Iterator[Finding]:
    issuer = one.issuer.strip()
    if issuer == bureau:
        return
    yield Finding(
        "measure.not_the_issuer",
        f"{one.kind.label}由颁发该证件的机关决定，"
        + (f"该证件由{issuer}颁发" if issuer else "没有写明该证件由哪个机关颁发"),
        KINDS,
        "本局颁发的请在发证机关栏填写本局名称；其他机关颁发的，本案不作该项决定，"
        "在不予决定的原因中写明已建议发证机关处理及文书编号",
    )


def _stated(case: Fined) -> int:
    """Return the gains on which the fines rest (fen)."""
    shares = (one for one in case.counted if not one.is_spared)
    stated = (one.draft.facts.get(Fact.GAINS) for one in shares)
    return sum(one.value for one in stated if one is not None)


def _gains_differ(case: Fined, drafts: Iterable[MeasureDraft]) -> Iterator[Finding]:
    asked, stated = sum(one.amount_fen for one in drafts if one.is_imposed), _stated(case)
    if asked and stated and asked > stated:
        yield Finding(
            "measure.gains_differ",
            f"拟没收的违法所得{yuan_text(asked)}元，多于据以确定罚款的违法所得{yuan_text(stated)}元",
            GAINS,
            "请按同一认定填写；依法应当退赔的，没收退赔后的余额",
        )


def told_kinds(rows: Iterable[Mapping[str, Any]]) -> frozenset[tuple[str, int, int, str]]:
    """Return kinds as they are compared: code, gains in fen, days, what they consist of."""
    return frozenset((r["kind"], int(r["amount_fen"]), int(r["days"]), r["content"]) for r in rows)


def kind_rows(kinds: Iterable[tuple[str, int, int, str]]) -> list[dict[str, Any]]:
    """Return compared kinds as the rows that they were."""
    return [dict(zip(("kind", "amount_fen", "days", "content"), one, strict=True)) for one in kinds]


# --- what the kinds lead to --------------------------------------------------------------------


def call_for_hearing(rows: Iterable[Mapping[str, Any]], *, threshold_fen: int) -> bool:
    """
    Return whether a kind gives the right to a hearing (行政处罚法 63.1(2) to (5)).

    Gains count from the sum of a large fine; no figure says which things are of great value and
    the law names no suspension of a licence, so that for them a hearing is always offered.
    """
    return any(is_grave(row, threshold_fen=threshold_fen) for row in rows)


def is_grave(row: Mapping[str, Any], *, threshold_fen: int) -> bool:
    """Return whether one kind is heavy by itself, gains from a sum on (行政处罚法 57.2, 63)."""
    if Measure(row["kind"]) is Measure.CONFISCATE_GAINS:
        return int(row["amount_fen"]) >= threshold_fen
    return True


def covered(told: Sequence[Mapping[str, Any]], now: Iterable[Mapping[str, Any]]) -> bool:
    """Return whether the kinds that are meant now stay within what the party was told (44, 62)."""
    before = {row["kind"]: row for row in told}
    return all(row["kind"] in before and _is_within(before[row["kind"]], row) for row in now)


def _is_within(told: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    shorter = now["days"] == told["days"] or 0 < now["days"] <= (told["days"] or now["days"])
    same = now["content"] == told["content"]
    return bool(now["amount_fen"] <= told["amount_fen"] and shorter and same)


def adds_warning(*, warned: bool, warns: bool, else_now: object) -> bool:
    """Return whether a warning joins; one in place of all that was told is lighter (9)."""
    return warns and not warned and bool(else_now)


def heavier_kinds_findings(
    told: Mapping[str, Any], now: Mapping[str, Any], *, is_new: bool
) -> tuple[Finding, ...]:
    """Refuse another kind, more gains or a longer term after the party defended itself (45.2)."""
    rows = imposed_rows(now)
    warned, warns = bool(told.get("warning")), bool(now.get("warning"))
    warning = adds_warning(warned=warned, warns=warns, else_now=int(now["fine_fen"]) or rows)
    if is_new or (covered(imposed_rows(told), rows) and not warning):
        return ()
    return (
        Finding(
            "measure.heavier_after_defence",
            "当事人陈述申辩、听证之后，拟处罚的种类或者内容重于已告知的种类和内容",
            NOT_HEAVIER,
            NEW_FIRST,
        ),
    )


def spot_findings(case: Fined) -> tuple[Finding, ...]:
    """Refuse on the spot what the article punishes with more than a fine or a warning (51)."""
    law = ordered(case)
    if not law.must and not law.either:
        return ()
    named = "、".join(one.label for one in Measure if one in law.must | law.either)
    return (
        Finding(
            "summary.other_kind",
            f"罚则规定应当{named}，不属于可以当场决定的警告或者小额罚款",
            cite("APL-2021:51"),
            "请按普通程序立案办理",
        ),
    )
