"""An invented bureau with people, an entity and the steps of a case, for the tests of cases."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from tests.keeping import kept_self
from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.accounts.models import User
from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import CorrectionResult, Resolution, SourceKind, Vote
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import loading
from zhunsheng.documents.choices import ReceivedBy
from zhunsheng.documents.tests.scans import picture, scan
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import SHANGHAI, Act, Actor, ActorKind, Viewer
from zhunsheng.lawbook.choices import ConductKind, Fact, Question
from zhunsheng.legalreview import rules as review_rules
from zhunsheng.legalreview.choices import Outcome
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import EntityKind, RiskClass, Sector
from zhunsheng.registry.rules import EntityFacts
from zhunsheng.web.uploads import Upload
from zhunsheng.workforce import services as workforce
from zhunsheng.workforce.choices import DelegatedPower
from zhunsheng.workforce.rules import CredentialFacts, DelegationFacts, OfficerFacts

FIRST = date(2025, 1, 2)
#: Violations of a kind that lie further apart than this are no one act (penalty.acts_near).
APART = timedelta(days=8)
#: Why what a penalty is for is another act than one nearby (29).
ANOTHER: Final = "另一处入口的另一项违法行为，与该案无关。"
TIMES = {"violation_began_on", "violation_ended_on", "conduct"}
FINE_FIELDS = tuple(one.name for one in fields(rules.FineDraft))
BUREAU = UUID("01940000-0000-7000-8000-000000000001")
OTHER = UUID("01940000-0000-7000-8000-000000000002")
DIGEST = "ab" * 32
#: What a party signed, as it is scanned.
SIGNED = Upload("声明书.jpg", picture())
#: What an agent signed, scanned with its authority, and how that is named.
SIGNED_BY_AGENT = Upload("声明书.pdf", scan())
AUTHORITY = "授权委托书（2025年3月3日）"


def obeyed(on: date, said: str = "已经改正。") -> rules.ClosingDraft:
    """Return a closing that says that an officer found the violation put right on a day."""
    done = CorrectionResult.CORRECTED
    return rules.ClosingDraft(said, result=done, checked_on=on, checked_by="示例乙")


def closing_asked(
    on: date, said: str = "已经改正。", opinion: str = ""
) -> rules.ClosingRequestDraft:
    """Return a request to close that says what ``obeyed`` does."""
    return rules.ClosingRequestDraft(
        said, CorrectionResult.CORRECTED, on, checked_by="示例乙", opinion=opinion
    )


def signed(case: UUID) -> Upload:
    """Return the scan of what a party signed in one case: no case has that of another."""
    width, height = (1 + number for number in case.bytes[-2:])
    return Upload("声明书.jpg", picture(size=(width, height)))


ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def credit_code(serial: int, head: str = "91999900") -> str:
    """Return a code that passes the check of GB 32100, for an invented entity."""
    body = f"{head}MA{serial:07d}"
    total = sum(ALPHABET.index(c) * w for c, w in zip(body, WEIGHTS, strict=True))
    return body + ALPHABET[-total % 31]


class World:
    """A bureau on which a test acts; each act has its own key and is recorded on its day."""

    #: Why an earlier penalty for the same violation does not weigh; a test that decides twice says.
    why_no_repeat = ""

    @kept_self
    def __init__(self, bureau: UUID = BUREAU, code: str = "999900") -> None:
        self.bureau = bureau
        self.count = self.clues = self.spots = 0
        founder = Actor(ActorKind.SYSTEM, bureau, "系统", frozenset())
        facts = accounts.BureauFacts(
            name=f"示例区{code}应急管理局",
            short_mark="示",
            division_code=code,
            jurisdiction="CN",
            government="示例区人民政府",
            address="示例区安平路1号",
            phone="0999－0000001",
        )
        accounts.found_bureau(ctx=self.act(founder, FIRST), facts=facts, on=FIRST)
        self.founder, self.code = founder, code
        self.team = accounts.add_unit(
            ctx=self.act(founder, FIRST), name="执法一队", kind=UnitKind.TEAM, on=FIRST
        )
        self.street = accounts.add_unit(
            ctx=self.act(founder, FIRST), name="示例街道", kind=UnitKind.STREET, on=FIRST
        )
        self._people()
        self.entity = self.add_entity("示例区晨安化工有限公司", 4)

    def _people(self) -> None:
        roles = {
            "yi": ("示例乙", {Role.ENFORCEMENT_OFFICER}, self.team),
            "bing": ("示例丙", {Role.ENFORCEMENT_OFFICER}, self.team),
            "head": ("示例己", {Role.TEAM_HEAD}, self.team),
            "reviewer": ("示例庚", {Role.LEGAL_REVIEWER}, None),
            "secretary": ("示例癸", {Role.CASE_SECRETARY}, None),
            "deputy": ("示例辛", {Role.DEPUTY_HEAD}, None),
            "chief": ("示例丁", {Role.CHIEF}, None),
            "finance": ("示例申", {Role.FINANCE}, None),
            "street_one": ("示例子", {Role.STREET_OFFICER}, self.street),
            "street_two": ("示例丑", {Role.STREET_OFFICER}, self.street),
        }
        self.users: dict[str, User] = {}
        for key, (name, held, unit) in roles.items():
            self.users[key] = accounts.add_user(
                ctx=self.act(self.founder, FIRST),
                username=f"{key}{self.code}",
                name=name,
                roles=frozenset(held),
                password="",
                unit=unit.id if unit else None,
                on=FIRST,
            )
        self.officers = {
            key: self.add_officer(key, until=date(2027, 12, 31))
            for key in ("yi", "bing", "street_one", "street_two")
        }

    def add_user(self, key: str, name: str, *roles: str) -> str:
        """Add somebody who signs in and return the key by which the world knows them."""
        self.users[key] = accounts.add_user(
            ctx=self.act(self.founder, FIRST),
            username=f"{key}{self.code}",
            name=name,
            roles=frozenset(map(Role, roles)),
            password="",
            unit=None,
            on=FIRST,
        )
        return key

    def add_officer(self, key: str, *, until: date, since: date = date(2024, 1, 1)) -> UUID:
        user = self.users[key]
        facts = OfficerFacts(
            name=user.name,
            unit=user.unit_id or self.team.id,
            user=user.id,
            credential=CredentialFacts(f"SL{self.code}{key}", since, until),
        )
        ctx = self.act(self.founder, FIRST)
        return workforce.add_officer(ctx=ctx, facts=facts, on=FIRST).id

    def declare(self, key: str, on: date) -> None:
        """Have an officer declare an interest in the usual party."""
        workforce.declare_interest(
            ctx=self.act(self.founder, on),
            officer=self.officers[key],
            entity=self.entity,
            reason="近亲属在该单位任职",
            on=on,
        )

    def add_entity(self, name: str, serial: int, kind: EntityKind = EntityKind.COMPANY) -> UUID:
        facts = EntityFacts(
            name=name,
            credit_code=credit_code(serial),
            kind=kind,
            sector=Sector.HAZCHEM_TRADE,
            risk_class=RiskClass.B,
            address="示例区安平路8号",
            legal_representative="示例甲",
            phone="0999－0000003",
            street=self.street.id,
        )
        return registry.add_entity(ctx=self.act(self.founder, FIRST), facts=facts, on=FIRST).id

    def delegate(self, *, until: date = date(2025, 12, 31)) -> None:
        facts = DelegationFacts(
            unit=self.street.id,
            deed_number=f"示例委托{self.code}",
            powers=(DelegatedPower.SUMMARY_PENALTY,),
            valid_from=date(2025, 1, 1),
            valid_until=until,
            published_on=FIRST,
            published_at="本局网站",
        )
        workforce.grant_delegation(ctx=self.act(self.founder, FIRST), facts=facts, on=FIRST)

    def act(self, by: Actor | str, on: date, key: str = "") -> Act:
        """Return an act of somebody at ten o'clock of a day, under a key of its own."""
        self.count += 1
        actor = self.users[by].actor if isinstance(by, str) else by
        at = datetime.combine(on, time(10), tzinfo=SHANGHAI)
        return Act(actor, self.bureau, at, key or f"{self.bureau}-{self.count}")

    def viewer(self, key: str = "head") -> Viewer:
        return Viewer(self.bureau, self.users[key].actor)

    @property
    def events(self) -> int:
        return Event.objects.filter(bureau=self.bureau).count()

    # --- steps of a case --------------------------------------------------------------------

    def clue(self, on: date, by: str = "yi", **changes: Any) -> PenaltyCase:
        values: dict[str, Any] = {
            "entity": self.entity,
            "violations": ("safety.97-7",),
            "facts": "安排1名未取得特种作业操作证的人员从事低压电工作业。",
            "source": SourceKind.TIP,
        }
        if not TIMES & changes.keys():
            day = on - APART * self.clues  # each is an act of its own
            values |= {"violation_ended_on": day, "conduct": ConductKind.ONCE}
            self.clues += 1
        draft = rules.ClueDraft(**{**values, **changes})
        return services.register_clue(ctx=self.act(by, on), draft=draft, on=on)

    def opened(self, on: date, **changes: Any) -> PenaltyCase:
        case = self.clue(on, **changes)
        draft = rules.OpeningDraft((self.officers["yi"], self.officers["bing"]))
        return services.open_case(ctx=self.act("deputy", on), case=case.id, draft=draft, on=on)

    def investigated(self, on: date, **changes: Any) -> PenaltyCase:
        case = self.opened(on, **changes)
        item = rules.EvidenceDraft("现场检查记录", "SCENE_RECORD", on, "检查时的情况", DIGEST)
        draft = rules.InvestigationDraft(facts=case.facts, evidence=(item,))
        return services.investigate(ctx=self.act("yi", on), case=case.id, draft=draft, on=on)

    def propose(
        self, case: PenaltyCase, fine_fen: int | tuple[int, ...], on: date, **changes: Any
    ) -> PenaltyCase:
        """Propose one amount, or one for each violation; nothing was put right in time."""
        amounts = fine_fen if isinstance(fine_fen, tuple) else (fine_fen,)
        own = {name: changes.pop(name) for name in FINE_FIELDS if name in changes}
        if self.why_no_repeat:
            own.setdefault("first_reason", self.why_no_repeat)
        fines = tuple(
            self.fine(case, key, amount, **own)
            for key, amount in zip(case.violation_keys, amounts, strict=True)
        )
        values = {"same_act": (), "discretion": "涉及3名作业人员，没有造成事故。", **changes}
        draft = rules.ProposalDraft(fines, **values)
        return services.propose(ctx=self.act("yi", on), case=case.id, draft=draft, on=on)

    def fine(self, case: PenaltyCase, key: str, fine_fen: int, **changes: Any) -> rules.FineDraft:
        """Return what is stated of a violation: whom it concerned, with the first evidence."""
        items = loading.evidence_of(self.viewer(), case)
        proof = items[0].id if items else None
        facts = {Fact.PERSONS: rules.Stated(3, proof)} if key == "safety.97-7" else {}
        values: dict[str, Any] = {"answers": {Question.CORRECTED: False}, "facts": facts}
        return rules.FineDraft(key, fine_fen, **{**values, **changes})

    def review(
        self, case: PenaltyCase, on: date, outcome: Outcome = Outcome.AGREED, by: str = "reviewer"
    ) -> None:
        services.request_legal_review(ctx=self.act("yi", on), case=case.id, on=on)
        self.conclude(case, on, outcome, by)

    def conclude(
        self,
        case: PenaltyCase,
        on: date,
        outcome: Outcome = Outcome.AGREED,
        by: str = "reviewer",
        remark: str = "已核对。",
    ) -> None:
        answers = review_rules.agreed_to_all(remark)
        if outcome is Outcome.RETURNED:
            file = queries.file_of(self.viewer(), case.id, on=on)
            anchor = f"evidence:{file.evidence[0].id}"
            first = review_rules.Answer(
                answers[2].question, False, "缺少询问笔录", ("F3",), (anchor,)
            )
            answers = (*answers[:2], first, *answers[3:])
        draft = review_rules.OpinionDraft(
            answers, outcome, "审核意见。", "法律职业资格证示例0001号"
        )
        services.conclude_legal_review(ctx=self.act(by, on), case=case.id, draft=draft, on=on)

    def told(self, fine_fen: int, on: date, **changes: Any) -> PenaltyCase:
        """Return a case whose notice was delivered on the day."""
        case = self.investigated(on, **changes)
        self.propose(case, fine_fen, on)
        self.review(case, on)
        services.notify(ctx=self.act("yi", on), case=case.id, on=on)
        self.deliver_notice(case, on)
        return case

    def deliver_notice(self, case: PenaltyCase, on: date) -> None:
        draft = self.delivered()
        if not case.speaker:
            draft = replace(draft, relation=ReceivedBy.AGENT)
        services.deliver_notice(ctx=self.act("yi", on), case=case.id, draft=draft, on=on)

    def delivered(self) -> rules.DeliveryDraft:
        return rules.DeliveryDraft(receiver="示例甲")

    def waive(self, case: PenaltyCase, on: date) -> None:
        draft = rules.RightsWaiverDraft(case.speaker, "放弃陈述申辩。")
        ctx = self.act("yi", on)
        services.waive_representation(
            ctx=ctx, case=case.id, draft=draft, scan=signed(ctx.new_id("scan")), on=on
        )

    def waive_hearing(self, case: PenaltyCase, on: date) -> None:
        draft = rules.RightsWaiverDraft(case.speaker, "放弃听证。")
        ctx = self.act("yi", on)
        scan = signed(ctx.new_id("scan"))
        services.waive_hearing(ctx=ctx, case=case.id, draft=draft, scan=scan, on=on)

    def discuss(self, case: PenaltyCase, fine_fen: int, on: date, *members: str) -> None:
        named = [self.users[key].id for key in members or ("chief", "deputy")]
        views = [rules.MemberView(one) for one in named]
        resolution = Resolution.AS_PROPOSED
        if fine_fen != queries.file_of(self.viewer(), case.id, on=on).proposal_fen:
            views[-1] = rules.MemberView(named[-1], Vote.AMOUNT, "主张改变罚款数额。", fine_fen)
            resolution = Resolution.OTHER_AMOUNT
        draft = rules.DiscussionDraft(
            tuple(views),
            fine_fen,
            "情节属实，幅度适当。",
            reporters=("示例乙",),
            reviewer=self.users["reviewer"].id,
            on_dissent="副职主张改变数额，讨论后一致采纳。",
            resolution=resolution,
        )
        services.discuss(ctx=self.act("secretary", on), case=case.id, draft=draft, on=on)

    def decide(self, case: PenaltyCase, fine_fen: int, on: date, note: str = "") -> Any:
        draft = rules.DecisionDraft(fine_fen, note)
        return services.decide(ctx=self.act("chief", on), case=case.id, draft=draft, on=on)

    def extend(
        self, case: PenaltyCase, on: date, until: date, basis: str = "SAWS-15:57", **changes: Any
    ) -> Any:
        ctx = self.act("deputy", on)
        given: dict[str, Any] = {
            "approval": "示应急批〔2025〕1号",
            "approved_on": on,
            **changes,
        }
        scan = given.pop("scan", signed(ctx.new_id("scan")))
        draft = rules.ExtensionDraft(until, basis, "鉴定期间较长。", **given)
        return services.extend_term(ctx=ctx, case=case.id, draft=draft, scan=scan, on=on)

    def decided(self, fine_fen: int, on: date) -> PenaltyCase:
        case = self.told(fine_fen, on)
        self.waive(case, on)
        self.decide(case, fine_fen, on)
        return case

    def spot(self, on: date, by: str = "yi", **changes: Any) -> PenaltyCase:
        day = on - APART * self.spots  # each is an act of its own
        self.spots += 1
        values: dict[str, Any] = {
            "entity": self.entity,
            "violation_ended_on": day,
            "facts": "仓库入口未设置明显的安全警示标志。",
            "evidence": "现场照片",
            "certificates_shown": True,
            "rights_told": True,
            "discretion": "涉及一处入口，没有造成后果。",
            "officers": (self.officers["yi"], self.officers["bing"]),
            "other_act": ANOTHER if self.spots > 1 else "",
        }
        key = changes.pop("violation", "safety.99-1")
        fine = rules.FineDraft(
            key, changes.pop("fine_fen", 200_000), answers={Question.CORRECTED: False}
        )
        draft = rules.SummaryDraft(**{**values, "fine": fine, **changes})
        return services.decide_on_the_spot(ctx=self.act(by, on), draft=draft, on=on)
