"""Earlier offences over the site's bureaus and over sites, and what no longer counts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from zhunsheng.cases import exports, queries, rules, services
from zhunsheng.cases.choices import (
    AnnulmentKind,
    FirstOffence,
    NoPenaltyGround,
)
from zhunsheng.cases.models import Annulment, ForeignOffence, OffenceImport, PenaltyCase
from zhunsheng.cases.queries import offences
from zhunsheng.cases.rules import exchange
from zhunsheng.cases.tests.steps import BELOW, DAY, FIRST, annulled, doubt
from zhunsheng.cases.tests.world import ANOTHER, OTHER, SIGNED, World, credit_code
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.lawbook.choices import ConductKind

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef" * 4
NEW_KEY = "fedcba9876543210" * 4
LATER = DAY + timedelta(days=30)
CODE = credit_code(4)


@pytest.fixture
def world(settings: Any) -> World:
    settings.ZHUNSHENG_EXCHANGE_KEY = KEY
    return World()


def looked_up(world: World, case: PenaltyCase, on: date = LATER) -> offences.Earlier:
    held = PenaltyCase.objects.of(world.viewer()).select_related("party").get(id=case.id)
    return offences.earlier(world.viewer(), held, on=on)


def annul(world: World, case: PenaltyCase, on: date, by: str = "reviewer") -> Annulment:
    draft = rules.AnnulmentDraft(AnnulmentKind.ANNULLED, "示例区人民政府", "示例复议〔2025〕1号")
    return annulled(world, case, draft, on, by)


def foreign_file(
    on: date = DAY,
    *,
    rows: tuple[exchange.Offence, ...] = (),
    annulled: tuple[str, ...] = (),
    since: date | None = None,
    origin: str = "999909",
    key: str = KEY,
) -> bytes:
    made = datetime.combine(on, time(8), tzinfo=SHANGHAI)
    return exchange.written(
        exchange.key_of(key),
        origin=origin,
        made_at=made,
        covers_since=since,
        offences=rows,
        annulled=annulled,
    )


def take(world: World, content: bytes, on: date = LATER) -> OffenceImport:
    ctx = world.act(world.founder, on)
    return services.import_offences(ctx=ctx, content=content, on=on)


PUNISHED = exchange.Offence("d1", CODE, ("safety.97-7",), DAY)


class TestEarlier:
    def test_tells_own_decisions_with_number_and_others_with_day_alone(self, world: World) -> None:
        other = World(OTHER, "999901")
        mine, theirs = world.spot(DAY), other.spot(DAY)
        found = looked_up(world, world.clue(LATER))
        assert [(row.case, row.is_same) for row in found.own] == [(mine.id, False)]
        assert found.others == (offences.OtherOffence("示例区999901应急管理局", DAY, False),)
        assert theirs.number not in repr(found.others)
        assert found.facts == rules.OffenceFacts(any_violation=2, same_violation=0)
        assert found.answer is FirstOffence.NO
        assert (found.window.years, found.window.is_verified) == (2, False)

    def test_looks_no_further_back_than_the_window(self, world: World) -> None:
        world.spot(DAY)
        inside = world.clue(date(2027, 3, 3), violations=("safety.99-1",))
        outside = world.clue(
            date(2027, 3, 4), violation_ended_on=date(2027, 3, 4), conduct=ConductKind.ONCE
        )
        assert looked_up(world, inside, date(2027, 4, 1)).facts.same_violation == 1
        assert looked_up(world, outside, date(2027, 4, 1)).answer is FirstOffence.YES

    def test_counts_whoever_was_spared_as_first_but_not_what_was_not_established(
        self, world: World
    ) -> None:
        for ground in (NoPenaltyGround.FIRST, NoPenaltyGround.NOT_ESTABLISHED):
            case = world.investigated(DAY)
            if ground is NoPenaltyGround.FIRST:
                world.propose(case, 0, DAY, answers=FIRST, waive=True)
            else:
                world.propose(case, BELOW, DAY, other_act=ANOTHER)
            world.review(case, DAY)
            if ground is NoPenaltyGround.NOT_ESTABLISHED:
                doubt(world, case, DAY)
            draft = rules.NoPenaltyDraft(ground, "首次发现，当日改正。", "当场教育。")
            services.decide_no_penalty(
                ctx=world.act("chief", DAY), case=case.id, draft=draft, on=DAY
            )
        (only,) = looked_up(world, world.clue(LATER)).own
        assert only.is_spared

    def test_says_nothing_of_a_person_whom_only_a_name_knows(self, world: World) -> None:
        case = world.clue(LATER)
        PenaltyCase.objects.of(world.viewer()).filter(id=case.id).update(
            party_kind="PERSON", party_name="示例甲", is_person_of=True
        )
        world.spot(DAY)
        found = looked_up(world, case)
        assert (found.answer, found.own) == (FirstOffence.UNKNOWN, ())
        assert [one.code for one in found.findings] == ["offence.not_identified"]


class TestAnnulment:
    def test_takes_a_decision_out_of_the_earlier_offences(self, world: World) -> None:
        case = world.spot(DAY)
        again = world.clue(LATER, violations=("safety.99-1",))
        before = queries.punished_before(world.viewer(), again, same_source=False)
        assert before == (case.number,)
        annul(world, case, LATER)
        assert looked_up(world, again).first_offence is True
        assert queries.punished_before(world.viewer(), again, same_source=False) == ()

    def test_is_refused_before_a_decision_and_writes_nothing(self, world: World) -> None:
        case = world.opened(DAY)
        events = world.events
        with pytest.raises(StepRefused) as refusal:
            annul(world, case, LATER, by="finance")
        assert [one.code for one in refusal.value.findings] == [
            "step.annulment_report.wrong_role",
            "remedy.undecided",
        ]
        assert world.events == events
        assert not Annulment.objects.of(world.viewer()).exists()


class TestExport:
    def test_tells_what_stands_and_withdraws_what_was_annulled(self, world: World) -> None:
        kept, lost = world.spot(DAY), world.spot(DAY, violation="safety.99-2")
        before = exports.offence_file(world.viewer(), made_at=world.act("yi", DAY).at, since=None)
        assert (before.rows, before.withdrawn, before.left_out) == (2, 0, 0)
        annul(world, lost, LATER)
        made = exports.offence_file(world.viewer(), made_at=world.act("yi", LATER).at, since=None)
        assert (made.rows, made.withdrawn) == (1, 1)
        for plain in (CODE, kept.party_name, kept.number, str(kept.id), "safety.99-1"):
            assert plain.encode() not in made.content


class TestImport:
    def test_finds_the_party_on_the_other_site_and_forgets_what_it_withdraws(
        self, world: World
    ) -> None:
        case = world.clue(LATER)
        done = take(world, foreign_file(rows=(PUNISHED,)))
        assert (done.rows_read, done.rows_new, done.rows_withdrawn) == (1, 1, 0)
        assert looked_up(world, case).foreign == (offences.OtherOffence("999909", DAY, True),)
        again = take(world, foreign_file(LATER, annulled=("d1",)))
        assert (again.rows_new, again.rows_withdrawn) == (0, 1)
        assert looked_up(world, case).answer is FirstOffence.YES

    @pytest.mark.parametrize(
        ("second", "code"),
        [
            (foreign_file(rows=(PUNISHED,)), "exchange.known"),
            (foreign_file(DAY - timedelta(days=1)), "exchange.outdated"),
            (foreign_file(LATER, origin="999900"), "exchange.own_site"),
            (foreign_file(LATER + timedelta(days=2)), "exchange.ahead"),
            (foreign_file(LATER, key=NEW_KEY), "exchange.foreign_key"),
            (foreign_file(LATER, rows=(PUNISHED,))[:-9], "exchange.format"),
        ],
    )
    def test_refuses_a_second_file_and_writes_nothing(
        self, world: World, second: bytes, code: str
    ) -> None:
        take(world, foreign_file(rows=(PUNISHED,)))
        events = world.events
        with pytest.raises(StepRefused) as refusal:
            take(world, second)
        assert [one.code for one in refusal.value.findings] == [code]
        assert world.events == events
        assert OffenceImport.objects.of(world.viewer()).count() == 1
        assert ForeignOffence.objects.of(world.viewer()).count() == 1

    def test_does_not_know_where_a_list_is_short_or_its_key_was_replaced(
        self, world: World, settings: Any
    ) -> None:
        case = world.clue(LATER)
        take(world, foreign_file(since=DAY))
        assert looked_up(world, case).answer is FirstOffence.UNKNOWN
        take(world, foreign_file(LATER))
        assert looked_up(world, case).answer is FirstOffence.YES
        settings.ZHUNSHENG_EXCHANGE_KEY = NEW_KEY
        assert looked_up(world, case).answer is FirstOffence.UNKNOWN
        renewed = foreign_file(LATER + timedelta(days=1), rows=(PUNISHED,), key=NEW_KEY)
        take(world, renewed, LATER + timedelta(days=1))
        assert looked_up(world, case).answer is FirstOffence.NO


class TestPage:
    @pytest.fixture
    def client(self, world: World, settings: Any) -> Client:
        settings.ZHUNSHENG_PINNED_NOW = f"{LATER.isoformat()}T09:00:00+08:00"
        made = Client()
        made.force_login(world.users["head"], backend="django.contrib.auth.backends.ModelBackend")
        return made

    def test_shows_where_it_was_looked_and_no_number_of_another_bureau(
        self, world: World, client: Client
    ) -> None:
        other = World(OTHER, "999901")
        theirs = other.spot(DAY)
        take(world, foreign_file(rows=(PUNISHED,)))
        address = reverse("cases:earlier", args=[world.clue(LATER).id])
        page = client.get(address, headers={"HX-Request": "true"}).content.decode()
        for text in (
            "并非初次违法",
            "示例区999901应急管理局",
            "机关 999909",
            "相同违法行为",
            "未核实",
        ):
            assert text in page
        assert theirs.number not in page
        assert str(theirs.id) not in page

    def test_records_that_a_decision_lost_its_force(self, world: World, client: Client) -> None:
        case = world.spot(DAY)
        address = reverse("cases:annulment", args=[case.id])
        typed = {
            "kind": "ANNULLED",
            "body": "示例区人民政府",
            "number": "示例复议〔2025〕1号",
            "on": LATER.isoformat(),
            "request_key": "annul",
            "version": str(PenaltyCase.objects.of(world.viewer()).get(id=case.id).version),
        }
        assert "没有上传" in client.post(address, typed).content.decode()
        scan = SimpleUploadedFile("撤销决定.jpg", SIGNED.content)
        assert client.post(address, {**typed, "scan": scan}).status_code == 302
        shown = client.get(reverse("cases:detail", args=[case.id])).content.decode()
        assert "等待确认" in shown
        assert client.post(address, {**typed, "request_key": "again"}).status_code == 409
        assert client.get(address).context["refused"] == ()
        annul(world, world.spot(DAY), LATER)
        fallen = PenaltyCase.objects.of(world.viewer()).exclude(id=case.id).get()
        shown = client.get(reverse("cases:annulment", args=[fallen.id])).context["refused"]
        assert [one.code for act in shown for one in act.findings] == ["change.ended"]
        page = reverse("cases:act", args=[case.id, "annulment_confirmation"])
        assert "示例复议〔2025〕1号" in client.get(page).content.decode()
