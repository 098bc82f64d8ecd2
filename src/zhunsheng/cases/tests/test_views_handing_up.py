"""A street hands up what it may not punish, with all that it typed and its photographs."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from zhunsheng.cases import rules, services
from zhunsheng.cases.choices import SourceKind
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.steps import DAY
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.documents.tests.scans import scan
from zhunsheng.evidence import queries as evidence

PARTY = "示例区晨安化工有限公司"
pytestmark = pytest.mark.django_db
SPOT = {
    "violations": "",
    "facts": "安排1名未取得特种作业操作证的人员上岗。",
    "place": "示例路1号车间",
    "time": "10时30分",
    "evidence": "现场照片2张，检查记录1份",
    "statement": "当事人称人员已经报名培训。",
    "certificates_shown": "on",
    "rights_told": "on",
    "on": DAY.isoformat(),
    "carried": "1",
}


def test_of_a_penalty_on_the_spot_all_that_was_seen_goes_on_and_nothing_else() -> None:
    """行政处罚法 20.4, 40: a street refers the matter with its bundle; what it saw is evidence."""
    world = World()
    world.delegate()
    client = signed_in(world, "street_one")
    own = {"unit": str(world.users["street_one"].unit_id), "form_number": "A-1", "warning": "on"}
    start = client.post("/cases/clue/", {**SPOT, **own, "party": PARTY})
    assert start.status_code == 200
    form = start.context["form"]
    assert not PenaltyCase.objects.of(world.viewer()).exists()
    assert not form.errors
    assert form["facts"].value() == SPOT["facts"]
    told = form["scene"].value()
    for said in ("示例路1号车间", "10时30分", "现场照片2张，检查记录1份", "已经报名培训"):
        assert said in told
    for chosen in ("受委托", "A-1", "警告", "已当场告知", "：是"):
        assert chosen not in told
    bare = {
        "party": PARTY,
        "violations": "",
        "facts": SPOT["facts"],
        "scene": told,
        "on": DAY.isoformat(),
        "request_key": "handing-up-1",
    }
    unsaid = client.post("/cases/clue/", bare)
    assert "请选择违法行为" in unsaid.content.decode()
    assert "不在可用的选项中" not in unsaid.content.decode()
    photo = SimpleUploadedFile("现场.pdf", scan(3), "application/pdf")
    sent = client.post(
        "/cases/clue/",
        {
            **bare,
            "request_key": "handing-up-2",
            "late_reason": "按现场记录补记",
            "violations": "safety.97-7",
            "photos": [photo],
        },
    )
    assert sent.status_code == 302, sent.context["outcome"].refusals
    (case,) = PenaltyCase.objects.of(world.viewer())
    assert case.source == SourceKind.HANDED_UP.value
    assert case.facts == SPOT["facts"]
    page = signed_in(world, "deputy").get(f"/cases/{case.id}/").content.decode()
    for said in ("移送情况", "示例路1号车间", "现场照片2张，检查记录1份"):
        assert said in page
    (item,) = evidence.catalogue(world.viewer(), ("case", case.id))
    assert item.name == "现场.pdf"


def test_the_approval_prints_what_the_officer_wrote_and_not_the_form() -> None:
    """54.2: 案件基本情况 are the facts; place, evidence and statement are read in the file."""
    world = World()
    world.delegate()
    scene = "处罚地点：示例路1号车间\n陈述申辩情况：当事人称人员已经报名培训。"
    case = world.clue(DAY, by="street_one", source=SourceKind.HANDED_UP, scene=scene)
    both = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))
    ctx = world.act("deputy", DAY)
    services.open_case(ctx=ctx, case=case.id, draft=both, on=DAY)
    (paper,) = documents.documents_of(world.viewer(), ("case", case.id))
    assert json.loads(paper.content)["contents"]["facts"] == case.facts
    assert "示例路1号车间" not in paper.content


def test_of_a_unit_that_nobody_registered_the_way_is_told() -> None:
    """行政处罚法 20, 40: who acts on a street learns who registers the unit; nothing is written."""
    world = World()
    world.delegate()
    world.add_user("window", "示例卯", "WINDOW_CLERK")
    client = signed_in(world, "street_one")
    for address in ("/cases/on-the-spot/", "/cases/clue/"):
        sent = {**SPOT, "party": "晨安化工", "violations": "safety.97-7", "request_key": "unlisted"}
        del sent["carried"]
        said = client.post(address, sent).context["form"].errors["party"][0]
        assert f"名称相近的有：{PARTY}（" in said
        assert "窗口人员、队（科）负责人（示例卯）" in said
        assert "移交：超出委托事项，提请本局查处" in said
        far = client.post(address, {**sent, "party": "示例小卖部"})
        assert "名称相近" not in far.context["form"].errors["party"][0]
    assert not PenaltyCase.objects.of(world.viewer()).exists()
