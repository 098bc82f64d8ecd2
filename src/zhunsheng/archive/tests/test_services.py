"""Filing, supplements and lending through the services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts import services as access
from zhunsheng.archive import exports, imports, queries, rules, services
from zhunsheng.archive.models import FiledPaper, Loan, Volume
from zhunsheng.archive.services import LoanDraft
from zhunsheng.archive.tests.builders import DAY, Archive
from zhunsheng.cases import queries as cases
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.world import OTHER
from zhunsheng.documents import queries as documents
from zhunsheng.documents import services as papers
from zhunsheng.documents.choices import Folder
from zhunsheng.documents.models import FileClosure
from zhunsheng.documents.tests.scans import scan
from zhunsheng.evidence import services as evidence
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.kernel.finding import Stale, StepRefused
from zhunsheng.web.sheets import read_sheet
from zhunsheng.web.uploads import Upload

pytestmark = pytest.mark.django_db


def written(world: Archive) -> list[int]:
    tables = (Volume, FiledPaper, Loan, FileClosure)
    return [world.events, *(table.objects.of(world.viewer()).count() for table in tables)]


def refused(world: Archive, act: Callable[[], object]) -> list[str]:
    """Return the codes of a refusal after showing that nothing was written or recorded."""
    before = written(world)
    with pytest.raises(StepRefused) as refusal:
        act()
    assert written(world) == before
    return [one.code.rpartition(".")[2] for one in refusal.value.findings]


@pytest.fixture
def world() -> Archive:
    return Archive()


@pytest.fixture
def filed(world: Archive) -> Volume:
    return world.file(world.closed())


class TestFiling:
    def test_puts_a_closed_case_into_two_folders_with_numbered_pages(self, world: Archive) -> None:
        case = world.closed()
        assert [row.id for row in queries.waiting(world.viewer())] == [case.id]
        volume = world.file(case)
        rows = queries.papers_of(world.viewer(), volume, Folder.MAIN)
        assert [(row.place, row.title, row.first_page, row.pages) for row in rows] == [
            (1, "行政（当场）处罚决定书", 1, rows[0].pages),
            (2, "现场照片", 1 + rows[0].pages, 2),
        ]
        assert (volume.number, volume.label, volume.inner_pages) == ("2025－处罚－0001", "本卷", 0)
        assert volume.main_pages == rows[0].pages + 2
        assert volume.retention_text == "未定"
        assert list(queries.waiting(world.viewer())) == []

    def test_binds_a_paper_that_is_evidence_itself_once(self, world: Archive) -> None:
        """行政处罚法 47: what stands in the file has no sheet that says it is elsewhere."""
        case = world.spot(DAY)
        (paper,) = documents.documents_of(world.viewer(), ("case", case.id))
        for name, digest in (("处罚决定书", paper.content_hash), ("现场录像", "ab" * 32)):
            evidence.add_evidence(
                ctx=world.act("yi", DAY),
                subject=("case", case.id),
                name=name,
                kind=EvidenceKind.DOCUMENTARY,
                file=None,
                sha256=digest,
                obtained_on=DAY,
                proves="",
                on=DAY,
            )
        names = [one.paper.title for one in queries.prepared(world.viewer(), case)]
        assert names == ["行政（当场）处罚决定书", "现场录像"]

    def test_is_refused_while_the_case_runs(self, world: Archive) -> None:
        case = world.spot(DAY)
        assert refused(world, lambda: world.file(case)) == ["not_closed"]

    def test_is_refused_to_who_files_nothing(self, world: Archive) -> None:
        case = world.closed()
        assert refused(world, lambda: world.file(case, by="finance")) == ["wrong_role"]

    def test_happens_once(self, world: Archive, filed: Volume) -> None:
        case = PenaltyCase.objects.of(world.viewer()).get(id=filed.case_id)
        again = refused(world, lambda: world.file(case))
        assert again == ["done_already", "nothing_to_file"]

    def test_the_same_form_sent_twice_is_one_volume(self, world: Archive) -> None:
        case = world.closed()
        found = queries.prepared(world.viewer(), case)
        first = world.file(case, key="form", papers=found)
        assert world.file(case, key="form", papers=found).id == first.id

    def test_of_a_list_that_changed_meanwhile_is_stale_and_writes_nothing(
        self, world: Archive
    ) -> None:
        case = world.closed()
        counted = queries.prepared(world.viewer(), case)
        (paper,) = documents.documents_of(world.viewer(), ("case", case.id))
        papers.attach_original(
            ctx=world.act("yi", DAY), document=paper.id, filename="a.pdf", content=scan(), on=DAY
        )
        before = written(world)
        with pytest.raises(Stale) as stale:
            world.file(case, papers=counted)
        now = queries.prepared(world.viewer(), case)
        with pytest.raises(Stale):
            world.file(case, papers=(*now, now[0]))
        with pytest.raises(Stale):
            world.file(case, papers=now, version=rules.list_version(rules.identities(counted)))
        assert written(world) == before
        ((what, by),) = ((one.what, one.by) for one in stale.value.later)
        assert (what, by) == ("存入签章原件", "示例乙")

    def test_of_another_bureaus_case_does_not_exist(self, world: Archive) -> None:
        case, other = world.closed(), Archive(OTHER, "999901")
        with pytest.raises(PenaltyCase.DoesNotExist):
            services.file_case(
                ctx=other.act("archivist", DAY),
                case=case.id,
                papers=(),
                years=None,
                remark="",
                on=DAY,
            )


class TestArchivedFile:
    """行政处罚法 47: what was filed is complete; nothing is added to it or taken from it."""

    def test_takes_no_evidence_and_no_scan(self, world: Archive, filed: Volume) -> None:
        def admit() -> object:
            return evidence.add_evidence(
                ctx=world.act("yi", DAY),
                subject=("case", filed.case_id),
                name="迟到的照片",
                kind=EvidenceKind.DOCUMENTARY,
                file=Upload("照片.pdf", scan()),
                obtained_on=DAY,
                proves="",
                on=DAY,
            )

        (paper,) = documents.documents_of(world.viewer(), ("case", filed.case_id))
        assert refused(world, admit) == ["archived"]
        attached = refused(
            world,
            lambda: papers.attach_original(
                ctx=world.act("yi", DAY),
                document=paper.id,
                filename="a.pdf",
                content=scan(),
                on=DAY,
            ),
        )
        assert attached == ["archived"]

    def test_gets_a_supplement_for_what_came_late(self, world: Archive, filed: Volume) -> None:
        early = refused(world, lambda: self.supplement(world, filed))
        assert early == ["no_supplement", "nothing_to_file"]
        services.open_supplement(
            ctx=world.act("archivist", DAY), volume=filed.id, reason="补充复议材料", on=DAY
        )
        evidence.add_evidence(
            ctx=world.act("yi", DAY),
            subject=("case", filed.case_id),
            name="复议决定",
            kind=EvidenceKind.DOCUMENTARY,
            file=Upload("复议决定.pdf", scan(3)),
            obtained_on=DAY,
            proves="",
            on=DAY,
        )
        second = self.supplement(world, filed)
        assert (second.number, second.label, second.main_pages) == (filed.number, "续卷一", 3)
        assert len(queries.papers_of(world.viewer(), filed, Folder.MAIN)) == 2
        assert refused(world, lambda: self.supplement(world, filed)) == [
            "no_supplement", "nothing_to_file"
        ]  # fmt: skip

    def supplement(self, world: Archive, volume: Volume) -> Volume:
        found = queries.prepared(world.viewer(), volume.case)
        return services.file_supplement(
            ctx=world.act("archivist", DAY), volume=volume.id, papers=found, remark="", on=DAY
        )


class TestDossier:
    def test_is_one_pdf_a_with_a_bookmark_for_each_paper(
        self, world: Archive, filed: Volume
    ) -> None:
        path = queries.dossier(world.viewer(), filed, Folder.MAIN)
        data = path.read_bytes()
        assert b"pdfaid:part>2<" in data.replace(b" ", b"")
        document = pypdfium2.PdfDocument(data)
        marks = [mark.get_title() for mark in document.get_toc()]
        assert [marks[0], marks[1], marks[-1]] == ["案卷首页", "卷内目录", "备考表"]
        assert [mark[:2] for mark in marks[2:-1]] == ["1　", "2　"]
        assert len(document) == filed.main_pages + 3
        assert queries.dossier(world.viewer(), filed, Folder.MAIN) == path
        right = path.read_bytes()
        path.write_bytes(right + b"x")
        assert queries.dossier(world.viewer(), filed, Folder.MAIN).read_bytes() == right
        assert Path(f"{path}.damaged").read_bytes() == right + b"x"

    def test_holds_the_bill_of_the_payment(self, world: Archive) -> None:
        """行政处罚法 47, 67: what was paid is shown by its bill, which came after the decision."""
        volume = world.file(world.closed(Upload("票据.pdf", scan(1))))
        filed = queries.papers_of(world.viewer(), volume, Folder.MAIN)
        assert [one.title for one in filed if one.title.startswith("缴款票据")]

    def test_is_refused_loudly_where_a_kept_file_changed(
        self, world: Archive, settings: Any, tmp_path: Path
    ) -> None:
        settings.ZHUNSHENG_FILES_DIR = tmp_path
        volume = world.file(world.closed())
        photo = queries.papers_of(world.viewer(), volume, Folder.MAIN)[1]
        documents.place_of(photo.sha256).write_bytes(b"changed")
        with pytest.raises(queries.DossierUnreadable):
            queries.dossier(world.viewer(), volume, Folder.MAIN)
        assert not list(tmp_path.rglob("dossiers/*"))


class TestLending:
    def ask(self, world: Archive, volume: Volume, by: str = "reviewer", **changes: Any) -> Loan:
        values = {"borrower": "示例庚", "purpose": "评查", "due_on": DAY, **changes}
        return services.request_loan(
            ctx=world.act(by, DAY), volume=volume.id, draft=LoanDraft(**values), on=DAY
        )

    def approve(self, world: Archive, loan: Loan, by: str = "deputy") -> Loan:
        return services.approve_loan(ctx=world.act(by, DAY), loan=loan.id, on=DAY)

    def test_goes_out_on_a_heads_approval_and_comes_back(
        self, world: Archive, filed: Volume
    ) -> None:
        loan = self.approve(world, self.ask(world, filed, with_inner=True))
        (line,) = queries.loan_lines((loan,), on=DAY + timedelta(days=1))
        assert (line.overdue, loan.folders_label) == (True, "正卷、副卷")
        back = services.return_loan(ctx=world.act("archivist", DAY), loan=loan.id, on=DAY)
        assert (back.state_label, queries.out_now(world.viewer(), filed)) == ("已归还", None)

    def test_lends_a_volume_to_one_at_a_time(self, world: Archive, filed: Volume) -> None:
        first, second = self.ask(world, filed), self.ask(world, filed)
        self.approve(world, first)
        assert refused(world, lambda: self.approve(world, second)) == ["out"]

    def test_refuses_the_inner_folder_outside_and_an_officers_approval(
        self, world: Archive, filed: Volume
    ) -> None:
        outside = refused(
            world, lambda: self.ask(world, filed, outside=True, with_inner=True, purpose=" ")
        )
        assert outside == ["no_purpose", "inner"]
        loan = self.ask(world, filed)
        assert refused(world, lambda: self.approve(world, loan, "yi")) == ["wrong_role"]

    def test_is_for_sixty_days_at_most(self, world: Archive, filed: Volume) -> None:
        """行政处罚法 47: the file is kept, and what is out for good is not."""
        for late in (DAY + timedelta(days=61), date.max):
            codes = refused(world, partial(self.ask, world, filed, due_on=late))
            assert codes == ["too_long"]
        self.ask(world, filed, due_on=DAY + timedelta(days=60))


def test_the_ledger_keeps_every_look(world: Archive, filed: Volume) -> None:
    viewer, at = world.viewer(), world.act("head", DAY).at
    for _ in range(2):
        access.note_access(viewer, subject=("volume", filed.id), what="查阅副卷目录", at=at)
    seen = accounts.accesses(viewer, subject=("volume", filed.id))
    assert [(row.by_name, row.what) for row in seen] == [("示例己", "查阅副卷目录")] * 2


class TestNumbers:
    def sheet(self, *rows: tuple[str, str]) -> bytes:
        lines = ["本局编号,部系统编号,回执号", *(f"{own},{other}," for own, other in rows)]
        return "\n".join(lines).encode()

    def take(self, world: Archive, content: bytes, by: str = "archivist") -> None:
        services.take_numbers(ctx=world.act(by, DAY), filename="编号.csv", content=content, on=DAY)

    def test_make_cases_and_papers_known_by_the_ministrys_number(self, world: Archive) -> None:
        case = world.closed()
        self.take(world, self.sheet((case.number, "AJ0001")))
        found = cases.cases(world.viewer(), cases.CaseFilters(q="AJ0001"))
        assert [row.id for row in found] == [case.id]
        again = read_sheet(
            filename="a.xlsx", content=exports.cases_sheet(world.viewer()), columns=imports.COLUMNS
        )
        assert [again.value(row, "external") for row in again.rows] == ["AJ0001"]

    def test_of_a_sheet_with_bad_rows_are_not_taken_at_all(self, world: Archive) -> None:
        first, second = world.closed(), world.closed()
        self.take(world, self.sheet((first.number, "AJ0001")))
        bad = self.sheet(
            (second.number, "AJ0001"), (first.number, "AJ0002"), ("无此编号", "AJ0003"),
            (second.number, "AJ0004"),
        )  # fmt: skip
        before = written(world)
        with pytest.raises(StepRefused) as refusal:
            self.take(world, bad)
        assert written(world) == before
        named = [one.message.partition("：")[0] for one in refusal.value.findings[1:]]
        assert named == [
            "第2行“部系统编号”",
            "第3行“部系统编号”",
            "第4行“本局编号”",
            "第5行“本局编号”",
        ]
        known = documents.external_numbers(world.viewer(), [first.id, second.id])
        assert {row.number for row in known.values()} == {"AJ0001"}

    def test_are_refused_to_who_keeps_no_files(self, world: Archive) -> None:
        case = world.closed()
        content = self.sheet((case.number, "AJ0001"))
        assert refused(world, lambda: self.take(world, content, "finance")) == ["wrong_role"]


class TestFormFilledInOnTheSpot:
    """A decision on the spot takes the number of the form that its officer was handed."""

    def handed(self, world: Archive, holder: str) -> str:
        block = papers.hand_out_forms(
            ctx=world.act("archivist", DAY),
            kind="summary_penalty_decision",
            holder=world.users[holder].id,
            count=2,
            on=DAY,
        )
        return block.first_number

    def test_gives_the_decision_its_number(self, world: Archive) -> None:
        number = self.handed(world, "yi")
        assert world.spot(DAY, form_number=number).number == number
        (block,) = documents.form_blocks(world.viewer())
        (line,) = documents.block_lines(world.viewer(), (block,))
        assert (line.count.used, line.count.out) == (1, 1)
        assert world.spot(DAY).number.endswith("〔2025〕3号")

    def test_of_another_officer_is_refused(self, world: Archive) -> None:
        number = self.handed(world, "bing")
        codes = refused(world, lambda: world.spot(DAY, form_number=number))
        assert codes == ["with_another"]


class TestCover:
    def test_names_every_party_of_the_case_with_its_own_decision(self) -> None:
        """行政处罚法 47: the whole record is kept; parties of one case are decided on apart."""

        def party(name: str, number: str, fen: int) -> SimpleNamespace:
            document = SimpleNamespace(number=number)
            end = SimpleNamespace(kind_label="给予行政处罚", fine_fen=fen, document=document)
            said = {"party_name": name, "named": name, "cause": "某案", "titled": "某案"}
            return SimpleNamespace(decision=end, number="1号", procedure_label="普通", **said)

        cover = import_module("zhunsheng.archive.queries.dossier")._cover
        first, second = party("甲公司", "16号", 6_000_000), party("乙", "17号", 3_000_000)
        file = SimpleNamespace(
            case=first,
            acts=(),
            joined=(SimpleNamespace(case=second, acts=(), steps=frozenset()),),
            handler_names="丁、戊",
            last=lambda step: None,
        )
        facts = cover("示例局", file)
        assert facts.party == "甲公司、乙"
        assert facts.decision == "16号、17号"
        assert facts.outcome == (
            "甲公司：给予行政处罚，罚款60,000.00元；乙：给予行政处罚，罚款30,000.00元"
        )
        file.joined = ()
        assert cover("示例局", file).outcome == "给予行政处罚，罚款60,000.00元"
