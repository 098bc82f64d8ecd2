"""Codes shown on entry, ratings and a complaint; a major hazard that is listed and delisted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from zhunsheng.accounts.records import OfBureau
from zhunsheng.demo.engine import Story, instant, pick
from zhunsheng.demo.founding import World
from zhunsheng.hazards import services as hazards
from zhunsheng.hazards.choices import ListingBody
from zhunsheng.hazards.rules import Decision
from zhunsheng.inspection import queries as inspections
from zhunsheng.inspection.choices import AttendeeRole, CompanionKind
from zhunsheng.inspection.rules import AttendeeDraft, CompanionDraft, DispatchDraft
from zhunsheng.visitcode import queries as codes
from zhunsheng.visitcode import services as visitcode
from zhunsheng.visitcode.choices import Irregularity, RatingQuestion, Score, StatementKind
from zhunsheng.visitcode.rules import PARTY, StatementDraft
from zhunsheng.workforce import queries as workforce

if TYPE_CHECKING:
    from zhunsheng.demo.stories.inspections import Visit

EXPERT = CompanionDraft(CompanionKind.EXPERT, "示例专家", "示例安全技术服务机构")
ATTENDEES = (
    AttendeeDraft(AttendeeRole.HEAD, "示例负责人", "负责人"),
    AttendeeDraft(AttendeeRole.SAFETY_OFFICER, "示例安全员", "安全管理人员"),
    AttendeeDraft(AttendeeRole.OPERATOR, "示例操作工", "岗位操作"),
)
SCORES = (Score.GOOD, Score.GOOD, Score.GOOD, Score.FAIR, Score.POOR)
#: Every so-manieth visit of the shown year is entered with a code, goes with an expert, by car.
WITH_CODE, WITH_EXPERT, BY_CAR = 3, 7, 2


def companions(world: World, visit: Visit) -> tuple[CompanionDraft, ...]:
    """Return who was named beforehand to come with the officers."""
    named = world.scenario.open_matters and visit.number % WITH_EXPERT == 0
    return (EXPERT,) if named else ()


def attendees(world: World, visit: Visit) -> tuple[AttendeeDraft, ...]:
    """Return who of the entity was there."""
    return ATTENDEES[: 1 + visit.number % 3] if world.scenario.open_matters else ()


def dispatch(world: World, visit: Visit, start: datetime) -> DispatchDraft | None:
    """Return how the officers went out."""
    if not world.scenario.open_matters or visit.number % BY_CAR:
        return None
    car = f"示A{1001 + visit.number % 4}"
    return DispatchDraft(start - timedelta(minutes=25), (car,), start + timedelta(minutes=110))


def enter(world: World, visit: Visit, inspection: UUID, at: datetime) -> Story:
    """Show the code, and let the enterprise rate the visit; once it complains."""
    if not world.scenario.open_matters or visit.number % WITH_CODE or visit.officers is None:
        return
    yield at
    visitcode.show_code(
        ctx=world.year.act(visit.officers[0].actor, at), inspection=inspection, on=visit.day
    )
    seed = f"{world.scenario.name}/rating/{visit.number}"
    rating = {one: SCORES[pick(f"{seed}/{one.value}", len(SCORES))] for one in RatingQuestion}
    visitcode.rate(
        scope=OfBureau(world.year.bureau),
        token=codes.token_of(inspection),
        rating=rating,
        month=visit.day.replace(day=1),
    )
    if visit.number == WITH_CODE:
        later = at + timedelta(minutes=30)
        yield later
        grounds = (Irregularity.BANNED,)
        draft = StatementDraft(StatementKind.COMPLAINT, grounds, "要求法定代表人到场等候。")
        visitcode.hand_in(
            ctx=world.year.act(PARTY, later), inspection=inspection, draft=draft, on=visit.day
        )


def listed(world: World, visit: Visit, inspection: UUID) -> Story:
    """Propose the major hazards of a visit; the committee lists them, and officers verify."""
    major = [one for one in inspections.findings_of(world.viewer, inspection) if one.is_major]
    if not world.scenario.open_matters or not major or visit.officers is None:
        return
    on = world.year.workday(visit.day + timedelta(days=3))
    yield instant(on, 10)
    row = hazards.propose(
        ctx=world.year.act(world.who("fujuzhang"), instant(on, 10)),
        finding=major[0].id,
        reason="隐患治理涉及停用设备，需要协调有关部门。",
        on=on,
    )
    day = world.year.workday(on + timedelta(days=6))
    yield instant(day, 11)
    number = f"示安委督〔{day.year}〕{visit.number}号"
    listing = Decision(
        ListingBody.SAFETY_COMMITTEE, number, day, day + timedelta(days=60), "治理期间不得作业"
    )
    lead = visit.officers[0].actor
    hazards.record_listing(
        ctx=world.year.act(lead, instant(day, 11)),
        hazard=row.id,
        decision=listing,
        version=None,
        on=day,
    )
    seen = world.year.workday(day + timedelta(days=20))
    yield instant(seen, 15)
    hazards.follow_up(
        ctx=world.year.act(lead, instant(seen, 15)),
        hazard=row.id,
        text="现场查看，设备已停用，治理方案正在实施。",
        version=None,
        on=seen,
    )
    done = world.year.workday(day + timedelta(days=45))
    yield instant(done, 15)
    hazards.verify(
        ctx=world.year.act(lead, instant(done, 15)),
        hazard=row.id,
        officers=(visit.officers[0].id, _another(world, visit)),
        is_removed=True,
        text="现场核验，隐患已消除。",
        version=None,
        on=done,
    )


def _another(world: World, visit: Visit) -> UUID:
    """Return an officer of the bureau who was not on a visit."""
    return next(one.id for one in world.officers if one not in (visit.officers or ()))


#: Re-inspections lie before the first visit of a day.
AGAIN = tuple((8, minute) for minute in range(0, 60, 10))


def free_hours(world: World, inspection_id: UUID, on: date) -> tuple[datetime, datetime]:
    """
    Return ten minutes of a day in which nobody of the pair is elsewhere.

    :raises ValueError: if there are none
    """
    row = inspections.inspection(world.viewer, inspection_id)
    sent = inspections.officer_ids(world.viewer, inspection_id)
    pair = workforce.officer_facts(world.viewer, sent)
    for hour, minute in AGAIN:
        began = instant(on, hour, minute)
        ended = began + timedelta(minutes=10)
        if not inspections.clashing(world.viewer, row, began, ended, pair):
            return began, ended
    raise ValueError(f"no hour is left on {on} for a re-inspection")
