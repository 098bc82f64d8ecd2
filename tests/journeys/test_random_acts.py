"""A few random cases through services and pages; `python3 run.py prove` plays hundreds."""

from __future__ import annotations

import pytest

from tests.prove.acting import services_are_tried
from tests.prove.posting import pages_are_tried
from zhunsheng.cases.tests.world import World

pytestmark = pytest.mark.django_db
FAULTS = {500, 501, 502, 503}


def test_no_refusal_changes_anything_and_nothing_unlawful_succeeds() -> None:
    tried, done = services_are_tried(World(), examples=3, length=50)
    assert tried.total() == 150
    assert 0 < done.total() < tried.total()


def test_no_form_of_a_case_is_a_fault_or_changes_what_it_refuses() -> None:
    answers, posted, stood = pages_are_tried(World(), examples=2, length=30)
    assert posted.total() == 30
    assert not FAULTS & set(answers)
    assert stood["opening"] > 0
