"""Fatal accidents and trial runs of a unit: noted from a paper, ended, withdrawn, shown."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
from django.urls import reverse

from zhunsheng.kernel.finding import StepRefused
from zhunsheng.registry import queries, services
from zhunsheng.registry.choices import SafetyRecordKind
from zhunsheng.registry.models import BusinessEntity, SafetyRecord
from zhunsheng.registry.services import SafetyDraft
from zhunsheng.registry.tests.builders import DAY, OTHER_BUREAU, code, ctx, events, facts, found
from zhunsheng.registry.tests.test_views import client, site

__all__ = ["site"]
pytestmark = pytest.mark.usefixtures("bureau")
ACCIDENT, RUN = SafetyRecordKind.FATAL_ACCIDENT, SafetyRecordKind.TRIAL_RUN
LONG_AGO = date(2023, 6, 1)
LATER = {"at": datetime(2025, 5, 4, 2, tzinfo=UTC)}


def add(key: str = "add", **changes: Any) -> BusinessEntity:
    return services.add_entity(ctx=ctx(key), facts=facts(**changes), on=DAY)


def draft(kind: SafetyRecordKind = ACCIDENT, since: date = LONG_AGO, **changes: str) -> SafetyDraft:
    said = {"paper": "事故调查报告的批复", "number": "示政函〔2023〕9号", **changes}
    return SafetyDraft(kind, since, **said)


def note(entity: BusinessEntity, told: SafetyDraft, key: str = "note", **more: Any) -> SafetyRecord:
    return services.note_safety(ctx=ctx(key, **more), entity=entity.id, draft=told, on=DAY)


def refused(act: Any) -> list[str]:
    """Return why an act was refused; nothing was written and no event recorded."""
    before = events(), list(SafetyRecord.objects.of(ctx("read")).order_by("id").values())
    with pytest.raises(StepRefused) as refusal:
        act()
    assert (events(), list(SafetyRecord.objects.of(ctx("read")).order_by("id").values())) == before
    return [one.code.removeprefix("registry.safety.") for one in refusal.value.findings]


class TestNoting:
    """编制办法, criteria of key units: fatal accidents of late years, trial runs."""

    def test_keeps_the_day_the_paper_and_who_entered_it_late(self):
        """An accident of years ago is entered when its paper comes; both days are kept."""
        noted = note(add(), draft())
        assert (noted.since, noted.noted_on, noted.number) == (LONG_AGO, DAY, "示政函〔2023〕9号")
        assert noted.by_name == "示例甲"
        read = ctx("read")
        assert list(queries.safety_records(read, on=DAY)) == [noted]
        assert not queries.safety_records(read, on=date(2025, 3, 2)).exists()

    @pytest.mark.parametrize(
        ("told", "said"),
        [
            (draft(paper="。"), ["paper"]),
            (draft(number="批复"), ["number"]),
            (draft(since=date(2025, 3, 4)), ["day"]),
            (draft(RUN, date(2027, 1, 1)), ["day"]),
            (draft(paper="x", number=""), ["paper", "number"]),
        ],
    )
    def test_is_refused_without_paper_or_possible_day(self, told: SafetyDraft, said: list[str]):
        entity = add()
        assert refused(partial(note, entity, told)) == said

    def test_of_a_run_that_is_intended_names_the_day_of_its_paper(self):
        """编制办法: 拟试生产, the plan of next year asks for it before it begins."""
        assert note(add(), draft(RUN, date(2026, 12, 31))).is_open

    def test_is_refused_twice_also_for_what_was_merged(self):
        entity, double = add(), add("double", credit_code=code(2))
        note(double, draft())
        services.merge_entities(
            ctx=ctx("merge"),
            kept=entity.id,
            duplicate=double.id,
            reason="同一单位，代码录错",
            registration="示市监登记查询〔2025〕7号",
            version=0,
            on=DAY,
        )
        assert refused(partial(note, entity, draft(), "again")) == ["twice"]
        assert refused(partial(note, double, draft(since=DAY), "on double")) == [
            "registry.merge.closed"
        ]

    def test_in_another_bureau_is_no_act(self):
        entity = add()
        found("other", bureau=OTHER_BUREAU, division="999902")
        before = events()
        with pytest.raises(BusinessEntity.DoesNotExist):
            note(entity, draft(), bureau=OTHER_BUREAU)
        own = note(entity, draft(), "own")
        for act, said in (
            (services.withdraw_safety, {"reason": "登记错误"}),
            (services.end_trial_run, {"ended": DAY, "paper": "示例验收〔2025〕1号"}),
        ):
            with pytest.raises(SafetyRecord.DoesNotExist):
                act(ctx=ctx("x", bureau=OTHER_BUREAU), record_id=own.id, on=DAY, **said)
        assert events() == before + 1


class TestTrialRun:
    def test_ends_by_a_paper_and_then_another_may_begin(self):
        entity = add()
        run = note(entity, draft(RUN, date(2025, 1, 6)))
        other = draft(RUN, date(2025, 3, 1))
        assert refused(partial(note, entity, other, "second")) == ["runs"]
        end = partial(services.end_trial_run, record_id=run.id, on=DAY)
        wrong = partial(end, ctx=ctx("end"), ended=date(2025, 1, 5), paper="已经结束")
        assert refused(wrong) == ["end_day", "end_paper"]
        ended = end(ctx=ctx("end 2"), ended=date(2025, 2, 28), paper="示例验收〔2025〕1号")
        assert (ended.ended_on, ended.is_open) == (date(2025, 2, 28), False)
        again = partial(end, ctx=ctx("end 3"), ended=DAY, paper="示例验收〔2025〕2号")
        assert refused(again) == ["ended"]
        assert note(entity, other, "second").is_open

    def test_is_the_only_kind_that_ends(self):
        accident = note(add(), draft())
        end = partial(services.end_trial_run, record_id=accident.id, ended=DAY, on=DAY)
        assert refused(partial(end, ctx=ctx("end"), paper="示例〔2025〕1号")) == ["ended"]


class TestWithdrawal:
    def test_keeps_the_entry_with_the_reason_and_counts_it_until_then(self):
        entity = add()
        noted = note(entity, draft())
        withdraw = partial(services.withdraw_safety, record_id=noted.id)
        assert refused(partial(withdraw, ctx=ctx("w"), reason="无", on=DAY)) == ["reason"]
        later = date(2025, 5, 4)
        withdraw(ctx=ctx("w 2", **LATER), reason="登记到了另一家单位", on=later)
        read = ctx("read")
        assert list(queries.safety_records(read, on=DAY)) == [noted]
        assert not queries.safety_records(read, on=later).exists()
        kept = queries.safety_history(read, entity.id).get()
        assert (kept.withdrawn_on, kept.withdrawn_reason) == (later, "登记到了另一家单位")
        again = partial(withdraw, ctx=ctx("w 3", **LATER), reason="再次撤回", on=later)
        assert refused(again) == ["withdrawn"]
        assert note(entity, draft(), "anew").withdrawn_on is None


@pytest.mark.usefixtures("site")
class TestPages:
    def test_note_end_and_withdraw_and_show_all_of_it(self):
        entity = add()
        page = reverse("registry:detail", args=[entity.id])
        browser = client()
        assert "没有登记造成人员死亡的事故和试生产" in browser.get(page).content.decode()
        new = reverse("registry:note_safety", args=[entity.id])
        said = {"kind": "TRIAL_RUN", "since": "2025-01-06", "paper": "试生产方案"}
        said["number"] = "示例收〔2025〕1号"
        wrong = {**said, "number": "批复", "request_key": "wrong"}
        assert browser.post(new, wrong).status_code == 409
        assert browser.post(new, {**said, "request_key": "note"}).status_code == 302
        (run,) = queries.safety_history(ctx("read"), entity.id)
        shown = browser.get(page).content.decode()
        assert "未登记结束" in shown
        end = reverse("registry:end_trial_run", args=[run.id])
        assert "试生产方案，示例收〔2025〕1号" in browser.get(end).content.decode()
        told = {"ended": "2025-03-01", "paper": "示例验收〔2025〕1号", "request_key": "end"}
        assert browser.post(end, told).status_code == 302
        withdraw = reverse("registry:withdraw_safety", args=[run.id])
        browser.post(withdraw, {"reason": "登记错误的单位", "request_key": "withdraw"})
        shown = browser.get(page).content.decode()
        for text in ("示例验收〔2025〕1号", "已撤回", "登记错误的单位", "登记试生产结束"):
            assert text in shown

    def test_of_the_kept_entry_show_what_was_noted_of_the_duplicate(self):
        kept, double = add(), add("double", credit_code=code(2))
        note(double, draft())
        BusinessEntity.objects.of(ctx("read")).filter(id=double.id).update(merged_into_id=kept.id)
        browser = client()
        for one in (kept, double):
            page = browser.get(reverse("registry:detail", args=[one.id])).content.decode()
            assert "示政函〔2023〕9号" in page
