"""What must hold before a file enters the archive, is supplemented or lent. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import DoneAct

RECORDED: Final[Citation] = cite("APL-2021:47")


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The file of a case on a day: what was done with it, and what it lacks."""

    acts: tuple[DoneAct, ...] = field(default=())
    on: date | None = None
    closed_on: date | None = None
    papers: int = 0
    lacking: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    is_open: bool = True
    has_reason: bool = True
    years: int | None = None

    @property
    def is_filed(self) -> bool:
        """Whether the first volume is in the archive."""
        return any(act.step == "filing" for act in self.acts)

    @property
    def last_on(self) -> date | None:
        """The last day on which something was done with the file."""
        days = [act.on for act in self.acts]
        return max(days) if days else self.closed_on


def case_is_closed(facts: FileFacts) -> Finding | None:
    """Refuse to file a case that is not closed."""
    if facts.closed_on is not None:
        return None
    return _file("not_closed", "案件尚未结案", "请先办理结案")


def originals_are_here(facts: FileFacts) -> Finding | None:
    """Refuse to file while a signed paper's original is missing, where the bureau asks for it."""
    if not facts.lacking:
        return None
    named = "、".join(facts.lacking[:6]) + ("等" if len(facts.lacking) > 6 else "")
    message = f"{len(facts.lacking)}份文书没有存入签章原件：{named}"
    return _file("originals_lacking", message, "请在文书页面存入签名、盖章后的扫描件")


def nothing_runs(facts: FileFacts) -> Finding | None:
    """Refuse to close a file while a measure or a remedy about the case still brings papers."""
    if not facts.running:
        return None
    named = "、".join(facts.running)
    step = "请待强制措施处理完毕、复议或者诉讼终结并登记结果后再归档"
    return _file("running", f"尚有未了结的事项：{named}", step)


def there_are_papers(facts: FileFacts) -> Finding | None:
    """Refuse an empty volume."""
    if facts.papers:
        return None
    return _file("nothing_to_file", "没有可以归档的材料", "有新的文书或者证据后再办理")


def dated_in_order(facts: FileFacts) -> Finding | None:
    """Refuse a day before the closing or before the volume that came last."""
    if facts.on is None or facts.last_on is None or facts.on >= facts.last_on:
        return None
    message = f"归档日期早于{facts.last_on.isoformat()}"
    return _file("out_of_order", message, "请核对办理日期")


def file_is_in_archive(facts: FileFacts) -> Finding | None:
    """Refuse a supplement to what is still open."""
    if facts.is_filed and not facts.is_open:
        return None
    if facts.is_filed:
        return _file("open_already", "续卷已经开立", "请直接补充材料，完成后归入续卷")
    return _file("not_filed", "案卷尚未归档", "请先归档；归档前可以直接补充材料")


def supplement_is_open(facts: FileFacts) -> Finding | None:
    """Refuse to file a supplement that nobody opened."""
    if facts.is_filed and facts.is_open:
        return None
    return _file("no_supplement", "没有开立的续卷", "请先说明理由，开立续卷")


def reason_is_given(facts: FileFacts) -> Finding | None:
    """Refuse to open a file of the archive without a reason."""
    if facts.has_reason:
        return None
    return _file("no_reason", "没有写明开立续卷的理由", "请写明需要补充什么材料、为什么")


def years_are_possible(facts: FileFacts) -> Finding | None:
    """Refuse a term of keeping that is no number of years; an unknown one stands in no way."""
    if facts.years is None or 1 <= facts.years <= 100:
        return None
    return _file("years", "保管期限不在1至100年之间", "请填写保管年限，未定的留空")


def _file(code: str, message: str, next_step: str) -> Finding:
    return Finding(f"archive.file.{code}", message, RECORDED, next_step)


@dataclass(frozen=True, slots=True)
class LoanFacts:
    """
    A loan on a day: what was done with it, for whom, what of.

    ``latest_due`` is the last day until which one may be asked for, None where none is known.
    """

    acts: tuple[DoneAct, ...] = field(default=())
    on: date | None = None
    due_on: date | None = None
    latest_due: date | None = None
    filed_on: date | None = None
    has_purpose: bool = True
    is_out: bool = False
    by_borrower: bool = False
    outside: bool = False
    with_inner: bool = False
    approved: bool = False


