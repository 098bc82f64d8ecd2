"""An assessment on decided cases: kept with its inputs, coded, refused where it means nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.tests.world import ANOTHER, World
from zhunsheng.documents.rendering import render_docx
from zhunsheng.fairness import exports, queries, services
from zhunsheng.fairness.choices import DefectKind, DraftSource
from zhunsheng.fairness.models import FairnessRun
from zhunsheng.fairness.queries.past import past
from zhunsheng.fairness.queries.tables import in_force
from zhunsheng.fairness.tests.builders import clean, law, signs
from zhunsheng.kernel.canonical import canonical_text, sha256_hex
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.lawbook.loading import benchmarks

pytestmark = pytest.mark.django_db

DECIDED, ON, SINCE = date(2025, 9, 8), date(2026, 1, 15), date(2025, 1, 1)


def propose_again(
    world: World, case: PenaltyCase, fine_fen: int, facts: dict[str, int] | None = None
) -> None:
    """Let the last proposal of a case say what it was derived from, or nothing of it."""
    told = {
        "violation": case.violation_keys[0],
        "who": "UNIT",
        "stage": "FIRST",
        "facts": facts or {},
        "least": 0,
        "most": 3_000_000,
        "fine_fen": fine_fen,
        "degree": "ORDINARY",
        "benchmark": "",
    }
    CaseAct.objects.create(
        id=world.act("yi", DECIDED).new_id("more"),
        bureau_id=world.bureau,
        case=case,
        sequence=900,
        step="proposal",
        on=DECIDED,
        data=canonical_text({"fine_fen": fine_fen, "derivations": [told] if facts else []}),
        by_name="示例乙",
    )


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        told = World()
        for fine in (500_000, 900_000):
            propose_again(told, told.decided(fine, DECIDED), fine)
        propose_again(told, told.decided(1_500_000, DECIDED), 1_500_000, {"persons": 1})
        told.spot(DECIDED, other_act=ANOTHER)
        yield told
        transaction.set_rollback(True)


def assess(world: World, draft=None, **changes) -> FairnessRun:
    values = {"draft": draft or signs(), "on": ON, "since": SINCE, **changes}
    return services.run_assessment(ctx=world.act("reviewer", ON), **values)


class TestAssessment:
    def test_keeps_the_table_the_defects_and_the_hashes(self, world):
        run = assess(world)
        result = run.contents
        assert (run.grave, run.doubts, run.replayed) == (4, 5, 0)
        assert run.rows[0]["id"] == "DRAFT-99-1"
        assert run.source == DraftSource.UPLOAD.value
        assert [one["kind"] for one in result["defects"]][:2] == [
            DefectKind.BELOW_MINIMUM.value
        ] * 2
        assert (run.inputs_hash, run.result_hash) == (result["seed"], sha256_hex(result))
        assert run.id in {one.id for one in queries.runs(world.viewer())}

    def test_comes_out_the_same_a_second_time(self, world):
        assert assess(world).result == assess(world).result

    def test_replays_the_case_whose_facts_are_known_and_counts_the_others(self, world):
        (national,) = benchmarks()["safety.97-7"][:1]
        run = assess(world, national, source=DraftSource.LAWBOOK)
        result = run.contents
        assert run.replayed == 1
        assert dict(result["not_replayed"]) == {"NO_FACTS": 2, "OTHER_VIOLATION": 1}
        # 15,000 of at most 100,000 yuan is 4,500 of at most 30,000 in tier A.
        assert result["past"]["tiers"] == [["UNIT.FIRST", "A", 1, 1, 1_500_000, 450_000]]

    def test_compares_all_fines_and_names_nobody(self, world):
        found = past(
            world.viewer(), clean(), law(), since=SINCE, bound=in_force(world.viewer(), on=ON)
        )
        assert len(found.observations) == 4
        run = assess(world)
        said = run.result + run.draft + json.dumps(run.contents, ensure_ascii=False)
        names = [user.name for user in world.users.values()] + ["示例街道", "晨安"]
        ids = [str(one) for one in (*world.officers.values(), world.street.id, world.entity)]
        assert [one for one in (*names, *ids) if one in said] == []
        assert not any(one["comparable"] for one in run.contents["comparisons"])

    def test_becomes_a_paper_that_is_the_same_every_time(self, world):
        run = assess(world)
        first = exports.assessment_pdf(run, issuer="示例区应急管理局")
        assert first.startswith(b"%PDF")
        assert first == exports.assessment_pdf(run, issuer="示例区应急管理局")
        assert render_docx(exports.paper(run, issuer="示例区应急管理局")).startswith(b"PK")

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            (
                {"draft": replace(clean(), violation="safety.nothing")},
                "fairness.violation_unknown",
            ),
            ({"since": date(2026, 2, 1)}, "fairness.period_upside_down"),
            ({"cliff_percent": 4}, "fairness.cliff_percent"),
            ({"on": date(2026, 1, 16)}, ""),
        ],
    )
    def test_is_refused_and_nothing_is_written(self, world, changes, code):
        rows, events = FairnessRun.objects.of(world.viewer()).count(), world.events
        with pytest.raises(StepRefused) as refused:
            assess(world, **changes)
        assert not code or [one.code for one in refused.value.findings] == [code]
        assert FairnessRun.objects.of(world.viewer()).count() == rows
        assert world.events == events

    def test_of_another_bureau_does_not_exist(self, world):
        run = assess(world)
        stranger = World.viewer(world)
        other = type(stranger)(world.entity, stranger.by)
        with pytest.raises(FairnessRun.DoesNotExist):
            queries.run(other, run.id)
