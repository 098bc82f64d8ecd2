"""How the number of a document reads, and what may be done with one."""

from typing import Final

from zhunsheng.documents.choices import NumberState
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains

# Numbers rest on no article; the rule that the record of the whole process be complete does.
_BASIS: Final[Citation] = cite("APL-2021:47")


def number_text(*, mark: str, word: str, year: int, sequence: int) -> str:
    """
    Write a number as `（示）应急罚〔2026〕1号`; `mark` is the short name of the district.

    >>> number_text(mark="示", word="罚", year=2026, sequence=1)
    '（示）应急罚〔2026〕1号'
    """
    return f"（{mark}）应急{word}〔{year}〕{sequence}号"


def only_reserved_is_void(state: NumberState, number: str, /) -> Finding | None:
    """Refuse to void a number that a document carries or that is void already."""
    if state is NumberState.RESERVED:
        return None
    return Finding(
        "document.number.not_reserved",
        f"编号{number}{state.label}，不能作废",
        _BASIS,
        "只有已预留而没有使用的编号可以作废；已制发的文书有错误的，另行制发更正或者撤销的文书",
    )


def void_has_a_reason(reason: str, /) -> Finding | None:
    """Refuse to void a number without a reason."""
    if explains(reason):
        return None
    return Finding("document.number.no_reason", "作废编号没有写明原因", _BASIS, "请写明作废的原因")


def external_is_receipted(number: str, receipt: str, /) -> tuple[Finding, ...]:
    """Refuse a number from outside that lacks its text or the receipt it came with."""
    missing = [
        label for label, value in (("编号", number), ("回执号", receipt)) if not value.strip()
    ]
    return tuple(
        Finding(
            "document.number.external_incomplete",
            f"外部系统给出的编号缺少{label}",
            _BASIS,
            f"请填写外部系统给出的{label}",
        )
        for label in missing
    )


def number_is_free(taken: bool, number: str, /) -> Finding | None:
    """Refuse a number that another document of the bureau carries."""
    if not taken:
        return None
    return Finding(
        "document.number.taken", f"编号{number}已被另一份文书使用", _BASIS, "请核对编号后再制发"
    )


def number_is_reserved(reserved: bool, number: str, /) -> Finding | None:
    """Refuse a number that was not set aside for this kind and year, or is used up."""
    if reserved:
        return None
    return Finding(
        "document.number.not_reserved_here",
        f"编号{number}不是为本类文书在本年度预留的编号，或者已经使用、作废",
        _BASIS,
        "请核对预留的编号，或者由系统给出新的编号",
    )