def loan_in_order(facts: LoanFacts) -> Finding | None:
    """Refuse a day before the volume was filed, or before the step of the loan that came last."""
    last = max((act.on for act in facts.acts), default=facts.filed_on)
    if facts.on is None or last is None or facts.on >= last:
        return None
    message = f"办理日期{facts.on.isoformat()}早于归档或者上一步骤的日期{last.isoformat()}"
    return _loan("out_of_order", message, "请核对办理日期")


def purpose_is_given(facts: LoanFacts) -> Finding | None:
    """Refuse a loan without a purpose."""
    if facts.has_purpose:
        return None
    return _loan("no_purpose", "没有写明借阅用途", "请写明借阅用途")


DUE_ANEW: Final = (
    "请填写今后的日期；审批时已经过了应还日期的，办理“不批准借阅”，由借阅人按今后的日期重新申请"
)


def due_is_later(facts: LoanFacts) -> Finding | None:
    """Refuse a loan that ends before it begins."""
    if facts.due_on is None or facts.on is None or facts.due_on >= facts.on:
        return None
    return _loan("due", "应还日期早于办理日期", DUE_ANEW)


def loan_is_short(facts: LoanFacts) -> Finding | None:
    """Refuse a loan for longer than the bureau lends: what is out for good is lost to the file."""
    if facts.due_on is None or facts.latest_due is None or facts.due_on <= facts.latest_due:
        return None
    message = (
        f"应还日期{facts.due_on.isoformat()}晚于借阅的最长期限（{facts.latest_due.isoformat()}）"
    )
    return _loan("too_long", message, "请缩短借期；到期仍然需要的，归还后重新申请")


def inner_stays_inside(facts: LoanFacts) -> Finding | None:
    """Refuse the inner folder to anybody outside of the bureau."""
    if not (facts.outside and facts.with_inner):
        return None
    return _loan("inner", "副卷不对外提供", "对外只能借阅、复制正卷")


def volume_is_here(facts: LoanFacts) -> Finding | None:
    """Refuse to lend a volume that somebody has."""
    if not facts.is_out:
        return None
    return _loan("out", "本卷已经借出，尚未归还", "请待归还后批准，或者查阅电子案卷")


def approved_by_another(facts: LoanFacts) -> Finding | None:
    """Refuse a head who asks for the loan and approves it."""
    if not facts.by_borrower:
        return None
    return _loan("own", "不能批准自己申请的借阅", "请由其他负责人批准")


def awaits_decision(facts: LoanFacts) -> Finding | None:
    """Refuse to decide twice on a request."""
    if not any(act.step in {"approval", "refusal"} for act in facts.acts):
        return None
    return _loan("decided", "本次借阅申请已经处理", "请在借阅登记中查看")


def volume_is_lent(facts: LoanFacts) -> Finding | None:
    """Refuse to take back what was never handed out."""
    if any(act.step == "approval" for act in facts.acts):
        return None
    return _loan("not_lent", "本次借阅没有批准借出", "只有借出的案卷才办理归还")


def _loan(code: str, message: str, next_step: str) -> Finding:
    return Finding(f"archive.loan.{code}", message, RECORDED, next_step)


def is_overdue(*, due_on: date, returned: bool, on: date) -> bool:
    """Return whether a loan should have come back."""
    return not returned and on > due_on


def archive_number(*, year: int, sequence: int) -> str:
    """
    Return the number of a file in the archive.

    >>> archive_number(year=2026, sequence=7)
    '2026－处罚－0007'
    """
    return f"{year}－处罚－{sequence:04d}"


def volume_label(volume: int) -> str:
    """
    Return what a volume is called: the file itself, or one of its supplements.

    >>> volume_label(1), volume_label(3)
    ('本卷', '续卷二')
    """
    if volume == 1:
        return "本卷"
    figures = "一二三四五六七八九"
    place = volume - 2
    return f"续卷{figures[place]}" if place < len(figures) else f"续卷{place + 1}"


def retention_label(years: int | None) -> str:
    """
    Return the printed term of keeping.

    >>> retention_label(None), retention_label(10)
    ('未定', '10年')
    """
    return "未定" if years is None else f"{years}年"
