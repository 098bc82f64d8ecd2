"""Evidence taken for a case: interviews, a scene, preserved things, an expert opinion."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from uuid import UUID

from PIL import Image

from zhunsheng.demo.engine import Story, instant
from zhunsheng.demo.founding import Officer, World
from zhunsheng.demo.scenario import PINNED_NOW
from zhunsheng.demo.stories.inspections import CASE_VIOLATIONS, Visit
from zhunsheng.inquiry import rules, services
from zhunsheng.inquiry.choices import Capacity, DisposalKind, KeepingPlace
from zhunsheng.kernel.act import Act, Actor
from zhunsheng.registry import queries as registry
from zhunsheng.web.uploads import Upload


@dataclass(frozen=True, slots=True)
class _Matter:
    """What an inquiry into one kind of violation looks at, so that its papers speak of the case."""

    book: rules.Thing
    computer: rules.Thing
    question: str
    answer: str
    place: str
    findings: str
    proves: str


_TRAINING = _Matter(
    rules.Thing("安全培训签到册", "A4装订", "1册", "封001", "共86页"),
    rules.Thing("培训管理计算机主机", "示例牌", "1台", "封002"),
    "签到册上的签名由谁书写？",
    "大部分是本人签的，有几名员工由班组长代签。",
    "培训教室",
    "教室可容纳40人，墙面张贴培训制度；投影设备完好；未见当日培训的签到表。",
    "部分员工没有参加安全培训，签到由他人代签",
)
_HAZARDS = _Matter(
    rules.Thing("事故隐患排查治理台账", "A4装订", "1册", "封001", "共52页"),
    rules.Thing("隐患管理计算机主机", "示例牌", "1台", "封002"),
    "台账上的排查人签名由谁书写？",
    "大部分是排查人签的，有几次由安全员事后代签。",
    "安全办公室",
    "台账存放于资料柜；台账记载的整改照片与现场不一致；公示栏张贴了排查治理制度。",
    "事故隐患排查治理情况没有如实记录，排查人签名系事后代签",
)
_LICENCES = _Matter(
    rules.Thing("电工作业票登记册", "A4装订", "1册", "封001", "共30页"),
    rules.Thing("考勤管理计算机主机", "示例牌", "1台", "封002"),
    "作业票上的签名由谁书写？低压电工作业由谁从事？",
    "由没有取得电工作业操作证的维修工从事，作业票由班组长代签。",
    "配电室",
    "配电室有低压配电柜4面，墙面张贴操作规程；未见当班作业人员的操作证复印件。",
    "没有取得电工作业操作证的人员从事低压电工作业",
)
MATTERS = {"safety.97-5": _HAZARDS, "safety.97-7": _LICENCES}
#: What is kept of a case whose books were kept before: nothing is kept twice (56).
_LATER = (
    rules.Thing("安全生产会议记录本", "A5装订", "1册", "封003"),
    rules.Thing("监控录像硬盘", "示例牌", "1块", "封004"),
)
#: Days before the clock of a demo on which an open case keeps evidence, and asks an expert.
KEPT, ASKED = 3, 7
#: Working days after a visit on which a case is told, spared or discussed: no opinion is awaited.
JUDGED = (15, 16, 37)
#: Working days after a visit on which its case is decided, without and with a hearing.
PLAIN_CASE, HEARD_CASE = 26, 39


def story(
    world: World, visit: Visit, case: UUID, at: Callable[[int, int], datetime]
) -> Iterator[datetime]:
    """Take evidence for a case that goes to a hearing, or is open when the demo's clock stands."""
    if not world.scenario.open_matters or visit.case is None or visit.officers is None:
        return
    told = _Inquiry(world, case, visit, visit.officers, at)
    if at(HEARD_CASE if visit.case.hearing else PLAIN_CASE, 9) > PINNED_NOW:
        world.year.begin(told.open())
    if is_asked(world, visit):
        yield from told.taken()


def is_asked(world: World, visit: Visit) -> bool:
    """Return whether the legal representative is interviewed on record for the case of a visit."""
    return world.scenario.open_matters and visit.case is not None and visit.case.hearing


