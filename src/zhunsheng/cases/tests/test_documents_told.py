"""What decisions say of rights that were told, of corrections, and of amounts that were lowered."""

from __future__ import annotations

import pytest

from zhunsheng.cases import rules, services
from zhunsheng.cases.tests.steps import DAY, HEAVY, heard
from zhunsheng.cases.tests.test_services_heard import AFTER
from zhunsheng.cases.tests.world import BUREAU, DIGEST, World
from zhunsheng.documents import queries as documents
from zhunsheng.lawbook.choices import Harm, Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(BUREAU)


def test_a_lowered_amount_does_not_contradict_the_answer_before_it(world: World) -> None:
    """行政处罚法 45, 57.2, 59: the answer stays as given, and the paper says what came after it."""
    case, less = heard(world), HEAVY - 1_00
    world.review(case, AFTER)
    world.discuss(case, less, AFTER)
    world.review(case, AFTER)
    world.decide(case, less, AFTER, note="主动减轻危害后果。")
    papers = documents.documents_of(world.viewer(), ("case", case.id))
    [told] = [row.contents for row in papers if row.kind == "penalty_decision"]
    [rights] = [row.number for row in papers if row.kind == "hearing_rights_notice"]
    text = str(told["hearing"])
    assert text.startswith(f"本局同时送达《行政处罚听证告知书》（编号：{rights}），")
    assert text.endswith("集体讨论决定减少罚款数额，理由见本决定书的裁量理由。")


def test_on_the_spot_the_paper_tells_what_was_told_and_whether_it_was_put_right(
    world: World,
) -> None:
    """行政处罚法 44, 45.1, 28.1: 告知内容及事实、理由、依据和权利; 责令改正."""
    facts = f"{DAY.isoformat()}检查时，当事人的仓库出入口没有警示标志。"
    case = world.spot(DAY, facts=facts, statement="当事人表示没有意见")
    papers = documents.documents_of(world.viewer(), ("case", case.id))
    [told] = [row.contents for row in papers if row.kind == "summary_penalty_decision"]
    assert told["representation"] == (
        "当场告知了拟作出处罚的内容及事实、理由、依据和陈述、申辩的权利。当事人表示没有意见。"
    )
    assert told["identity_shown"] == "执法人员当场出示了行政执法证件。"  # 52.1
    assert (told["addressed"], told["facts"]) == ("", facts.rstrip("。"))
    assert str(told["correction"]).startswith(
        "依据《中华人民共和国行政处罚法》第二十八条第一款，责令"
    )
    right = rules.FineDraft(
        "safety.99-1", 200_000, answers={Question.CORRECTED: True, Question.HARM: Harm.MORE}
    )
    again = world.spot(DAY, fine=right)
    papers = documents.documents_of(world.viewer(), ("case", again.id))
    [told] = [row.contents for row in papers if row.kind == "summary_penalty_decision"]
    assert told["correction"] == "当事人已当场改正上述违法行为。"


@pytest.mark.parametrize(
    ("corrected", "said", "printed"),
    [
        (True, "", "经调查，当事人已经及时改正上述违法行为。"),
        (False, "", "经调查，当事人没有及时改正上述违法行为。"),
        (None, "", "调查终结时，尚未认定当事人是否及时改正上述违法行为。"),
        (True, "3月2日更换了持证人员", "3月2日更换了持证人员。"),
    ],
)
def test_the_report_prints_what_it_found_of_the_correction(
    world: World, corrected: bool | None, said: str, printed: str
) -> None:
    """行政处罚法 33.1, 40: whether it was put right in time bears on the penalty."""
    case = world.opened(DAY)
    item = rules.EvidenceDraft("现场检查记录", "SCENE_RECORD", DAY, "检查时的情况", DIGEST)
    draft = rules.InvestigationDraft(
        facts=case.facts, evidence=(item,), corrected=corrected, correction=said
    )
    services.investigate(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)
    papers = documents.documents_of(world.viewer(), ("case", case.id))
    [report] = [row.contents for row in papers if row.kind == "investigation_report"]
    assert report["correction"] == printed
