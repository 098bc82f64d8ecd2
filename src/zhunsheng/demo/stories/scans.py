"""What stands for a scan in the stories."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from zhunsheng.web.uploads import Upload

#: A picture of one dot, which stands for the scan of what somebody signed.
SLIP: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a4944415478da63f80f00010101001cb08c990000000049454e44ae426082"
)


def approval() -> Upload:
    """Return the paper by which the government approved the plan."""
    return Upload("批准文件.png", SLIP)


def reconsidered() -> Upload:
    """Return the decision of the body of reconsideration."""
    return Upload("行政复议决定书.png", SLIP)


def waiver(case: UUID) -> Upload:
    """Return what a party signed in which it waived a right: a sheet for each case."""
    return Upload("放弃权利声明书.png", SLIP + case.bytes)
