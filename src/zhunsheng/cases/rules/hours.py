"""The hours within which a case reaches the police: they run from minute to minute (移送规定 5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from zhunsheng.cases.rules.drafts import DeliveryDraft
from zhunsheng.cases.rules.guards import DELIVERY
from zhunsheng.cases.rules.guards.turning import TRANSFER
from zhunsheng.cases.rules.late import late_findings
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.hours import instant, said
from zhunsheng.kernel.names import explains


def approved_at(on: date, kept: str) -> datetime:
    """Return when a transfer was approved; of an old act that kept no time, the end of its day."""
    if kept:
        return datetime.fromisoformat(kept)
    return datetime.combine(on + timedelta(days=1), time(), tzinfo=SHANGHAI)


def instant_findings(code: str, at: datetime | None, *, now: datetime) -> Iterator[Finding]:
    """Yield that no time is named, or one that has not come yet when it is recorded."""
    if at is None:
        yield Finding(
            f"{code}.no_time",
            "没有写明时间，移送公安机关的期限按小时计算",
            TRANSFER,
            "请填写时和分，如“10时30分”",
        )
    elif at > now:
        yield Finding(
            f"{code}.not_yet", f"{said(at)}晚于登记的时间", TRANSFER, "请填写实际办理的时间"
        )


def decided_early_findings(at: datetime | None, *, reported: datetime) -> tuple[Finding, ...]:
    """Refuse an approval of an instant at which the report did not lie there yet (移送规定 5)."""
    if at is None or at >= reported.replace(second=0, microsecond=0):
        return ()
    return (
        Finding(
            "crime_decision.before_report",
            f"批准时间{said(at)}早于专案组提出报告的时间{said(reported)}",
            TRANSFER,
            "请填写收到报告以后实际批准的时间；先报告，后批准",
        ),
    )


def handover_findings(
    at: datetime | None, *, approved: datetime, due: datetime, ground: str, now: datetime
) -> tuple[Finding, ...]:
    """Return what speaks against the instant of a handover: before the approval, late unsaid."""
    found = list(instant_findings("handover", at, now=now))
    if at is not None and at < approved:
        found.append(
            Finding(
                "handover.before_approval",
                f"移送时间早于批准时间{said(approved)}",
                TRANSFER,
                "请核对时间；先批准，后移送",
            )
        )
    if at is not None:
        found += late_findings("handover", due=due, on=at, ground=ground, basis=TRANSFER)
    return tuple(found)


def unreceipted_findings(receipt: str, *, on: date, entered_on: date) -> tuple[Finding, ...]:
    """Refuse a handover of an earlier day of which the police gave no receipt."""
    if on >= entered_on or explains(receipt):
        return ()
    return (
        Finding(
            "handover.no_receipt",
            f"补记{on.isoformat()}的移送，没有填写公安机关的回执",
            TRANSFER,
            "请填写公安机关签收的回执；没有回执的，按今天办理移送",
        ),
    )


def handed_early_findings(
    draft: DeliveryDraft, *, on: date, made_at: datetime
) -> tuple[Finding, ...]:
    """Refuse a paper that is said to have reached the party before it was made (61.1)."""
    at = instant(on, draft.time)
    if at is None or at >= made_at.replace(second=0, microsecond=0):
        return ()
    return (
        Finding(
            "delivery.before_paper",
            f"送达时间{said(at)}早于文书作出的时间{said(made_at)}",
            DELIVERY,
            "请填写文书作出以后实际送达的时间",
        ),
    )
