"""One Chinese term has one English identifier, and the code keeps to it."""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.guards.house import SOURCE, python_files
from tests.guards.test_law import procedures
from zhunsheng.documents import rules as documents
from zhunsheng.kernel.choices import Labelled
from zhunsheng.lawbook import queries as lawbook

# Enumerations that name no term of law; each with the reason.
NOT_TERMS = {
    "Phrase": "fixed wording that papers and pages are filled with",
    "Cover": "headings of the cover of a bundle",
    "PenaltyWord": "fixed wording of a published penalty",
    "Explanation": "sentences for a reader who knows no legal terms",
    "PowerExplanation": "sentences of the same sort on kinds of powers",
    "Ban": "the five bans on inspections, whole sentences",
    "MustNot": "the eight must-nots under them, whole sentences",
    "Irregularity": "sentences on what was not as the rules on inspections ask",
    "RatingQuestion": "what a rating asks, in plain words",
    "Score": "answers of a rating",
    "Question": "the seven questions of a review, whole sentences",
    "CheckState": "how far a machine found something, no matter of law",
    "ListState": "tabs of a list",
    "DutyKind": "what a line of the desk says is to be done; the term is the step's label",
    "AppointmentKind": "what of an inspection falls on a day of the calendar",
    "DayKind": "marks of the days of a calendar",
    "CalendarSpan": "how much of the calendar a page shows",
    "StartStep": "what a new bureau enters first",
    "SearchKind": "names of rooms, as search groups its finds",
    "FigureGroup": "headings of the statistics page",
    "Cycle": "how often a return is handed in",
    "Heading": "headings of the first screen of the heads",
    "Headed": "labels of its numbers",
    "CountingRule": "how rows are counted, in a few words",
    "PeriodPart": "parts of a year",
    "PenaltyClass": "columns of the yearly table of penalties, several kinds in one",
    "Dimension": "by what figures are cut, as filters are labelled",
    "VisitTrait": "what sets visits apart that are counted by themselves",
    "Disclosed": "headings of published fields, coded as the fields they copy",
    "Remainder": "sentences that name what is left over when sets are compared",
    "WithheldReason": "the sentence of one such remainder",
    "Layout": "how a kind of document looks, no matter of law",
    "DayItem": "codes O1 to X7 are those of the rules on the plan",
    "RiskClass": "codes A to D are the law's own",
    "StandardGrade": "grades 1 to 3 are the standard's own",
    "CreditGrade": "codes A to D are those of the published classes",
    "Window": "the day, week and month of a warning, no matter of law",
    "FineModel": "headings of how an article measures a fine",
    "Subject": "headings of a comparison of two versions of a plan",
    "Stage": "sentences on when a fine is imposed",
    "OrderRule": "sentences on how the order stands to the fine",
    "ChangeKind": "headings of what changed in the law",
    "NodeKind": "headings of the steps of a derivation",
    "Fact": "what is asked for, with its unit",
    "FactUnit": "units as they are printed",
    "FirmSize": "classes of a comparison, in numbers of people",
    "LeftOut": "sentences on why a fine is not replayed or compared",
}

# Labels whose code is not the identifier of the glossary; each with the reason.
NAMED_OTHERWISE = {
    "procedure annualreport": "a package's name has no underscore",
    "step publication.publish": "a step may be named by the verb of the term",
    "step publication.withdraw": "a step may be named by the verb of the term",
    "accounts.Role.ENFORCEMENT_OFFICER": "a role is named in full, beside STREET_OFFICER",
    "desk.Rectification.WAITING": "the desk tells the reader, not the record: who waits",
    "draw.DrawKind.OWN": "a draw's kind does not repeat that it is a draw",
    "lawbook.Liable.HEAD": "the head of a punished unit, not of the bureau",
    "workforce.DelegatedPower.EVIDENCE": "the power to fill the room of that name",
}


@dataclass(frozen=True)
class Named:
    """A label of the code, its code, and where it stands."""

    zh: str
    code: str
    where: str


