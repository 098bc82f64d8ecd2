"""A decision that is challenged: when a remedy may open and end, what is left of a fine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from zhunsheng.cases.choices import DecisionChange, QuashGround, RemedyKind
from zhunsheng.cases.rules.facts import DECIDING, CaseFacts
from zhunsheng.cases.rules.measures import MeasureDraft
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook.choices import Measure

REMEDY: Final[Citation] = cite("APL-2021:73")
HEAVIER: Final[Citation] = cite("ARL-2023:63")
MENDED: Final[Citation] = cite("APL-2021:75.2")
WITHDRAWAL: Final[Citation] = cite("APL-2021:48")
DELIVERED: Final[Citation] = cite("APL-2021:61")
NO_WEIGHTS: Final[Mapping[Measure, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """
    What a remedy made of a decision, by whose paper; the fine that is left if it is changed.

    ``kinds`` are the kinds beside fine and warning that a change leaves, None where the paper is
    not read for them; ``gains_fen`` what it leaves of the gains, as decided where it is None.
    ``lighter`` is what a lighter kind consists of that takes the place of a heavier one,
    ``warning`` that a warning does, ``no_warning`` that the warning falls.
    ``ground`` is why it was quashed, ``anew_until`` the last day that the paper sets for deciding
    anew, as far as it says so.
    """

    kind: DecisionChange
    body: str
    number: str
    fine_fen: int | None = None
    ground: QuashGround | None = None
    anew_until: date | None = None
    kinds: tuple[Measure, ...] | None = None
    gains_fen: int | None = None
    lighter: str = ""
    warning: bool = False
    no_warning: bool = False

    def left_of(self, imposed: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Return what the change leaves of the kinds that were imposed."""
        wanted = None if self.kinds is None else {one.value for one in self.kinds}
        rows = [dict(row) for row in imposed if wanted is None or row["kind"] in wanted]
        for row in rows:
            if row["kind"] == Measure.CONFISCATE_GAINS.value and self.gains_fen is not None:
                row["amount_fen"] = self.gains_fen
        return [*rows, *self._put_in_place(imposed)]

    def _put_in_place(self, imposed: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        decided = {row["kind"] for row in imposed}
        issuer = next((row["issuer"] for row in imposed if row.get("issuer")), "")
        for kind in self.kinds or ():
            if kind.value not in decided:
                row = MeasureDraft(kind, content=self.lighter, issuer=issuer).row
                yield {**row, "evidence": None}


def something_is_decided(facts: CaseFacts) -> Finding | None:
    """Refuse a remedy against a case in which nothing is decided yet."""
    if facts.is_decided:
        return None
    return Finding(
        "remedy.undecided",
        "案件还没有作出决定",
        REMEDY,
        "请在决定作出以后登记；选错案件的，回到案件列表重新选择",
    )


def no_remedy_is_open(facts: CaseFacts) -> Finding | None:
    """
    Refuse to close while a reconsideration or a suit runs (第七十三条).

    Whether the decision stands, and what was to be paid, is known only with its result.
    """
    running = [kind.label for kind in open_remedies(facts)]
    if not running:
        return None
    return Finding(
        "case.closing.remedy_open",
        f"对本案决定的{'、'.join(running)}尚未终结",
        REMEDY,
        "请在复议诉讼终结并登记结果以后办理结案",
    )


def a_remedy_is_open(facts: CaseFacts) -> Finding | None:
    """Refuse to end a remedy where none is open."""
    if open_remedies(facts):
        return None
    return Finding(
        "remedy.none_open",
        "案件没有正在进行的复议或者诉讼",
        REMEDY,
        "请先登记申请复议或者起诉，再登记其终结",
    )


def open_remedies(facts: CaseFacts) -> tuple[RemedyKind, ...]:
    """Return the kinds of remedies that are open: begun more often than ended (73)."""
    steps = [(act.step, act.outcome) for act in facts.acts]
    return tuple(
        kind
        for kind in RemedyKind
        if steps.count(("remedy_opened", kind.value)) > steps.count(("remedy_ended", kind.value))
    )


def opening_findings(facts: CaseFacts, kind: RemedyKind, *, on: date) -> tuple[Finding, ...]:
    """Return why a remedy of this kind cannot have begun on the day."""
    found = []
    if kind in open_remedies(facts):
        found.append(
            Finding(
                "remedy.open_already",
                f"对该决定的{kind.label}已经登记，尚未终结",
                REMEDY,
                "请在原记录中继续办理",
            )
        )
    days = [act.on for act in facts.acts if act.step in DECIDING]
    if days and on < days[-1]:
        found.append(
            Finding(
                "remedy.before_decision",
                f"日期{on.isoformat()}早于决定日期{days[-1].isoformat()}",
                REMEDY,
                "请核对受理和收到副本的日期",
            )
        )
    return tuple(found)


def ending_findings(facts: CaseFacts, kind: RemedyKind) -> tuple[Finding, ...]:
    """Return why no remedy of this kind can end."""
    if kind in open_remedies(facts):
        return ()
    return (
        Finding(
            "remedy.kind_not_open",
            f"案件没有正在进行的{kind.label}",
            REMEDY,
            "请先登记该项复议或者诉讼，再登记其终结",
        ),
    )


def ended_by(facts: CaseFacts) -> bool:
    """Tell whether an earlier change left nothing of the decision in force."""
    kinds = [act.outcome for act in facts.acts if act.step == "decision_changed"]
    return any(DecisionChange(kind).ends_the_decision for kind in kinds)


def no_decision_ended(facts: CaseFacts) -> bool:
    """Tell whether no decision was ended: what was withdrawn is delivered and reported no more."""
    return not ended_by(facts)


def decision_stands(facts: CaseFacts) -> Finding | None:
    """Refuse to withdraw what is no longer in force."""
    if not ended_by(facts):
        return None
    return Finding("change.ended", "该决定已经登记失效", MENDED, "请在办理经过中查看原记录")


def withdrawal_awaits_delivery(facts: CaseFacts) -> Finding | None:
    """Refuse to deliver a withdrawal twice."""
    if facts.last("withdrawal") > facts.last("withdrawal_delivery"):
        return None
    return Finding(
        "withdrawal.delivered", "没有待送达的撤销决定书", DELIVERED, "请在办理经过中查看送达记录"
    )


def withdrawal_is_delivered(facts: CaseFacts) -> Finding | None:
    """Refuse to close before the party got the paper that takes its penalty back (61)."""
    if facts.last("withdrawal") > facts.last("withdrawal_delivery"):
        return Finding(
            "withdrawal.not_delivered",
            "撤销决定书尚未送达当事人",
            DELIVERED,
            "请先办理“送达撤销决定书”",
        )
    return None


def change_findings(
    draft: ChangeDraft,
    facts: CaseFacts,
    *,
    fine_fen: int,
    imposed: Sequence[Mapping[str, Any]] = (),
    weights: Mapping[Measure, int] = NO_WEIGHTS,
    warns: bool = False,
    on: date,
) -> tuple[Finding, ...]:
    """
    Return why a change of the decision cannot be recorded; a change names what is left.

    ``imposed`` are the kinds beside fine and warning that stand until then, ``weights`` which of
    them is lighter than which, ``warns`` tells that a warning stands.
    """
    found = [*_kinds_findings(draft, imposed, weights), *_warning_findings(draft, warns=warns)]
    if not draft.body.strip() or not draft.number.strip():
        found.append(
            Finding(
                "change.no_paper",
                "没有写明作出机关和文书号",
                WITHDRAWAL,
                "请填写复议决定书或者裁判文书",
            )
        )
    kinds_differ = draft.kinds is not None and draft.left_of(imposed) != list(imposed)
    same = (draft.fine_fen is None or draft.fine_fen == fine_fen) and not kinds_differ
    same = same and not draft.no_warning
    if draft.kind is DecisionChange.CHANGED and same:
        found.append(
            Finding(
                "change.no_amount",
                "没有写明变更后的罚款数额，或者与原数额相同，处罚种类也没有变更",
                WITHDRAWAL,
                "请按文书填写变更后的数额或者种类；都不变的，按维持登记",
            )
        )
    fine_left = fine_fen if draft.fine_fen is None else draft.fine_fen
    warned = (warns or draft.warning) and not draft.no_warning
    left = fine_left or warned or draft.left_of(imposed)
    if draft.kind is DecisionChange.CHANGED and not left:
        found.append(
            Finding(
                "change.nothing_left",
                "变更后没有罚款、警告和其他处罚，原决定不再处罚当事人",
                WITHDRAWAL,
                "文书撤销原决定的，按撤销登记；改为警告或者其他种类的，请选择",
            )
        )
    if draft.fine_fen is not None and draft.fine_fen > fine_fen:
        found.append(
            Finding(
                "change.heavier",
                "变更后的罚款数额高于原决定",
                HEAVIER,
                "复议、诉讼不得加重申请人的处罚；第三人提出相反请求而加重的，请作为新的决定办理",
            )
        )
    if draft.fine_fen is not None and draft.fine_fen < 0:
        found.append(
            Finding("change.negative", "变更后的罚款数额不能小于零", WITHDRAWAL, "请按文书填写")
        )
    if ended_by(facts):
        found.append(
            Finding("change.ended", "该决定已经登记失效", WITHDRAWAL, "请在办理经过中查看原记录")
        )
    days = [act.on for act in facts.acts if act.step in DECIDING]
    if days and on < days[-1]:
        found.append(
            Finding(
                "change.before_decision",
                f"日期{on.isoformat()}早于决定日期{days[-1].isoformat()}",
                WITHDRAWAL,
                "请填写收到文书的日期",
            )
        )
    return tuple(found)


def _warning_findings(draft: ChangeDraft, *, warns: bool) -> Iterator[Finding]:
    """Yield why a warning cannot fall: there is none, or the change gives one."""
    if draft.no_warning and (draft.warning or not warns):
        yield Finding(
            "change.no_warning",
            "同时选择了给予警告和撤销警告"
            if draft.warning
            else "原决定没有警告，没有可以撤销的警告",
            WITHDRAWAL,
            "请按文书只选择一项；文书没有涉及警告的，都不选择",
        )


def _kinds_findings(
    draft: ChangeDraft, imposed: Sequence[Mapping[str, Any]], weights: Mapping[Measure, int]
) -> Iterator[Finding]:
    """Yield why what a change leaves of the other kinds of penalty is not said or is heavier."""
    if draft.kind is not DecisionChange.CHANGED:
        return
    decided = {row["kind"]: row for row in imposed}
    if decided and draft.kinds is None:
        named = "、".join(Measure(one).label for one in decided)
        yield Finding(
            "change.no_kinds",
            f"原决定还有{named}，没有写明变更后保留哪些处罚种类",
            WITHDRAWAL,
            "请按文书选择保留的处罚种类；都不保留的，选择“不保留其他处罚种类”",
        )
    new = [one for one in draft.kinds or () if one.value not in decided]
    fallen = [Measure(key) for key in decided if Measure(key) not in (draft.kinds or ())]
    more = _heavier(new, fallen, weights)
    if more:
        yield Finding(
            "change.other_kind",
            f"原决定没有{'、'.join(one.label for one in more)}，也没有可以由其替换的较重处罚",
            HEAVIER,
            "复议、诉讼不得加重申请人的处罚；改为较轻种类的，不再选择被替换的较重种类",
        )
    elif bool(new) != bool(draft.lighter.strip()):
        yield Finding(
            "change.lighter_unsaid" if new else "change.no_lighter_kind",
            "没有写明改处的较轻处罚的内容和期限" if new else "写明了较轻处罚的内容，没有选择其种类",
            WITHDRAWAL,
            "请按文书填写种类、内容和期限；没有改处较轻种类的，清除这一项",
        )
    gains = decided.get(Measure.CONFISCATE_GAINS.value)
    kept = Measure.CONFISCATE_GAINS in (draft.kinds or ())
    most = int(gains["amount_fen"]) if gains and kept else 0
    if draft.gains_fen is not None and not 0 < draft.gains_fen <= most:
        yield Finding(
            "change.gains",
            "变更后的没收违法所得数额为零、高于原决定，或者没有选择保留没收违法所得",
            HEAVIER,
            "请按文书填写；不再没收的，不选择保留，数额留空",
        )


def _heavier(
    new: Sequence[Measure], fallen: Sequence[Measure], weights: Mapping[Measure, int]
) -> list[Measure]:
    """Return the new kinds for which no heavier kind fell, each of which gives way to one alone."""
    left = sorted((weights[one] for one in fallen if one in weights), reverse=True)
    found = []
    for one in sorted(new, key=lambda kind: weights.get(kind, 0), reverse=True):
        if one in weights and left and left[0] > weights[one]:
            left.pop(0)
        else:
            found.append(one)
    return found
