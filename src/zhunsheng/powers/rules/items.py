"""What an item of the list says, and what speaks against it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.powers.choices import PowerKind

#: Who may act at all, and that the acting body, its basis and its procedure are shown beforehand.
LAWFUL_SUBJECT: Final = cite("APL-2021:17")
SHOWN_BEFOREHAND: Final = cite("APL-2021:39")
THREE_SYSTEMS: Final = cite("GBF-2018-118")

_CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9-]{0,39}")
_KEY: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,79}")

#: Every column that must be filled, with its heading and how long it may be.
COLUMNS: Final[Mapping[str, tuple[str, int]]] = {
    "name": ("事项名称", 200),
    "subject": ("实施主体", 120),
    "limits": ("权限", 400),
    "flow": ("流程", 400),
    "responsibility": ("责任", 400),
    "supervision": ("监督方式", 400),
}


@dataclass(frozen=True, slots=True)
class PowerFacts:
    """
    An item of the list.

    ``code`` stays the same from version to version. A basis is the code of a citation that the
    lawbook holds, or the text that somebody typed. ``violations`` are keys of the lawbook;
    ``licenses`` and ``inspection_items`` are codes of licenses and of items of inspection.
    ``sectors`` are the codes of the sectors whose units an item of inspection is for, or none.
    """

    code: str
    name: str
    kind: PowerKind
    subject: str
    bases: tuple[str, ...]
    limits: str
    flow: str
    responsibility: str
    supervision: str
    is_delegated: bool = False
    violations: tuple[str, ...] = ()
    licenses: tuple[str, ...] = ()
    inspection_items: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


def citation_of(basis: str) -> Citation | None:
    """Return the citation that a basis is, nothing where it is a text."""
    try:
        return Citation.parse(basis)
    except ValueError:
        return None


def item_findings(
    facts: PowerFacts, *, known: frozenset[str], sectors: Mapping[str, str]
) -> tuple[Finding, ...]:
    """
    Return every reason against an item.

    ``known`` are the violations of the lawbook, ``sectors`` the printed sectors by their codes.
    """
    return (
        *_code_findings(facts),
        *_column_findings(facts),
        *_basis_findings(facts),
        *_tie_findings(facts, known),
        *_sector_findings(facts, sectors),
    )


def _against(what: str, message: str, step: str, basis: Citation = SHOWN_BEFOREHAND) -> Finding:
    return Finding(f"powers.item.{what}", message, basis, step)


def _code_findings(facts: PowerFacts) -> Iterator[Finding]:
    if not _CODE.fullmatch(facts.code):
        yield _against(
            "code",
            f"事项编码“{facts.code}”不符合格式" if facts.code else "没有填写事项编码",
            "请用不超过40位的大写字母、数字和短横线，如 CF-001",
        )


def _column_findings(facts: PowerFacts) -> Iterator[Finding]:
    for field, (heading, most) in COLUMNS.items():
        text = getattr(facts, field)
        if not text.strip():
            yield _against(field, f"没有填写{heading}", f"请填写{heading}", THREE_SYSTEMS)
        elif len(text) > most:
            yield _against(field, f"{heading}共{len(text)}字，超过{most}字", "请缩短后再提交")


def _basis_findings(facts: PowerFacts) -> Iterator[Finding]:
    if not facts.bases:
        step = "请填写法律、法规、规章依据；没有依据的不得列入清单"
        yield _against("bases", "没有填写法定依据", step, LAWFUL_SUBJECT)
    if any(len(basis) > 200 for basis in facts.bases):
        yield _against("bases", "一条法定依据超过200字", "请写到条款项，每条依据以分号隔开")


def _tie_findings(facts: PowerFacts, known: frozenset[str]) -> Iterator[Finding]:
    unknown = [key for key in facts.violations if key not in known]
    if unknown:
        message = f"法规库中没有违法行为编码{'、'.join(unknown)}"
        yield _against("violations", message, "请在“法规基准”的违法行为目录中查找编码")
    if facts.violations and facts.kind is not PowerKind.PENALTY:
        message = f"{facts.kind.label}事项不能对应违法行为"
        yield _against("violations", message, "违法行为只列在行政处罚事项之下", LAWFUL_SUBJECT)
    for keys, heading in ((facts.licenses, "许可编码"), (facts.inspection_items, "检查事项编码")):
        wrong = [key for key in keys if not _KEY.fullmatch(key)]
        if wrong:
            step = "请用小写字母、数字、点和短横线"
            yield _against("keys", f"{heading}“{'、'.join(wrong)}”不符合格式", step)


def _sector_findings(facts: PowerFacts, sectors: Mapping[str, str]) -> Iterator[Finding]:
    if facts.sectors and facts.kind is not PowerKind.INSPECTION:
        message = f"{facts.kind.label}事项不填适用行业领域"
        yield _against("sectors", message, "适用行业领域只用于行政检查事项")
    elif unknown := [one for one in facts.sectors if one not in sectors]:
        message = f"监管对象名录中没有行业领域“{'、'.join(unknown)}”"
        yield _against("sectors", message, f"可以填写：{'、'.join(sectors.values())}")


def list_findings(items: Iterable[PowerFacts]) -> tuple[Finding, ...]:
    """Return what speaks against items standing side by side: a code or a violation twice."""
    rows = tuple(items)
    codes = [code for code, times in Counter(one.code for one in rows).items() if times > 1]
    tied = Counter(key for one in rows for key in one.violations)
    keys = [key for key, times in tied.items() if times > 1]
    found = []
    if codes:
        message = f"事项编码重复：{'、'.join(codes)}"
        found.append(_against("code_twice", message, "一个编码只用于一个事项"))
    if keys:
        message = f"同一违法行为列在两个事项之下：{'、'.join(keys)}"
        found.append(_against("violation_twice", message, "请只保留在一个行政处罚事项之下"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many items of a kind a list has."""

    kind: PowerKind
    count: int


def kind_counts(items: Iterable[PowerFacts]) -> tuple[KindCount, ...]:
    """Return how many items there are of each kind, in the order of the kinds, without zeros."""
    found = Counter(one.kind for one in items)
    return tuple(KindCount(kind, found[kind]) for kind in PowerKind if found[kind])