def steps() -> Iterator[Named]:
    for procedure in procedures():
        yield Named(procedure.label, procedure.key, f"procedure {procedure.key}")
        for step in procedure.steps:
            yield Named(step.label, step.key, f"step {procedure.key}.{step.key}")


def choices() -> Iterator[Named]:
    for path in sorted(SOURCE.glob("*/choices.py")):
        room = path.parent.name
        module = importlib.import_module(f"zhunsheng.{room}.choices")
        for name, found in vars(module).items():
            own = isinstance(found, type) and found.__module__ == module.__name__
            if own and issubclass(found, Labelled) and name not in NOT_TERMS and found.pairs():
                for member in found:
                    yield Named(member.label, member.name.lower(), f"{room}.{name}.{member.name}")


def titles() -> Iterator[Named]:
    for key, kind in documents.kinds_of(None).items():
        yield Named(kind.title, key, f"document {key}")


def named() -> list[Named]:
    return [*steps(), *titles(), *choices()]


def is_named_by(code: str, term: lawbook.Term) -> bool:
    return term.id == code or term.id.endswith((f"_{code}", f".{code}"))


class TestGlossary:
    def test_gives_one_identifier_to_a_term_and_one_term_to_an_identifier(self):
        terms = [term.zh for term in lawbook.glossary()]
        ids = [term.id for term in lawbook.glossary()]
        assert [zh for zh, times in Counter(terms).items() if times > 1] == []
        assert [one for one, times in Counter(ids).items() if times > 1] == []

    def test_writes_an_identifier_as_code_writes_it(self):
        form = re.compile(r"[a-z][a-z0-9]*([_.][a-z0-9]+)*")
        assert [t.id for t in lawbook.glossary() if not form.fullmatch(t.id)] == []

    def test_cites_only_what_the_lawbook_holds(self):
        for basis in {term.basis for term in lawbook.glossary() if term.basis}:
            assert lawbook.instrument(basis).id == basis.instrument
            if basis.article:
                assert lawbook.article(basis).says

    def test_avoids_no_word_that_is_the_identifier_of_another_term(self):
        words = {term.id for term in lawbook.glossary()}
        assert [w for term in lawbook.glossary() for w in term.avoid if w in words] == []

    @pytest.mark.parametrize("wrong", [{"zh": "甲", "id": "a", "en": "x"}, {"zh": "甲"}])
    def test_refuses_a_row_that_does_not_keep_its_form(self, wrong):
        from zhunsheng.lawbook import loading

        with pytest.raises(loading.BadLawData):
            loading.term(loading.Row(wrong))


class TestLabel:
    def test_is_in_the_glossary(self):
        known = {term.zh for term in lawbook.glossary()}
        assert sorted(f"{n.where}: {n.zh}" for n in named() if n.zh not in known) == []

    def test_is_coded_as_the_glossary_names_it(self):
        terms = {term.zh: term for term in lawbook.glossary()}
        differ = {
            n.where for n in named() if n.zh in terms and not is_named_by(n.code, terms[n.zh])
        }
        assert sorted(differ - NAMED_OTHERWISE.keys()) == []
        assert sorted(NAMED_OTHERWISE.keys() - differ) == [], "an exception that is none any more"

    def test_is_left_out_by_enumerations_that_exist(self):
        text = "\n".join(p.read_text("utf-8") for p in SOURCE.glob("*/choices.py"))
        assert [name for name in NOT_TERMS if f"class {name}(Labelled)" not in text] == []


def identifiers(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def words(identifier: str) -> str:
    """``QUESTION_ofReview`` becomes ``_question_of_review_``: every word between two bars."""
    parted = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", identifier)
    return f"_{parted.lower().strip('_')}_"


def test_no_identifier_uses_an_avoided_word():
    avoided = {word: term.id for term in lawbook.glossary() for word in term.avoid}
    found = set()
    for path in python_files():
        if "tests" in path.parts:
            continue  # a test client is pytest's own word
        for name in identifiers(ast.parse(path.read_text("utf-8"))):
            for word, better in avoided.items():
                if f"_{word}_" in words(name):
                    found.add(f"{path.relative_to(SOURCE)}: {name} ({better})")
    assert sorted(found) == []
