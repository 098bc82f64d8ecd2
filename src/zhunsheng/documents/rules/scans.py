"""What may be handed in as a signed original, sealed, handed out as forms, added to a file."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.accounts.choices import Role
from zhunsheng.documents.choices import MOST_REASON, NumberState, ScanFormat
from zhunsheng.kernel.act import Actor
from zhunsheng.kernel.choices import Labelled
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains

#: The record of the whole process is kept as a file (行政处罚法 47).
_BASIS: Final[Citation] = cite("APL-2021:47")
#: A receipt with the day and the signature proves a delivery (行政处罚法 61, 民诉法 88).
RECEIPT: Final[Citation] = cite("CPL-2023:88")
MOST_BYTES: Final = 100 * 1024 * 1024
MOST_PAGES: Final = 500
MOST_FORMS: Final = 200


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan as its content shows it; ``fault`` says why it cannot be read."""

    kind: ScanFormat | None
    pages: int
    fault: str = ""


def scan_findings(scan: Scan, *, filename: str, size: int) -> tuple[Finding, ...]:
    """Give every reason against a file as a signed original; its content counts, not its name."""
    if not size:
        return (_finding("empty", "上传的文件是空的", "请重新扫描后上传"),)
    if size > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        return (_finding("too_large", f"上传的文件超过{most}兆字节", "请降低扫描分辨率后重新上传"),)
    if scan.kind is None:
        return (
            _finding(
                "not_a_scan",
                "文件内容不是PDF、JPEG或者PNG",
                "请上传扫描得到的PDF、JPEG或者PNG文件，改文件名不能改变文件内容",
            ),
        )
    if scan.fault:
        return (_finding("unreadable", scan.fault, "请重新扫描后上传"),)
    if scan.pages > MOST_PAGES:
        message = f"扫描件有{scan.pages}页，一件最多{MOST_PAGES}页"
        return (_finding("too_many_pages", message, "请核对是否选错文件"),)
    if not filename.lower().endswith(scan.kind.suffixes):
        message = f"文件名为“{filename[:60]}”，内容却是{scan.kind.label}"
        return (_finding("name_differs", message, "请核对是否选错文件，并按内容更正文件名"),)
    return ()


def original_findings(
    *, is_signed: bool, title: str, issued_on: date, on: date
) -> tuple[Finding, ...]:
    """Refuse an original of a paper that nobody signs, or of a day before its issue."""
    checks = (
        (is_signed, "not_signed", f"《{title}》没有签名、盖章栏", "只有签名、盖章的文书存签章原件"),
        (on >= issued_on, "before_issue", "扫描日期早于文书制发日期", "请填写实际扫描的日期"),
    )
    return tuple(_finding(code, text, then) for holds, code, text, then in checks if not holds)


def original_takes_findings(
    *,
    title: str,
    came_with_its_act: bool,
    bound_elsewhere: Collection[str],
    is_new_scan: bool,
    reason: str,
) -> tuple[Finding, ...]:
    """
    Refuse to take the place of an original that an act rested on, and a scan of another paper.

    ``bound_elsewhere`` are the papers to which the same scan was bound before: each paper has an
    original of its own, and one picture of several is none of each. A new scan
    takes the place of one that may have been shown to somebody: it says why.
    """
    found = []
    if is_new_scan and not came_with_its_act and not explains(reason):
        found.append(
            _finding(
                "no_reason",
                f"《{title}》已经存入签章原件，没有说明重新扫描的原因",
                "请写明原因；原来的扫描件同时保留",
            )
        )
    if len(reason) > MOST_REASON:
        found.append(
            _finding("long_reason", f"重新扫描的原因超过{MOST_REASON}字", "请写得简短一些")
        )
    if came_with_its_act:
        found.append(
            _finding(
                "came_with_its_act",
                f"《{title}》的签名原件在办理时已经附卷，不能替换",
                "扫描不清、需要补充说明的，将纸质原件另行扫描，作为证据材料附卷",
            )
        )
    if bound_elsewhere:
        found.append(
            _finding(
                "of_another_paper",
                f"同一份扫描件已经作为其他文书的签章原件：{'、'.join(bound_elsewhere)}",
                "请扫描本文书的纸质原件后上传；几份文书扫描在一起的，逐份拆开",
            )
        )
    return tuple(found)


def late_receipt_findings(
    *, on: date, entered_on: date, has_scan: bool, used_for: str
) -> tuple[Finding, ...]:
    """
    Refuse to enter a delivery later than on its day on the word of who enters it alone (民诉法 88).

    From the day of a delivery terms run, so that its signed receipt, or the receipt of its way,
    shows it. ``used_for`` is another paper, or the delivery of another day, with the same scan.
    """
    if used_for:
        text = f"同一份扫描件已经作为其他送达或者其他文书的原件：{used_for}"
        return (_late("receipt_used", text, "请扫描本次送达的送达回证后上传"),)
    if has_scan or on >= entered_on:
        return ()
    return (
        _late(
            "no_receipt_scan",
            f"补记{on.isoformat()}的送达，没有上传载明送达日期的送达回证",
            "请上传有受送达人签名和签收日期的送达回证扫描件；邮寄、委托送达的为邮件回执、"
            "交回的送达回证，留置、公告送达的为记明经过的送达回证、公告；没有的，请重新送达",
        ),
    )


