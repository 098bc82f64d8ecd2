"""A closed case with papers, an item of evidence and the people of an archive."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from tests.keeping import kept_self
from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.archive import queries, services
from zhunsheng.archive.models import Volume
from zhunsheng.cases import rules
from zhunsheng.cases import services as cases
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.world import FIRST, World, obeyed
from zhunsheng.documents.tests.scans import scan
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.web.uploads import Upload

DAY = date(2025, 3, 3)
FINE = 200_000


class Archive(World):
    """A bureau that files its cases."""

    @kept_self
    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.users["archivist"] = accounts.add_user(
            ctx=self.act(self.founder, FIRST),
            username=f"archivist{self.code}",
            name="示例酉",
            roles=frozenset({Role.ARCHIVIST}),
            password="",
            unit=None,
            on=FIRST,
        )

    def evidence(self, case: UUID, file: Upload | None = None, key: str = "yi") -> Any:
        return cases.add_evidence(
            ctx=self.act(key, DAY),
            case=case,
            name="现场照片",
            kind=EvidenceKind.DOCUMENTARY,
            file=file or Upload("现场照片.pdf", scan(2)),
            obtained_on=DAY,
            proves="现场情况",
            on=DAY,
        )

    def closed(self, bill: Upload | None = None) -> PenaltyCase:
        """Return a case decided on the spot, with a scan as evidence, and closed."""
        case = self.spot(DAY, fine_fen=FINE)
        self.evidence(case.id)
        cases.report_back(ctx=self.act("yi", DAY), case=case.id, on=DAY)
        return self.paid(case, FINE, bill)

    def paid(self, case: PenaltyCase, fine_fen: int, bill: Upload | None = None) -> PenaltyCase:
        """Let the fine of a case be paid, with the scan of its bill, and close it."""
        paid = rules.PaymentDraft(fine_fen, f"R{self.code}{self.count}")
        ctx = self.act("finance", DAY)
        cases.record_payment(ctx=ctx, case=case.id, draft=paid, scan=bill, on=DAY)
        closing = obeyed(DAY)
        return cases.close_case(ctx=self.act("deputy", DAY), case=case.id, draft=closing, on=DAY)

    def close(self, case: PenaltyCase, fine_fen: int) -> PenaltyCase:
        """Deliver the decision of a case, let it be paid, and close it."""
        told = self.act("yi", DAY)
        cases.deliver_decision(ctx=told, case=case.id, draft=self.delivered(), on=DAY)
        return self.paid(case, fine_fen)

    def file(self, case: PenaltyCase, by: str = "archivist", key: str = "", **rest: Any) -> Volume:
        papers = queries.prepared(self.viewer("archivist"), case)
        values = {"papers": papers, "years": None, "remark": "", "on": DAY, **rest}
        return services.file_case(ctx=self.act(by, DAY, key), case=case.id, **values)
