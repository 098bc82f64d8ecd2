"""Where a paper of a volume comes from, where a loan stands, and who may do what."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEADS, READERS, Role
from zhunsheng.kernel.choices import Labelled

#: Who puts a closed case into the archive, who keeps it, who lends it.
FILERS: Final = frozenset(
    {Role.ENFORCEMENT_OFFICER, Role.TEAM_HEAD, Role.CASE_SECRETARY, Role.ARCHIVIST}
)
KEEPERS: Final = frozenset({Role.ARCHIVIST, Role.CASE_SECRETARY})
LENDERS: Final = HEADS
#: The inner folder is for the bureau itself; its supervisor is another body.
INSIDERS: Final = READERS - {Role.JUSTICE_SUPERVISOR}
BORROWERS: Final = INSIDERS
#: Who reads every folder as a whole; others those of their own cases, or on an approved loan.
FOLDER_READERS: Final = KEEPERS | HEADS | {Role.LEGAL_REVIEWER}


class Phrase(Labelled):
    """What the desk and refusals say of the archive."""

    HANDLE = ("HANDLE", "办理")
    NUMBERS_IN = ("archive.numbers", "导入部系统编号")


class SourceOfPaper(Labelled):
    """Where a paper of a volume comes from."""

    DOCUMENT = ("DOCUMENT", "文书")
    EVIDENCE = ("EVIDENCE", "证据材料")


class LoanState(Labelled):
    """Where a loan stands; "overdue" is computed."""

    REQUESTED = ("REQUESTED", "待批准")
    LENT = ("LENT", "借出")
    REFUSED = ("REFUSED", "不予借阅")
    RETURNED = ("RETURNED", "已归还")
