"""The desk as each role sees it: own duties by the clock, search and dossier inside the border."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.models import User
from zhunsheng.desk import queries, rules
from zhunsheng.desk.choices import INSIDE, Headed, Heading, SearchKind
from zhunsheng.inspection.choices import ENFORCEMENT_BASES, BasisKind
from zhunsheng.inspection.models import Inspection
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry.models import BusinessEntity

TODAY = date(2026, 1, 15)
OUTSIDE = (Role.ENTERPRISE, Role.PUBLIC)


def viewer(world, role: Role, *, foreign: bool = False) -> Viewer:
    user = User.objects.get(id=(world.foreign if foreign else world.own)[role])
    return Viewer(bureau=user.bureau_id, by=user.actor)


def an_entity(world) -> BusinessEntity:
    visited = Inspection.objects.of(viewer(world, Role.CHIEF)).exclude(visited_on=None)
    found: BusinessEntity = visited.select_related("entity").order_by("id")[0].entity
    return found


def a_text_of(world) -> str:
    return an_entity(world).name[2:4]


class TestHome:
    @pytest.mark.parametrize("role", sorted(INSIDE), ids=lambda role: role.value)
    def test_lists_only_duties_of_the_own_role_by_the_clock(self, role, world, signed_in):
        answer = signed_in(role).get("/")
        own = answer.context["own"]
        assert answer.status_code == 200
        assert all(role.value in line.duty.roles for line in own)
        assert list(own) == list(rules.by_the_clock(own))

    def test_of_officers_together_holds_every_duty_of_the_bureau(self, world):
        lines = queries.lines(viewer(world, Role.CHIEF), on=TODAY)
        held = {role.value for role in INSIDE}
        assert {line.duty.key for line in lines if not line.duty.roles & held} == {
            line.duty.key for line in lines if not line.duty.roles
        }
        assert len({line.duty.key for line in lines}) == len(lines)

    def test_of_a_street_shows_nothing_outside_its_unit(self, world):
        street = viewer(world, Role.STREET_OFFICER)
        unit = User.objects.get(id=street.by.id).unit_id
        rows = Inspection.objects.of(street).filter(unit_id=unit)
        own = {str(pk) for pk in rows.values_list("id", flat=True)}
        keys = [line.duty.key for line in queries.lines(street, on=TODAY)]
        assert {key.split(".")[0] for key in keys} <= {
            *("inspection", "cases", "jointwork", "execution")
        }
        visits = [k.split(":")[1] for k in keys if k.startswith("inspection.visit")]
        assert set(visits) <= own

    def test_of_a_head_shows_figures_that_open_their_rows(self, world, signed_in):
        answer = signed_in(Role.CHIEF).get("/")
        found = answer.context["overview"].headlines
        assert [one.heading for one in found] == list(Heading)
        for one in (part for line in found for part in line.counts):
            page = signed_in(Role.CHIEF).get(f"/heads/{one.head.value}/?year=2025")
            assert page.context["page"].total == one.value == len({row.key for row in one.rows})
            assert all(row.url for row in one.rows)
            assert len(page.context["chart"].rows) == 12
        numbered = {line.heading for line in found if line.counts}
        assert set(Heading) - numbered == {Heading.ACCIDENTS}

    @pytest.mark.parametrize("basis", [BasisKind.SERVICE, BasisKind.RESUMPTION])
    def test_of_a_head_has_a_rate_of_shown_codes_among_inspections_alone(self, basis, world):
        """Service and resumption are coded too and are no enforcement: they raise no rate."""
        head = viewer(world, Role.CHIEF)
        told = queries.headlines(head, [], year=2025, on=TODAY)
        shown = queries.counted(told, Headed.SCANNED).rows
        visits = queries.counted(told, Headed.VISITS).rows
        assert {row.url for row in shown} <= {row.url for row in visits}
        coded = next(one.url for one in shown).rstrip("/").split("/")[-1]
        Inspection.objects.of(head).filter(id=coded).update(basis_kind=basis.value)
        again = queries.headlines(head, [], year=2025, on=TODAY)
        for headed, before in ((Headed.SCANNED, shown), (Headed.VISITS, visits)):
            assert len(queries.counted(again, headed).rows) == len(before) - 1

    @pytest.mark.parametrize("room", ["cases", "compulsion", "inquiry", "execution", "legalreview"])
    def test_of_a_head_counts_the_terms_of_measures_among_those_of_cases(self, room, world):
        head = viewer(world, Role.CHIEF)
        near = rules.at_risk(queries.lines(head, on=TODAY))[0]
        of_room = replace(near, duty=replace(near.duty, key=f"{room}.step:1"))
        of_other = replace(near, duty=replace(near.duty, key="planning.step:1"))
        found = queries.headlines(head, [of_room, of_other], year=2025, on=TODAY)
        rows = queries.counted(found, Headed.CASES_NEAR).rows
        assert [row.key for row in rows] == [f"{room}.step:1"]

    def test_of_a_head_lists_the_ten_most_urgent_and_all_on_demand(self, world, signed_in):
        short, long = (
            signed_in(Role.CHIEF).get(f"/?year=2025{more}") for more in ("", "&risks=all")
        )
        total = short.context["risks_total"]
        assert len(short.context["risks"]) == min(total, 10)
        assert len(long.context["risks"]) == total
        assert ("列出全部" in short.text) is (total > 10)
        assert "列出全部" not in long.text

    def test_of_a_head_totals_no_fines_and_ranks_nobody(self, world, signed_in):
        """国办发〔2024〕54号: neither fines nor numbers of visits measure anybody."""
        text = signed_in(Role.CHIEF).get("/").text
        for word in ("罚款金额", "已缴罚款", "罚没金额", "排名", "名次", "排行"):
            assert word not in text
        words = [one.label for one in (*Heading, *Headed)]
        assert not any(word in label for label in words for word in ("罚", "街道", "排"))

    def test_opens_no_number_that_is_not_there(self, world, signed_in):
        assert signed_in(Role.CHIEF).get("/heads/fines/").status_code == 404
        assert signed_in(Role.ENFORCEMENT_OFFICER).get("/heads/mine/").status_code == 403

    def test_of_an_officer_shows_no_figures_of_the_bureau(self, world, signed_in):
        assert "overview" not in signed_in(Role.ENFORCEMENT_OFFICER).get("/").context

    @pytest.mark.parametrize("role", OUTSIDE, ids=lambda role: role.value)
    def test_leads_a_party_to_the_public_pages(self, role, world, signed_in):
        answer = signed_in(role).get("/")
        assert (answer.status_code, answer["Location"]) == (302, "/public/")

    def test_asks_a_stranger_to_sign_in(self, world):
        assert Client().get("/")["Location"].startswith("/accounts/sign-in/")

    def test_of_a_new_bureau_says_what_to_enter_first(self, world, signed_in):
        answer = signed_in(Role.SYSTEM_ADMIN, foreign=True).get("/")
        assert [step.url for step in answer.context["first_steps"]] == [
            "/registry/import/",
            "/workforce/import/",
            "/planning/",
        ]

    def test_costs_the_same_queries_in_an_empty_and_in_a_full_bureau(self, world):
        def cost(*, foreign: bool) -> int:
            with CaptureQueriesContext(connection) as asked:
                queries.lines(viewer(world, Role.FINANCE, foreign=foreign), on=TODAY)
            return len(asked)

        # A plan and what it waits for, a power list, the steps of measures, the acts of remedies
        # and what the archive waits for are read once they exist; without a case nobody asks
        # what cases wait for. Tasks, clues and letters bring six reads: their steps, who takes
        # part, what rests on a clue; two ask what is to be decided anew and by when. A yearly
        # report brings five: its versions, and what was done with them; a stop that may be lifted
        # one. Counted, they are 32.
        assert cost(foreign=False) - cost(foreign=True) in range(33)

    def test_reads_the_bureau_with_the_user_and_not_again_for_each_room(self, world, signed_in):
        client = signed_in(Role.CHIEF)
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/").status_code == 200
        again = [q for q in asked.captured_queries if 'FROM "accounts_bureau"' in q["sql"]]
        assert again == []


class TestSearch:
    def test_finds_by_two_characters_inside_the_bureau(self, world, signed_in):
        entity = an_entity(world)
        answer = signed_in(Role.ENFORCEMENT_OFFICER).get("/search/", {"q": entity.name[2:4]})
        groups = {group.kind: group for group in answer.context["groups"]}
        assert groups[SearchKind.ENTITY].hits
        assert all(entity.name[2:4] in hit.label for hit in groups[SearchKind.ENTITY].hits)

    @pytest.mark.parametrize("field", ["credit_code", "initials"])
    def test_finds_an_entity_by_its_code_and_by_its_initials(self, field, world, signed_in):
        entity = an_entity(world)
        text = getattr(entity, field)
        answer = signed_in(Role.ENFORCEMENT_OFFICER).get("/search/", {"q": text})
        urls = [hit.url for group in answer.context["groups"] for hit in group.hits]
        assert f"/entities/{entity.id}/" in urls

    def test_finds_nothing_of_another_bureau(self, world, signed_in):
        client = signed_in(Role.CHIEF, foreign=True)
        assert client.get("/search/", {"q": a_text_of(world)}).context["groups"] == ()

    def test_of_a_street_leaves_out_what_it_may_not_open(self, world, signed_in):
        answer = signed_in(Role.STREET_OFFICER).get("/search/", {"q": "示例"})
        kinds = {group.kind for group in answer.context["groups"]}
        assert kinds.isdisjoint({SearchKind.DOCUMENT, SearchKind.OFFICER})

    @pytest.mark.parametrize("text", ["", " ", "示"])
    def test_for_too_short_a_text_looks_nothing_up_and_says_what_to_type(
        self, text, world, signed_in
    ):
        answer = signed_in(Role.CHIEF).get("/search/", {"q": text})
        assert answer.context["groups"] == ()
        assert answer.context["too_short"]

    def test_costs_the_same_queries_for_few_and_for_many_hits(self, world, signed_in):
        client = signed_in(Role.CHIEF)

        def cost(text: str) -> int:
            with CaptureQueriesContext(connection) as asked:
                client.get("/search/", {"q": text})
            return len(asked)

        assert cost("示例") == cost("没有这个名称")

    @pytest.mark.parametrize("role", OUTSIDE, ids=lambda role: role.value)
    def test_is_closed_to_a_party(self, role, world, signed_in):
        assert signed_in(role).get("/search/", {"q": "示例"}).status_code == 403


class TestDossier:
    def test_counts_the_visits_that_the_bureau_made(self, world, signed_in):
        entity = an_entity(world)
        found = queries.dossier(viewer(world, Role.CHIEF), entity.id, (), on=date(2025, 12, 31))
        made = Inspection.objects.of(viewer(world, Role.CHIEF)).filter(
            entity=entity,
            visited_on__year=2025,
            basis_kind__in=[one.value for one in ENFORCEMENT_BASES],
        )
        assert found.visits_this_year == made.count()
        assert signed_in(Role.CHIEF).get(f"/entities/{entity.id}/").status_code == 200

    def test_of_another_bureau_is_not_there(self, world, signed_in):
        client = signed_in(Role.CHIEF, foreign=True)
        assert client.get(f"/entities/{an_entity(world).id}/").status_code == 404
