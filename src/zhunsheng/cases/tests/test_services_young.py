"""Who is punished is of the age of liability, by the identity number (行政处罚法 30, 31)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from stdnum.iso7064 import mod_11_2

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import NoPenaltyGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import loading
from zhunsheng.cases.rules import sparing
from zhunsheng.cases.tests.steps import BELOW, DAY, doubt, refused
from zhunsheng.cases.tests.test_services_parties import HEAD_FINE, approve, head, investigate, join
from zhunsheng.cases.tests.world import BUREAU, World
from zhunsheng.kernel.identity import born_on
from zhunsheng.lawbook.choices import ConductKind, Degree, Question

pytestmark = pytest.mark.django_db

THIRTEEN = "999900201201013121"
SEVENTEEN = "999900200801013120"


def permit(kind: str, number: str) -> str:
    """Return a permit with an invented number of seventeen characters and its check digit."""
    return kind + number + mod_11_2.calc_check_digit(number)


@pytest.fixture
def world() -> World:
    return World(BUREAU)


def person(world: World, number: str) -> PenaltyCase:
    """Return the investigated file of a person of an invented identity number."""
    case = world.clue(DAY)
    who = rules.PersonDraft(number, address="示例区示例小区1号")
    joined = join(world, case, draft=head(person=who))
    investigate(world, approve(world, case))
    joined.refresh_from_db()
    return joined


def test_nobody_under_fourteen_is_punished(world: World) -> None:
    """30: 不满十四周岁的未成年人有违法行为的，不予行政处罚，责令监护人加以管教."""
    case = person(world, THIRTEEN)
    world.propose(case, HEAD_FINE, DAY)
    world.review(case, DAY)
    notify = partial(services.notify, ctx=world.act("yi", DAY), case=case.id, on=DAY)
    assert refused(world, notify) == ["fine.under_age"]
    known = rules.PersonDraft(THIRTEEN, address="示例区示例小区1号")
    spot = partial(world.spot, DAY, person_name="示例卯", person=known)
    assert "fine.under_age" in refused(world, spot)
    ground = NoPenaltyGround.UNDER_AGE
    draft = rules.NoPenaltyDraft(ground, "出生日期见身份证件。", "责令监护人加以管教。")
    ctx = world.act("chief", DAY)
    decide = partial(services.decide_no_penalty, ctx=ctx, case=case.id, draft=draft, on=DAY)
    assert refused(world, decide) == ["no_penalty.doubt_unreviewed"]
    doubt(world, case, DAY, ground)
    decide()


def test_who_is_not_of_full_age_is_punished_more_lightly(world: World) -> None:
    """30: 已满十四周岁不满十八周岁的，应当从轻或者减轻."""
    case = person(world, SEVENTEEN)
    propose = partial(world.propose, case, HEAD_FINE, DAY)
    assert refused(world, propose) == ["fine.young_unweighed"]
    [item, *_] = loading.evidence_of(world.viewer(), case)
    named = {"fourteen_to_eighteen": item.id}
    answers = {Question.CORRECTED: False, Question.DEGREE: Degree.LIGHTER}
    propose(circumstances=named, answers=answers)
    assert queries.file_of(world.viewer(), case.id, on=DAY).proposal_fen == HEAD_FINE


def test_age_is_that_of_the_day_on_which_the_violation_was(world: World) -> None:
    """30: of a violation that was over at once, also where the beginning alone was filled in."""
    case = person(world, "999900200702103120")  # eighteen on 11 February 2025
    case.violation_began_on = case.violation_ended_on = None
    case.conduct = ""
    case.save()
    once = rules.TimesDraft(began_on=date(2025, 2, 3), conduct=ConductKind.ONCE)
    propose = partial(world.propose, case, HEAD_FINE, DAY, times=once)
    assert refused(world, propose) == ["fine.young_unweighed"]
    world.propose(case, HEAD_FINE, DAY, times=replace(once, began_on=date(2025, 2, 20)))
    world.review(case, DAY)
    case.refresh_from_db()
    case.identity_number = SEVENTEEN
    case.save()
    notify = partial(services.notify, ctx=world.act("yi", DAY), case=case.id, on=DAY)
    assert refused(world, notify) == ["fine.young_unweighed"]


def evidenced(world: World, case: PenaltyCase, born: date | None) -> rules.PersonDraft:
    """Return who somebody is by the first evidence of the file, without a paper."""
    [item, *_] = loading.evidence_of(world.viewer(), case)
    return rules.PersonDraft(evidence=item.id, born_on=born)


def test_nobody_is_told_of_a_penalty_whose_age_the_evidence_does_not_show(world: World) -> None:
    """30, 40: identity by evidence alone; who may be a child is not punished."""
    case = person(world, "")
    world.propose(case, HEAD_FINE, DAY, person=evidenced(world, case, None))
    world.review(case, DAY)
    notify = partial(services.notify, ctx=world.act("yi", DAY), case=case.id, on=DAY)
    assert refused(world, notify) == ["case.party.age_unknown"]


def test_the_age_is_that_of_the_day_of_birth_which_the_evidence_shows(world: World) -> None:
    """30: below fourteen not punished, below eighteen more lightly, whatever paper there is."""
    case = person(world, "")
    child = evidenced(world, case, date(2012, 1, 1))
    world.propose(case, HEAD_FINE, DAY, person=child)
    world.review(case, DAY)
    notify = partial(services.notify, ctx=world.act("yi", DAY), case=case.id, on=DAY)
    assert refused(world, notify) == ["fine.under_age"]
    propose = partial(world.propose, case, HEAD_FINE, DAY)
    assert refused(world, partial(propose, person=evidenced(world, case, date(2008, 1, 1)))) == [
        "fine.young_unweighed"
    ]
    propose(person=evidenced(world, case, date(1990, 1, 2)))
    world.review(case, DAY)
    notify()


@pytest.mark.parametrize(
    ("number", "named", "born", "code"),
    [
        ("", False, date(1990, 1, 2), "unproven"),
        (THIRTEEN, True, date(1990, 1, 2), "differs"),
        ("", True, date(1890, 1, 2), "wrong"),
        ("", True, date(2030, 1, 2), "wrong"),
    ],
)
def test_a_day_of_birth_is_shown_by_evidence_and_agrees_with_the_paper(
    world: World, number: str, named: bool, born: date, code: str
) -> None:
    """40: what is not found out is not written down."""
    case = person(world, number)
    draft = evidenced(world, case, born)
    draft = draft if named else replace(draft, evidence=None)
    propose = partial(world.propose, case, HEAD_FINE, DAY, person=draft)
    assert f"case.party.birth_{code}" in refused(world, propose)


@pytest.mark.parametrize("ground", [NoPenaltyGround.UNDER_AGE, NoPenaltyGround.INCAPABLE])
def test_no_unit_is_spared_on_the_ground_of_a_person(world: World, ground: NoPenaltyGround) -> None:
    """30, 31: age and sight of mind are of natural persons."""
    case = world.investigated(DAY)
    world.propose(case, BELOW, DAY)
    world.review(case, DAY)
    draft = sparing.SparingDraft(ground, "出生日期见身份证件。")
    ctx = world.act("yi", DAY)
    act = partial(services.submit_for_sparing, ctx=ctx, case=case.id, draft=draft, on=DAY)
    assert refused(world, act) == ["no_penalty.not_of_this_person"]


@pytest.mark.parametrize(
    "number",
    [
        "x",
        THIRTEEN[:-1],
        f"{THIRTEEN[:-1]}7",
        "999900201213013120",
        "身份证99990020120101312，1980年1月2日出生",
        "护照E00000001",
        "1980年1月2日出生",
        "护照E00000001，2080年1月2日出生",
        "护照E00000001；签发日期：1990年1月2日",
        "外国人永久居留身份证99990020120101312，1980年1月2日出生",
        permit("港澳居民居住证", "81000019900102001")[:-1],
        permit("港澳居民居住证", "99990019900102001"),
        permit("港澳居民居住证", "81000020120102001") + "，1980年1月2日出生",
    ],
)
def test_nobody_is_punished_under_a_number_that_hides_the_age(world: World, number: str) -> None:
    """30, 40: the age follows from the identity that was found out, on the spot, too."""
    wrong = rules.PersonDraft(number, address="示例区示例小区1号")
    case = world.clue(DAY)
    assert refused(world, partial(join, world, case, draft=head(person=wrong))) == [
        "case.party.identity_wrong"
    ]
    spot = partial(world.spot, DAY, person_name="示例卯", person=wrong)
    assert "case.party.identity_wrong" in refused(world, spot)


@pytest.mark.parametrize(
    "number",
    [
        "台湾居民来往大陆通行证00000001，1990年1月2日出生",
        "港澳居民来往内地通行证H00000001，出生日期1990年1月2日",
        "护照号码：E00000001；出生日期：1990年1月2日",
        "外国人永久居留身份证USA110090010201，1990年1月2日出生",
        permit("外国人永久居留身份证", "91108419900102001"),
        permit("港澳居民居住证号码：", "81000019900102001"),
        permit("台湾居民居住证", "83000019900102001") + "，1990年1月2日出生",
        permit("港澳台居民居住证", "82000019900102001"),
        permit("", "81000019900102001"),
    ],
)
def test_every_lawful_paper_tells_who_somebody_is(world: World, number: str) -> None:
    """40, 公安机关签发的通行证、居住证和永久居留身份证: the age is that of the paper."""
    assert born_on(number) == date(1990, 1, 2)
    assert person(world, number).identity_number == number


def test_another_paper_gives_the_age_by_the_day_of_birth(world: World) -> None:
    """30: a passport has no birthday in its number."""
    case = person(world, "护照E00000001，2012年1月1日出生")
    world.propose(case, HEAD_FINE, DAY)
    world.review(case, DAY)
    notify = partial(services.notify, ctx=world.act("yi", DAY), case=case.id, on=DAY)
    assert refused(world, notify) == ["fine.under_age"]
