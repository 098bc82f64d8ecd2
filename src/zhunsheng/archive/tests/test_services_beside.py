"""Papers of measures and remedies belong to the file of the case, and close with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from zhunsheng.archive import queries, services
from zhunsheng.archive.models import FiledPaper, Volume
from zhunsheng.archive.tests.builders import DAY, Archive
from zhunsheng.cases import services as cases
from zhunsheng.cases.choices import TerminationGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests.inquiries import ask, interview
from zhunsheng.cases.tests.test_services_sealed import asked, seized
from zhunsheng.compulsion import services as measures
from zhunsheng.compulsion.choices import HandlingKind, ReleaseGround
from zhunsheng.compulsion.rules import HandlingDraft
from zhunsheng.documents import queries as documents
from zhunsheng.documents.choices import Folder
from zhunsheng.documents.models import FileClosure
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.remedies import queries as remedies
from zhunsheng.remedies.choices import Outcome
from zhunsheng.remedies.tests import builders as b

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=40)
AT = datetime(LATER.year, LATER.month, LATER.day, 9, tzinfo=SHANGHAI)


@pytest.fixture
def world() -> Archive:
    return Archive()


def file(world: Archive, case: PenaltyCase, on: date) -> Volume:
    papers = queries.prepared(world.viewer("archivist"), case)
    ctx = world.act("archivist", on)
    return services.file_case(ctx=ctx, case=case.id, papers=papers, years=None, remark="", on=on)


def refused(world: Archive, act: Callable[[], object]) -> list[str]:
    """Return the codes of a refusal that filed, closed and recorded nothing."""

    def written() -> list[int]:
        tables = (Volume, FiledPaper, FileClosure)
        return [world.events, *(table.objects.of(world.viewer()).count() for table in tables)]

    before = written()
    with pytest.raises(StepRefused) as refusal:
        act()
    assert written() == before
    return [one.code.rpartition(".")[2] for one in refusal.value.findings]


def titles(world: Archive, volume: Volume, folder: Folder) -> list[str]:
    return [row.title for row in queries.papers_of(world.viewer(), volume, folder)]


def test_of_measures_stand_in_the_main_folder_once_none_runs(world: Archive) -> None:
    """行政处罚法 47: the whole process is kept; 行政强制法 24: decision and list of a seizure."""
    case = world.opened(DAY)
    ask(world, case, interview(world))
    row = seized(world, case)
    release = HandlingDraft(HandlingKind.RELEASE, ReleaseGround.EXPIRED)
    measures.handle(
        ctx=world.act("deputy", LATER), measure=row.id, draft=release, at=AT, version=None, on=LATER
    )
    second = asked(world, case)
    offered = [one.name for one in remedies.material_of(world.viewer(), case.id, on=LATER)]
    assert any("查封（扣押）决定书" in name for name in offered)
    assert sum("询问笔录" in name for name in offered) == 1

    why = turning.TerminationDraft(TerminationGround.WRONGLY_OPENED, "没有违法行为。")
    cases.terminate(ctx=world.act("chief", LATER), case=case.id, draft=why, on=LATER)
    assert refused(world, lambda: file(world, case, LATER)) == ["running"]

    measures.abandon(
        ctx=world.act("deputy", LATER), measure=second.id, reason="没有必要。", at=AT, version=None,
        on=LATER,
    )  # fmt: skip
    volume = file(world, case, LATER)
    main = titles(world, volume, Folder.MAIN)
    assert {"查封（扣押）决定书", "查封（扣押）场所、设施、财物清单"} <= set(main), main
    for one in (row, second):
        assert documents.any_file_is_closed(world.viewer(), [("measure", one.id)])


def test_of_remedies_stand_beside_the_closing_once_they_ended(world: Archive) -> None:
    """行政复议法 47: the applicant may read the answer, so it stands in the main folder."""
    case = world.closed()
    remedy = b.received(world, case)
    b.answered(world, remedy)
    assert refused(world, lambda: file(world, case, b.CONCLUDED)) == ["running"]
    b.concluded(world, remedy, Outcome.UPHELD)
    volume = file(world, case, b.CONCLUDED)
    assert "行政复议答复书" in titles(world, volume, Folder.MAIN)
    assert documents.any_file_is_closed(world.viewer(), [("remedy", remedy.id)])
    assert queries.late_papers(world.viewer(), case) == []
