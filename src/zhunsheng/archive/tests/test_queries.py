"""What is due in the archive."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from zhunsheng.archive import queries, services
from zhunsheng.archive.services import LoanDraft
from zhunsheng.archive.tests.builders import DAY, Archive
from zhunsheng.cases.tests.world import OTHER
from zhunsheng.kernel.duty import Duty
from zhunsheng.remedies.choices import Outcome
from zhunsheng.remedies.tests import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Archive:
    return Archive()


def told(world: Archive, on: date) -> list[tuple[str, date | None]]:
    found: tuple[Duty, ...] = queries.duties(world.viewer("archivist"), on)
    return [(one.key.partition(":")[0], one.due_on) for one in found]


def test_a_closed_case_is_filed_within_its_term_unless_a_remedy_runs(world: Archive) -> None:
    """行政处罚法 47: the record is filed and kept; how soon is practice and marked so."""
    case = world.closed()
    assert told(world, DAY) == [("archive.filing", DAY + timedelta(days=30))]
    (duty,) = queries.duties(world.viewer("archivist"), DAY)
    assert (duty.verified, duty.by_law, "ARCHIVIST" in duty.roles) == (False, False, True)
    assert duty.url == reverse("archive:file", args=[case.id])
    stranger = Archive(OTHER, "999901")
    assert told(stranger, DAY) == []

    remedy = b.received(world, case)
    assert told(world, b.RECEIVED) == []
    b.answered(world, remedy)
    b.concluded(world, remedy, Outcome.UPHELD)
    assert told(world, b.CONCLUDED) == [("archive.filing", DAY + timedelta(days=30))]


def test_a_request_waits_for_a_head_and_a_volume_for_its_return(world: Archive) -> None:
    volume = world.file(world.closed())
    draft = LoanDraft("示例庚", "评查", DAY)
    loan = services.request_loan(
        ctx=world.act("reviewer", DAY), volume=volume.id, draft=draft, on=DAY
    )
    (asked,) = queries.duties(world.viewer("deputy"), DAY)
    assert (asked.label, asked.roles) == ("批准借阅", frozenset({"CHIEF", "DEPUTY_HEAD"}))
    services.approve_loan(ctx=world.act("deputy", DAY), loan=loan.id, on=DAY)
    assert told(world, DAY) == []
    late = DAY + timedelta(days=1)
    assert told(world, late) == [("archive.return", DAY)]
    services.return_loan(ctx=world.act("archivist", late), loan=loan.id, on=late)
    assert told(world, late) == []