@dataclass(frozen=True, slots=True)
class _Inquiry:
    """The case that evidence is taken for, who takes it, and its days after the visit."""

    world: World
    case: UUID
    visit: Visit
    officers: tuple[Officer, Officer]
    at: Callable[[int, int], datetime]

    @property
    def lead(self) -> Actor:
        """The officer who enters what was taken."""
        return self.officers[0].actor

    @property
    def matter(self) -> _Matter:
        """What the case is about."""
        key = CASE_VIOLATIONS[self.visit.number % len(CASE_VIOLATIONS)]
        return MATTERS.get(key, _TRAINING)

    @property
    def person(self) -> str:
        """The legal representative, as the registry and every other paper name it."""
        assert self.visit.entity is not None
        return registry.entity(self.world.viewer, self.visit.entity).legal_representative

    @property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """What the legal representative was asked and said."""
        return (
            (
                "请你介绍个人基本情况和职务、职责。",
                "我是法定代表人，负责日常安全生产管理。",
            ),
            ("你是否听清上述权利和义务？是否申请执法人员回避？", "听清了，不申请回避。"),
            (self.matter.question, self.matter.answer),
            ("你还有什么需要补充、说明的？", "没有了，我们已经组织整改。"),
        )

    @property
    def handlers(self) -> tuple[UUID, ...]:
        """The officers who take evidence."""
        return tuple(one.id for one in self.officers)

    @property
    def subject(self) -> tuple[str, UUID]:
        """The case as the subject of an inquiry."""
        return ("case", self.case)

    def by(self, who: Actor, at: datetime) -> Act:
        """Return the act of somebody at an instant."""
        return self.world.year.act(who, at)

    def taken(self) -> Story:
        """Take evidence between opening and report, and settle everything that was kept."""
        yield from self._asked(3)
        yield from self._seen(4)
        kept = yield from self._kept(self.at(4, 15))
        asked = yield from self._commissioned(self.at(5, 9))
        at = self.at(8, 9)
        yield at
        result = rules.ResultDraft(
            "示例鉴字第1号", f"{self.matter.book.name}中12处签名不是本人书写"
        )
        services.receive_opinion(
            ctx=self.by(self.lead, at),
            commission=asked,
            draft=result,
            report=Upload("鉴定报告.png", _page()),
            on=at.date(),
        )
        yield from self._settled(kept, self.at(8, 11))

    def open(self) -> Story:
        """Keep evidence and ask an expert shortly before the clock of the demo: both wait."""
        asked = self._before(ASKED)
        if not any(asked <= self.at(day, 23) <= PINNED_NOW for day in JUDGED):
            yield from self._commissioned(asked)
        later = _LATER if is_asked(self.world, self.visit) else ()
        yield from self._kept(self._before(KEPT), *later)

    def _before(self, days: int) -> datetime:
        day: date = PINNED_NOW.date() - timedelta(days=days)
        return instant(self.world.year.calendar.workday_on_or_after(day), 9, 30)

    def _spot(self, at: datetime, place: str) -> rules.OnTheSpot:
        return rules.OnTheSpot(
            officers=self.handlers,
            place=place,
            started_at=at - timedelta(minutes=50),
            ended_at=at - timedelta(minutes=5),
            certificates_shown=True,
            recusal_told=True,
            signed=True,
            recording="执法记录仪全程录音录像",
            proves=self.matter.proves,
        )

    def _asked(self, day: int) -> Story:
        at = self.at(day, 9)
        yield at
        call = rules.CallDraft(
            person=self.person,
            called_to=at + timedelta(hours=5),
            place="示例区应急管理局询问室",
            officers=self.handlers,
            bring=f"身份证件、{self.matter.book.name}",
        )
        called = services.call_to_interview(
            ctx=self.by(self.lead, at), subject=self.subject, draft=call, on=at.date()
        )
        at += timedelta(hours=6)
        yield at
        draft = rules.InterviewDraft(
            spot=self._spot(at, call.place),
            person=rules.Person(self.person, Capacity.LEGAL_REPRESENTATIVE, post="总经理"),
            answers=self.answers,
            rights_told=True,
            read_back=True,
            call=called.id,
        )
        services.record_interview(
            ctx=self.by(self.lead, at), subject=self.subject, draft=draft, on=at.date()
        )

    def _seen(self, day: int) -> Story:
        at = self.at(day, 10)
        yield at
        scene = rules.SceneDraft(
            spot=self._spot(at, self.matter.place),
            matter=f"查明{self.matter.place}的情况和有关记录",
            findings=self.matter.findings,
            present=self.person,
            present_post="总经理",
        )
        services.examine_scene(
            ctx=self.by(self.lead, at), subject=self.subject, draft=scene, on=at.date()
        )

    def _kept(self, at: datetime, *things: rules.Thing) -> Generator[datetime, None, UUID]:
        yield at
        things = things or (self.matter.book, self.matter.computer)
        paper, disk = (one.name for one in things)
        draft = rules.PreservationDraft(
            officers=self.handlers,
            reason=f"{paper}为纸质孤本，{disk}内有电子记录，不及时保存可能被替换、删除",
            things=things,
            keeping=KeepingPlace.IN_PLACE,
            place="当事人档案室",
            keeper=self.person,
        )
        row = services.request_preservation(
            ctx=self.by(self.lead, at), subject=self.subject, draft=draft, on=at.date()
        )
        at += timedelta(minutes=20)
        yield at
        head = self.by(self.world.who("fujuzhang"), at)
        services.approve_preservation(ctx=head, preservation=row.id, on=at.date())
        at += timedelta(minutes=40)
        yield at
        notice = rules.NoticeDraft(
            officers=self.handlers, receiver=self.person, certificates_shown=True, signed=True
        )
        services.notify_preservation(
            ctx=self.by(self.lead, at), preservation=row.id, draft=notice, on=at.date()
        )
        return row.id

    def _commissioned(self, at: datetime) -> Generator[datetime, None, UUID]:
        yield at
        draft = rules.CommissionDraft(
            institution="示例司法鉴定中心",
            qualification="文书鉴定（示例许可）",
            questions=f"{self.matter.book.name}中的签名是否为本人书写",
            materials=f"{self.matter.book.name}复制件1册、签名样本3页",
            officers=self.handlers,
            due_on=at.date() + timedelta(days=20),
        )
        row = services.commission_expert(
            ctx=self.by(self.lead, at), subject=self.subject, draft=draft, on=at.date()
        )
        return row.id

    def _settled(self, kept: UUID, at: datetime) -> Story:
        yield at
        draft = rules.DisposalDraft(
            (DisposalKind.RELEASED, DisposalKind.GIVEN_BACK), "已经鉴定和复制，不再需要保存"
        )
        services.propose_disposal(
            ctx=self.by(self.lead, at), preservation=kept, draft=draft, on=at.date()
        )
        at += timedelta(minutes=30)
        yield at
        head = self.by(self.world.who("fujuzhang"), at)
        services.decide_disposal(ctx=head, preservation=kept, on=at.date())


def _page() -> bytes:
    """Return a picture of an empty page, as the report of the expert arrives."""
    out = BytesIO()
    Image.new("L", (620, 877), "white").save(out, "PNG")
    return out.getvalue()