def _late(code: str, message: str, then: str) -> Finding:
    return Finding(f"delivery.{code}", message, RECEIPT, then)


def file_is_open(*, closed: bool) -> Finding | None:
    """Refuse to add to a file that is in the archive."""
    if not closed:
        return None
    return Finding(
        "document.file.archived",
        "案卷已经归档，不能再增加文书、证据或者扫描件",
        _BASIS,
        "请由档案人员先开立续卷",
    )


def seal_findings(
    *, is_sealed: bool, title: str, issued_on: date, used_on: date, seal: str, purpose: str,
    copies: int, approver_is_head: bool, already: bool,
) -> tuple[Finding, ...]:  # fmt: skip
    """Give every reason against entering that a document was sealed."""
    checks = (
        (is_sealed, "not_sealed", f"《{title}》不加盖印章", "请核对文书"),
        (bool(seal.strip()), "no_seal", "没有填写印章名称", "请填写印章名称"),
        (explains(purpose), "no_purpose", "没有填写用印事由", "请填写用印事由"),
        (copies > 0, "no_copies", "用印份数不是正整数", "请填写用印份数"),
        (used_on >= issued_on, "before_issue", "用印日期早于文书制发日期", "请填写实际用印的日期"),
        (approver_is_head, "not_approved", "批准人不是本机关负责人", "请选择批准用印的负责人"),
        (not already, "twice", f"本文书已经登记使用“{seal.strip()}”", "请在用印台账中查看原记录"),
    )
    return tuple(
        Finding(f"document.seal.{code}", text, _BASIS, then)
        for holds, code, text, then in checks
        if not holds
    )


def clerk_findings(by: Actor, roles: frozenset[Role], act: Labelled) -> tuple[Finding, ...]:
    """Refuse an act on files or registers to who does not keep them (行政处罚法 47)."""
    named = frozenset(role.value for role in roles)
    if by.holds(named):
        return ()
    message = f"{act.label}不由当前岗位办理"
    return (Finding(f"{act.value}.wrong_role", message, _BASIS, "请由有权岗位的人员办理", named),)


def handing_findings(*, count: int, holder_is_officer: bool) -> tuple[Finding, ...]:
    """Refuse forms for somebody who enforces nothing, or more than can be watched over."""
    checks = (
        (
            1 <= count <= MOST_FORMS,
            "count",
            f"一次领用1至{MOST_FORMS}份",
            "请填写实际发放的份数",
        ),
        (holder_is_officer, "holder", "领用人不是在岗的执法人员", "请选择执法人员"),
    )
    return tuple(
        Finding(f"document.forms.{code}", text, _BASIS, then)
        for holds, code, text, then in checks
        if not holds
    )


def block_is_out(*, returned: bool) -> Finding | None:
    """Refuse to take back forms that came back before."""
    if not returned:
        return None
    return Finding(
        "document.forms.returned", "本批文书已经交回", _BASIS, "请在领用台账中查看交回记录"
    )


def number_is_with(*, holder_name: str, by_holder: bool, number: str) -> Finding | None:
    """Refuse a number that was handed to somebody else."""
    if by_holder:
        return None
    return Finding(
        "document.number.with_another",
        f"编号{number}由{holder_name}领用",
        _BASIS,
        "请由领用人使用，或者先办理交回",
    )


def number_is_handed_out(*, handed_on: date, on: date, number: str) -> Finding | None:
    """Refuse a form that was filled in before anybody had it."""
    if on >= handed_on:
        return None
    return Finding(
        "document.number.before_handing",
        f"编号{number}于{handed_on.isoformat()}领用，文书日期{on.isoformat()}早于领用日期",
        _BASIS,
        "请填写实际制作文书的日期",
    )


@dataclass(frozen=True, slots=True)
class BlockCount:
    """How many forms of a block were used, voided, given back, and are still out."""

    used: int = 0
    void: int = 0
    returned: int = 0
    out: int = 0


def block_count(*, count: int, states: list[NumberState], returned: int) -> BlockCount:
    """Account for every number of a block; what came back belongs to the block no more."""
    used, void = states.count(NumberState.ISSUED), states.count(NumberState.VOID)
    return BlockCount(used, void, returned, count - used - void - returned)


def joined(numbers: list[str]) -> str:
    """
    Return numbers as a Chinese list, cut short where there are many.

    >>> joined(["甲", "乙"])
    '甲、乙'
    """
    shown = "、".join(numbers[:20])
    return shown if len(numbers) <= 20 else f"{shown}等"


def _finding(code: str, message: str, next_step: str) -> Finding:
    return Finding(f"document.original.{code}", message, _BASIS, next_step)
