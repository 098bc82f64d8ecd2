"""Events of evidence."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="evidence.admitted",
    label="登记证据",
    sentence="登记证据{number}“{name}”（{kind}）",
)
@dataclass(frozen=True, slots=True)
class EvidenceAdmitted:
    """An item joined the catalogue of evidence; ``sha256`` is empty for an object."""

    number: str
    name: str
    kind: str
    sha256: str
