"""Events of powers."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="powers.drafted",
    label="编制权责清单",
    sentence="编制“{title}”，{origin}，起草时{items}项",
)
@dataclass(frozen=True, slots=True)
class ListDrafted:
    """A version was begun."""

    title: str
    origin: str
    items: int


@event(
    key="powers.imported",
    label="导入清单事项",
    sentence="由文件“{filename}”导入事项{items}项，代替草稿原有的事项",
)
@dataclass(frozen=True, slots=True)
class ItemsImported:
    """A sheet took the place of the draft's items; ``digest`` is the SHA-256 of the file."""

    filename: str
    digest: str
    items: int


@event(key="powers.item_set", label="填写清单事项", sentence="填写事项{code}“{name}”")
@dataclass(frozen=True, slots=True)
class ItemSet:
    """An item of a draft was entered or changed."""

    code: str
    name: str


@event(key="powers.item_removed", label="删除清单事项", sentence="从草稿中删除事项{code}“{name}”")
@dataclass(frozen=True, slots=True)
class ItemRemoved:
    """An item was taken out of a draft."""

    code: str
    name: str


@event(
    key="powers.adopted",
    label="通过权责清单",
    sentence="通过权责清单{items}项，自{effective_from}起施行，依据：{approval}",
)
@dataclass(frozen=True, slots=True)
class ListAdopted:
    """A leader adopted a version; from here on it never changes."""

    items: int
    effective_from: str
    approval: str
    content_hash: str


@event(key="powers.published", label="公布权责清单", sentence="在{place}公布权责清单")
@dataclass(frozen=True, slots=True)
class ListPublished:
    """A version was published."""

    place: str


@event(key="powers.given_up", label="放弃编制清单", sentence="放弃编制：{reason}")
@dataclass(frozen=True, slots=True)
class ListGivenUp:
    """A draft was given up."""

    reason: str
