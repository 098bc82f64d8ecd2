"""What the code says of the law agrees with the lawbook."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

from tests.guards.house import SOURCE, python_files
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import DayUnit, agrees
from zhunsheng.kernel.procedure import Procedure
from zhunsheng.lawbook import queries as lawbook

CITATION = re.compile(
    r'["\'>]([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d{1,4}(?:-\d+)?(?::\d[\d\-.()]*)?)["\'<]'
)


def law_files() -> list[Path]:
    files = [p for p in python_files() if "tests" not in p.parts]
    files += [p for kind in ("*.yaml", "*.html") for p in SOURCE.rglob(kind)]
    return sorted(p for p in files if "instruments" not in p.parts and "calendar" not in p.parts)


def cited() -> list[tuple[str, str]]:
    found = []
    for path in law_files():
        for text in CITATION.findall(path.read_text("utf-8")):
            if ":" in text or text in lawbook.instruments():
                found.append((str(path.relative_to(SOURCE)), text))
    return found


def test_every_citation_resolves_to_an_article_of_the_lawbook():
    assert len(cited()) > 60
    missing = []
    for where, text in cited():
        citation = cite(text)
        try:
            lawbook.instrument(citation)
            if citation.article:
                lawbook.article(citation)
        except lawbook.NoSuchLaw:
            missing.append(f"{where}: {text}")
    assert missing == []


def procedures() -> list[Procedure[Any]]:
    found = []
    for path in sorted(SOURCE.glob("*/procedure.py")) + sorted(SOURCE.glob("*/procedure/*.py")):
        name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
        module = importlib.import_module(name.removesuffix(".__init__"))
        found += [v for v in vars(module).values() if isinstance(v, Procedure)]
    return list({p.key: p for p in found}.values())


@pytest.mark.parametrize("procedure", procedures(), ids=lambda p: p.key)
class TestProcedure:
    def test_counts_days_as_its_instrument_counts_them(self, procedure):
        wrong = [
            step.key
            for step in procedure.steps
            if step.deadline
            and not agrees(
                unit=step.deadline.unit,
                instrument=step.deadline.basis.instrument,
                length=step.deadline.length,
            )
        ]
        assert wrong == []

    def test_gives_each_step_a_role_that_exists(self, procedure):
        from zhunsheng.accounts.choices import Role

        known = {role.value for role in Role}
        assert {
            str(r.value if isinstance(r, Role) else r) for s in procedure.steps for r in s.actor
        } <= known


def test_the_house_has_its_lawful_procedures():
    keys = {p.key for p in procedures()}
    assert {"penalty.ordinary", "penalty.summary"} <= keys


#: In which days a number is counted, and numbers of the program's own that no article counts.
DAY_UNITS = {"日": DayUnit.CALENDAR, "工作日": DayUnit.WORKING}
OTHER_DAYS = {
    "penalty.acts_near",
    "penalty.representation_days_most",
    "jointwork.referral_assessment",
}


def test_a_number_of_days_is_counted_as_its_instrument_counts_them():
    """85: 二日、三日、五日、七日 of the law are working days."""
    wrong = {
        value.key
        for values in lawbook.parameters().values()
        for value in values
        for length in value.value.values()
        if (unit := DAY_UNITS.get(value.unit))
        and not agrees(unit=unit, instrument=value.basis.instrument, length=length)
    }
    assert wrong == OTHER_DAYS


def test_every_legal_number_says_where_it_comes_from():
    for values in lawbook.parameters().values():
        for value in values:
            assert value.source
            assert value.checked_on.year >= 2025
