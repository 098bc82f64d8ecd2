"""
Random acts on a case through the services: who, which step, on which day, with which contents.

A choice is four small numbers. Most lead to an act that the declaration allows by somebody who
holds its role, so that cases get far; the others try any step as anybody, early, late or with
contents that do not fit. What may be refused is refused with reasons and changes nothing; what is
done is judged by ``tests.prove.oracle``, which knows neither the guards nor the declaration.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.golden import counting
from tests.prove.acting_turns import SIGNED, TURNINGS, TURNS_BACK, spared
from tests.prove.oracle import PLAIN, Bureau, Record, Written, wrongs
from tests.prove.tables import Tables
from zhunsheng.accounts.choices import Role
from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import HearingOutcome, NoPenaltyGround, Resolution, Vote
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.queries import loading, standing
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.tests.world import World, closing_asked, obeyed, signed
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.kernel.act import instant_of
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding, Stale, StepRefused
from zhunsheng.kernel.procedure import Procedure, Step
from zhunsheng.lawbook.choices import ConductKind
from zhunsheng.legalreview import rules as review_rules
from zhunsheng.legalreview.choices import Outcome

BEGIN: Final = date(2025, 3, 3)
LIGHT, HEARING, HEAVY = 1_000_000, 5_000_000, 6_000_000
PEOPLE: Final = (
    "yi", "bing", "wu", "ji", "head", "reviewer", "secretary", "deputy", "vice", "chief", "finance",
    "street_one",
)  # fmt: skip
#: So many refusals in a row, and another case is taken up.
PATIENCE: Final = 8
DAYS: Final = (0, 0, 0, 1, 1, 2, 4, 9)
#: Steps that come with the scan of what the party signed, or of a paper of others.
SCANNED: Final = frozenset({"representation_waiver", "hearing_waiver", "crime_reply", "extension"})
_NO_REASON: Final = Finding("", "", cite("APL-2021:5.2"))
#: From here on one of the officers has no certificate.
LAPSES: Final = BEGIN + timedelta(days=20)


class Choice(NamedTuple):
    """One try: whether it is meant to succeed, and three numbers to choose by."""

    meant: int
    what: int
    who: int
    how: int

    @classmethod
    def of(cls, number: int, turn: int) -> Choice:
        """Return the choice of a number in a turn: near numbers choose as differently as far."""
        found = hashlib.sha256(f"{number} {turn}".encode()).digest()
        return cls(*(int.from_bytes(found[n : n + 2], "big") for n in (0, 2, 4, 6)))


class Open(NamedTuple):
    """Steps that may be taken: what is waited for, what brings a case on, and the rare ones."""

    waits: list[Step[CaseFacts]]
    ahead: list[Step[CaseFacts]]
    rare: list[Step[CaseFacts]]


@dataclass(slots=True)
class Player:
    """Somebody who acts on one case as everybody, and counts what came of it."""

    world: World
    case: PenaltyCase
    today: date = BEGIN
    hearing_on: date = BEGIN
    bureau: Bureau = PLAIN
    tables: Tables = field(default_factory=Tables)
    handlers: list[dict[str, str]] = field(default_factory=list)
    named: frozenset[str] = frozenset()
    in_vain: int = 0
    tried: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)

    def play(self, choice: Choice, judge: Callable[[Player, str], None]) -> None:
        """
        Try one act; let what was done be judged.

        :raises AssertionError: if a refusal changed anything, or gave no reason
        """
        with self.tables.watched():
            step, by = self._chosen(choice)
        self.today += timedelta(days=DAYS[choice.how % len(DAYS)])
        on, before = self._day(step, choice), self.tables.stand
        self.tried[step] += 1
        with self.tables.watched():
            refused = self._refusal(step, by, on, choice)
        if refused is not None:
            self.in_vain += 1
            assert self.tables.stand == before, f"{step} was refused and changed something"
            assert all(one.message and one.code for one in refused), step
            return
        self.in_vain = 0
        assert self.tables.stand != before, f"{step} was done and wrote nothing"
        self.done[step] += 1
        judge(self, by)

    def _refusal(self, step: str, by: str, on: date, choice: Choice) -> tuple[Finding, ...] | None:
        """Return why an act was refused (nothing: the form was stale, the case not theirs)."""
        try:
            self._act(step, by, on, choice)
        except StepRefused as refused:
            return refused.findings or (_NO_REASON,)
        except (Stale, PenaltyCase.DoesNotExist):
            return ()
        return None

    def _chosen(self, choice: Choice) -> tuple[str, str]:
        steps = list(ACTS)
        if choice.meant % 8 == 0:
            return steps[choice.what % len(steps)], PEOPLE[choice.who % len(PEOPLE)]
        lawful = self.lawful()
        is_over = not (lawful.waits or lawful.ahead) and (choice.what % 3 or not lawful.rare)
        if is_over or self.in_vain >= PATIENCE:
            self.case, self.in_vain = clue(self.world, self.today, choice), 0
            lawful = self.lawful()
        step = chosen(lawful, choice)
        return step.key, self.person(step, choice)

    def person(self, step: Step[CaseFacts], choice: Choice) -> str:
        """Return somebody with a role of the step, mostly one who handles the case."""
        held = [one for one in PEOPLE if roles_of(self.world, one) & step.actor]
        handling = {row["user"] for row in self.handlers}
        near = [one for one in held if str(self.world.users[one].id) in handling]
        if "finance" in held:
            near = ["finance"]  # what came to the bank is booked by who reads its statements
        fit = near if near and choice.how % 5 else held
        return fit[choice.who % len(fit)]

    def lawful(self) -> Open:
        """Return the steps that somebody may take who brings what the step asks for."""
        case = PenaltyCase.objects.of(self.world.viewer()).get(id=self.case.id)
        file = loading.load(self.world.viewer(), case, on=self.today)
        self.handlers = file.handler_rows
        rows = (row for act in file.acts for row in act.contents.get("handlers", ()))
        self.named = frozenset(row["id"] for row in rows)
        facts = replace(
            standing.facts_of(file, on=self.today),
            by_handles=False,
            by_is_stranger=False,
            by_is_uncertified=False,
            by_has_lapsed=False,
            by_has_interest=False,
            evidence_items=1,
        )
        if not file.last("opening"):
            facts = replace(facts, handlers=2, certified=2)
        return sorted_out(file.procedure, facts)

    def _day(self, step: str, choice: Choice) -> date:
        if choice.meant % 8 == 0 and choice.how % 5 == 0:
            return self.today - timedelta(days=choice.how % 40)
        if step == "hearing" and choice.meant % 8:  # entered later, it was on the day it was
            self.today = max(self.today, self.hearing_on)
            return self.hearing_on
        return self.today

    def _act(self, step: str, by: str, on: date, choice: Choice) -> None:
        service, draft = ACTS[step]
        ctx = self.world.act(by, self.today)
        values: dict[str, Any] = {"ctx": ctx, "case": self.case.id, "on": on}
        if draft is not None:
            values["draft"] = draft(self, on, choice)
        if step in SCANNED or getattr(values.get("draft"), "electronic", False):
            values["scan"] = signed(ctx.new_id("scan")) if choice.how % 7 else None
        if choice.how % 17 == 3:
            values["version"] = choice.who  # as a form that was opened long ago
        service(**values)
        if step == "hearing_notice":
            self.hearing_on = values["draft"].hearing_on

    def fine(self, choice: Choice) -> int:
        """Return an amount: mostly the one that was proposed last."""
        amounts = (LIGHT, HEARING, HEAVY)
        last = self.contents("proposal").get("fine_fen")
        return int(last) if last and choice.how % 6 else amounts[choice.who % 3]

    def last(self, step: str) -> CaseAct | None:
        """Return the last act of a step."""
        rows = CaseAct.objects.of(self.world.viewer()).filter(case=self.case.id, step=step)
        return rows.order_by("sequence").last()

    @property
    def paid_fen(self) -> int:
        """What was paid by now."""
        rows = CaseAct.objects.of(self.world.viewer()).filter(case=self.case.id, step="payment")
        return sum(int(one.contents["amount_fen"]) for one in rows)

    def contents(self, step: str) -> Mapping[str, Any]:
        """Return what the last act of a step brought."""
        found = self.last(step)
        return found.contents if found else {}


def sorted_out(procedure: Procedure[CaseFacts], facts: CaseFacts) -> Open:
    """Return the steps of these facts, sorted by what they are to a case."""
    found = Open([], [], [])
    for step in procedure.allowed(facts):
        if step.key not in ACTS:
            continue
        if step.key in TURNS_BACK | HEARD or (step.key == "recusal" and facts.recusal_awaited):
            found.waits.append(step)
        elif step.key in RARE or _leads_nowhere(step, facts):
            found.rare.append(step)
        else:
            found.ahead.append(step)
    if not found.ahead:  # the way on from a check or a review that gave the case back
        found.ahead.extend(one for one in found.rare if one.key == "proposal")
    return found


def _leads_nowhere(step: Step[CaseFacts], facts: CaseFacts) -> bool:
    """Return whether nothing waits for a step: not asked for, or done on all that it follows."""
    if step.key == "payment":
        return facts.paid_in_full
    done = facts.last(step.key) > facts.last(*step.after)
    return done or not (step.optional or step.is_required(facts))


def chosen(lawful: Open, choice: Choice) -> Step[CaseFacts]:
    """Return one of the steps that may be taken, now and then a rare one."""
    waits, ahead, rare = lawful
    if rare and (choice.meant % 8 == 1 or not (waits or ahead)):
        found = rare[choice.what % len(rare)]
        if found.key not in SELDOM or choice.who % 3 == 0 or not (waits or ahead):
            return found
    if waits and (choice.what % 4 or not ahead):
        return waits[-1 - (choice.who % len(waits) if choice.how % 4 == 0 else 0)]
    # The later a step stands, the nearer it brings the end.
    return ahead[-1 - choice.what % min(len(ahead), 3)]


def roles_of(world: World, key: str) -> frozenset[str]:
    """Return the roles of somebody."""
    return frozenset(world.users[key].actor.roles)


# --- the contents of each act -----------------------------------------------------------------


def _opening(player: Player, on: date, choice: Choice) -> rules.OpeningDraft:
    world = player.world
    pairs = (("yi", "bing"), ("bing", "wu"), ("yi", "lapsing"), ("yi",), ("yi", "yi"))
    pair = pairs[choice.who % (2 if choice.how % 4 else 5)]
    named = tuple(world.officers[key] for key in pair)
    late = "现场处置。" if choice.how % 5 else ""
    return rules.OpeningDraft(named, late_ground=late, harmful=(None, True, False)[choice.what % 3])


def _investigation(player: Player, on: date, choice: Choice) -> rules.InvestigationDraft:
    item = rules.EvidenceDraft(
        "现场检查记录", EvidenceKind.SCENE_RECORD.value, on, "情况", "ab" * 32
    )
    evidence = (item,) if choice.how % 9 else ()
    return rules.InvestigationDraft(facts="安排1名无证人员作业。", evidence=evidence)


def _proposal(player: Player, on: date, choice: Choice) -> rules.ProposalDraft:
    if choice.how % 13 == 4:
        ground = list(NoPenaltyGround)[-1 - choice.what % 3]
        return rules.ProposalDraft((), discretion="证据之间不能印证。", ground=ground)
    amount = (LIGHT, HEARING, HEAVY)[choice.who % 3]
    fine = player.world.fine(player.case, "safety.97-7", amount)
    return rules.ProposalDraft(
        (fine,),
        same_act=(),
        complex_case=choice.how % 7 == 1,
        special_ground=choice.how % 7 == 2,
        deviation="情节特殊。",
        discretion="情节一般。" if choice.how % 9 else "",
    )


def _opinion(player: Player, on: date, choice: Choice) -> review_rules.OpinionDraft:
    answers = review_rules.agreed_to_all()
    outcome = Outcome.AGREED
    if choice.how % 5 == 0:
        outcome = Outcome.RETURNED
        first = review_rules.Answer(answers[2].question, False, "缺少询问笔录")
        answers = (*answers[:2], first, *answers[3:])
    return review_rules.OpinionDraft(answers, outcome, "审核意见。", "法律职业资格证示例0001号")


def _statement(player: Player, on: date, choice: Choice) -> rules.StatementDraft:
    return rules.StatementDraft("示例甲", "请求从轻。" if choice.how % 11 else "")


def _waiver(player: Player, on: date, choice: Choice) -> rules.RightsWaiverDraft:
    by = "示例甲" if choice.how % 11 else "示例代理人"
    return rules.RightsWaiverDraft(by, "放弃。", "授权委托书" if choice.who % 2 else "")


def _called(player: Player, on: date, choice: Choice) -> rules.HearingNoticeDraft:
    day = on + timedelta(days=16 if choice.how % 4 else 5)
    chair = player.world.users[("reviewer", "vice")[choice.what % 2] if choice.who % 5 else "yi"]
    recorder = "示例癸" if choice.how % 7 else ""
    return rules.HearingNoticeDraft(counting.moved(day), chair.id, "听证室", recorder=recorder)


def _heard(player: Player, on: date, choice: Choice) -> rules.HearingDraft:
    if choice.how % 4 == 0:
        return rules.HearingDraft(
            HearingOutcome.ABANDONED, reason="当事人未到场。" if choice.who % 4 else ""
        )
    said = (("示例乙", "提出事实、证据和建议。"), ("示例甲", "请求从轻。"))
    return rules.HearingDraft(
        statements=said,
        cross_examination="没有异议。",
        identities_checked=True,
        rights_told=True,
    )


def _discussion(player: Player, on: date, choice: Choice) -> rules.DiscussionDraft:
    groups = (("chief", "deputy"), ("chief", "vice"), ("chief", "deputy", "vice"), ("vice",))
    named = groups[choice.who % (3 if choice.how % 5 else 4)]
    views = [rules.MemberView(player.world.users[key].id) for key in named]
    fine, resolution = player.fine(choice), Resolution.AS_PROPOSED
    if fine != player.contents("proposal").get("fine_fen"):
        views[-1] = rules.MemberView(views[-1].member, Vote.AMOUNT, "主张改变罚款数额。", fine)
        resolution = Resolution.OTHER_AMOUNT
    reviewer = player.world.users["reviewer"].id
    reporters = tuple(row["name"] for row in player.handlers)
    return rules.DiscussionDraft(
        tuple(views),
        fine,
        "情节属实，幅度适当。",
        reporters=reporters,
        reviewer=reviewer,
        on_dissent="副职主张改变数额，讨论后一致采纳。",
        resolution=resolution,
    )


def _extension(player: Player, on: date, choice: Choice) -> rules.ExtensionDraft:
    basis = ("SAWS-15:57", "SAWS-15:57", "APL-2021:60", "MEM-18")[choice.who % 4]
    above = ("示应急批〔2025〕1号", on) if choice.how % 5 else ("", None)
    return rules.ExtensionDraft(
        on + timedelta(days=60 + choice.how % 60), basis, "案情复杂。", *above
    )


def _payment(player: Player, on: date, choice: Choice) -> rules.PaymentDraft:
    owed = int(player.contents("decision").get("fine_fen", LIGHT)) - player.paid_fen
    amount = owed if choice.how % 3 else owed // 2 if choice.how % 2 else owed + LIGHT
    return rules.PaymentDraft(amount, f"示{player.world.count:06d}")


def _paper(player: Player, on: date, choice: Choice) -> rules.PaperDraft:
    rows = CaseAct.objects.of(player.world.viewer()).filter(case=player.case.id)
    held = {int(one.contents["payment"]) for one in rows.filter(step="payment_paper")}
    bare = [
        one for one in rows.filter(step="payment").order_by("sequence") if one.sequence not in held
    ]
    amount = int(bare[0].contents["amount_fen"]) if bare else LIGHT
    number = f"示流{player.world.count:06d}" if choice.how % 9 else ""
    return rules.PaperDraft(
        bare[0].sequence if bare else 0, number, amount if choice.how % 7 else amount // 2
    )


def _delivery(player: Player, on: date, choice: Choice) -> rules.DeliveryDraft:
    return player.world.delivered() if choice.how % 13 else rules.DeliveryDraft()


Draft = Callable[[Player, date, Choice], object]
ACTS: Final[Mapping[str, tuple[Callable[..., object], Draft | None]]] = MappingProxyType(
    {
        "opening": (services.open_case, _opening),
        "not_opened": (
            services.refuse_to_open, lambda *_: rules.NotOpenedDraft("没有违法事实。"),
        ),
        "investigation": (services.investigate, _investigation),
        "proposal": (services.propose, _proposal),
        "deviation_approval": (
            services.approve_deviation, lambda *_: rules.DeviationDraft("同意。"),
        ),
        "review_request": (services.request_legal_review, None),
        "legal_review": (services.conclude_legal_review, _opinion),
        "prior_notice": (services.notify, None),
        "notice_delivery": (services.deliver_notice, _delivery),
        "representation": (services.record_representation, _statement),
        "representation_waiver": (services.waive_representation, _waiver),
        "representation_answer": (
            services.answer_representation,
            lambda _p, _on, choice: rules.AnswerDraft(bool(choice.how % 2), "已经复核。"),
        ),
        "hearing_request": (services.request_hearing, _statement),
        "hearing_waiver": (services.waive_hearing, _waiver),
        "hearing_notice": (services.notify_hearing, _called),
        "hearing_notice_delivery": (services.deliver_hearing_notice, _delivery),
        "hearing": (services.hold_hearing, _heard),
        "hearing_report": (
            services.report_hearing,
            lambda *_: rules.HearingReportDraft("不变。", "从轻。", "属实。", "不采纳。", "维持。"),
        ),
        "discussion": (services.discuss, _discussion),
        "extension": (services.extend_term, _extension),
        "decision": (
            services.decide, lambda p, _on, choice: rules.DecisionDraft(
                p.fine(choice), "情节较轻。" if choice.how % 5 else ""
            ),
        ),
        "no_penalty": (
            services.decide_no_penalty,
            lambda _p, _on, choice: rules.NoPenaltyDraft(
                spared(choice), "不予处罚。", "已教育。"
            ),
        ),
        "decision_delivery": (services.deliver_decision, _delivery),
        "withdrawal_delivery": (services.deliver_withdrawal, _delivery),
        "payment": (services.record_payment, _payment),
        "payment_paper": (services.add_payment_paper, _paper),
        **TURNINGS,
        "closing_request": (
            services.request_closing, lambda _p, on, _c: closing_asked(on),
        ),
        "closing": (
            services.close_case, lambda _p, on, _c: obeyed(on),
        ),
    }
)  # fmt: skip
#: Steps that end a case early, begin it anew or let it turn: taken now and then only.
RARE: Final = frozenset({"not_opened", "no_penalty", "proposal", "extension", "representation"}) | (
    TURNINGS.keys() - TURNS_BACK - SIGNED
)

#: Of these those that end a case, or leave nobody to go on with it: taken more seldom still.
SELDOM: Final = frozenset(
    {"not_opened", "no_penalty", "transfer", "withdrawal", "recusal_request", "leader_recusal"}
)  # fmt: skip
#: What follows a request to be heard: the request alone is chance enough.
HEARD: Final = frozenset({"hearing_notice", "hearing_notice_delivery", "hearing", "hearing_report"})

#: Steps that no random act takes: a case begins with its clue, and their own rooms test the others.
NOT_PLAYED: Final = frozenset(
    {
        "clue", "joining", "payment_plan", "surcharge_waiver", "cash_banked", "refund",
        "execution_ended", "remedy_opened", "remedy_ended", "stay", "decision_changed", "remaking",
        "annulment_report", "annulment_confirmation", "renaming",
    }
)  # fmt: skip


def found_case(world: World, choice: Choice | None, tables: Tables) -> Player:
    """Return a player with a new clue; ``tables`` are as they stand before it."""
    own = Tables(tables.stand)
    with own.watched():
        case = clue(world, BEGIN, choice) if choice else world.clue(BEGIN)
    return Player(world, case, tables=own)


def clue(world: World, on: date, choice: Choice) -> PenaltyCase:
    """Return a new clue; of some the violation ended about two or three years ago."""
    if choice.how % 6:
        return world.clue(on)
    ended = on.replace(year=on.year - (2, 3)[choice.who % 2], day=1)
    ended += timedelta(days=on.day - 2 + choice.what % 3)
    return world.clue(on, violation_ended_on=ended, conduct=ConductKind.ONCE)


# --- playing ----------------------------------------------------------------------------------


def record_of(player: Player) -> Record:
    """Return the file of a case as it is written."""
    world = player.world
    rows = CaseAct.objects.of(world.viewer()).filter(case=player.case).order_by("sequence")
    acts = [Written(a.step, a.on, a.sequence, a.outcome, a.by_id, dict(a.contents)) for a in rows]
    roles = {user.id: frozenset(user.actor.roles) for user in world.users.values()}
    valid = dict.fromkeys(map(str, world.officers.values()), date(2027, 12, 31))
    valid[str(world.officers["lapsing"])] = LAPSES
    row = PenaltyCase.objects.of(world.viewer()).get(id=player.case.id)
    found_on = instant_of(row.id).date()
    return Record(acts, roles, valid, row.violation_ended_on, found_on, row.harmful, player.bureau)


def judge(player: Player, by: str) -> None:
    """Refuse what is done and breaks a sentence of the law."""
    record = record_of(player)
    told = [(act.step, str(act.on), act.outcome) for act in record.acts]
    found = wrongs(record)
    assert not found, f"{found} after {told}"
    assert record.acts[-1].by == player.world.users[by].id, told


#: What hypothesis chooses, and makes smaller where something fails.
PLAYS = st.integers(0, 2**32)


def peopled(world: World) -> World:
    """Return the world with who takes over: officers, another deputy, one soon uncertified."""
    world.add_user("vice", "示例壬", Role.DEPUTY_HEAD)
    for key, name in (("wu", "示例戊"), ("ji", "示例寅")):
        world.add_user(key, name, Role.ENFORCEMENT_OFFICER)
        world.officers[key] = world.add_officer(key, until=date(2027, 12, 31))
    world.users["lapsing"] = world.users["head"]
    world.officers["lapsing"] = world.add_officer("lapsing", until=LAPSES)
    return world


def services_are_tried(
    world: World,
    *,
    examples: int,
    length: int = 60,
    shrinks: bool = True,
    bureau: Bureau = PLAIN,
) -> tuple[Counter[str], Counter[str]]:
    """
    Play cases and return which acts were tried and which were done; each is taken back.

    What fails is made smaller before it is told, unless it need not be read (``shrinks``). Who
    calls sets up a ``bureau`` that is not plain.
    """
    tried, done = Counter[str](), Counter[str]()
    peopled(world)
    tables = Tables()

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate, *((Phase.shrink,) if shrinks else ())),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(PLAYS, min_size=length, max_size=length))
    def play(numbers: list[int]) -> None:
        world.clues = 0  # the clues of the last play were taken back
        with transaction.atomic():
            world.clues = 0  # those of the cases before were taken back
            player = found_case(world, Choice.of(numbers[0], length), tables)
            player.bureau = bureau
            for turn, number in enumerate(numbers):
                player.play(Choice.of(number, turn), judge)
            player.tables.assert_nothing_escaped()
            transaction.set_rollback(True)
        tried.update(player.tried)
        done.update(player.done)

    play()
    return tried, done
