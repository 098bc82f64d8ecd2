"""Pages of the lawbook: what they show, what they refuse, that they read no records."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.models import User
from zhunsheng.kernel.act import Act, Actor, ActorKind
from zhunsheng.lawbook import queries, soundness
from zhunsheng.lawbook.loading import benchmarks, violation_versions
from zhunsheng.lawbook.views import finding, reading

pytestmark = pytest.mark.django_db

EXPLAINER = "lawbook:explainer"
OPEN = ("detail", "article", "violation", "procedure", "explainer", "lists")
CLOSED = ("list", "parameters", "violations", "benchmarks", "changes", "soundness")
ARGS = {
    "detail": ("SPL-2021",),
    "article": ("SPL-2021", "97"),
    "violation": ("safety.97-7",),
    "procedure": ("penalty.ordinary",),
}
WELDER = {
    "violation": "safety.97-7",
    "violated_from": "2025-11-03",
    "decided_on": "2026-01-05",
    "kind": "once",
    "who": "UNIT",
}
#: Unlicensed trade that ended under the regulation and is decided under the law.
TRADE = {
    "violation": "chemicals.100-3",
    "violated_from": "2026-03-01",
    "ended_on": "2026-04-20",
    "decided_on": "2026-06-05",
    "kind": "continuing",
    "who": "UNIT",
}


DAY = date(2025, 3, 3)
BUREAU = UUID("01940000-0000-7000-8000-000000000001")
HEAD = Actor(ActorKind.SYSTEM, UUID(int=0), "系统启用")


def ctx(key: str) -> Act:
    return Act(by=HEAD, bureau=BUREAU, at=datetime(2025, 3, 3, 2, tzinfo=UTC), request_key=key)


def reviewer() -> User:
    facts = accounts.BureauFacts(
        "示例区应急管理局", "示", "999901", "CN", "示例区人民政府", "示例路1号", "000"
    )
    accounts.found_bureau(ctx=ctx("found"), facts=facts, on=DAY)
    return accounts.add_user(
        ctx=ctx("user"),
        username="reviewer",
        name="示例甲",
        roles=frozenset({Role.LEGAL_REVIEWER}),
        password="",
        unit=None,
        on=DAY,
    )


def url(name: str) -> str:
    return reverse(f"lawbook:{name}", args=ARGS.get(name, ()))


@pytest.fixture
def inside(settings, monkeypatch) -> Client:
    settings.ZHUNSHENG_PINNED_NOW = "2026-01-15T10:00:00+08:00"
    monkeypatch.setattr("zhunsheng.config.menu.MENU", ())  # the menu mixes rooms
    user = reviewer()
    made = Client()
    made.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return made


def explained(client: Client, **said: str):
    return client.get(url("explainer"), {key: value for key, value in said.items() if value})


class TestPermission:
    @pytest.mark.parametrize("name", CLOSED)
    def test_asks_to_sign_in(self, client, name):
        assert client.get(url(name)).status_code == 302

    @pytest.mark.parametrize("name", OPEN)
    def test_needs_no_sign_in_where_the_law_is_told(self, client, name):
        page = client.get(url(name))
        assert page.status_code == 200
        assert "无需登录" in page.text

    @pytest.mark.parametrize("name", OPEN + CLOSED)
    def test_costs_only_the_reads_of_the_frame(self, inside, name):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert inside.get(url(name)).status_code == 200
        # Only the tables that the bureau keeps are records; what the law says is not.
        own = [q for q in asked.captured_queries if "lawbook" in q["sql"]]
        assert len(own) == (name in ("benchmarks", "violation", "explainer", "soundness"))
        assert len(asked) <= 4 + len(own)

    @pytest.mark.parametrize("name", OPEN)
    def test_reads_only_whose_tables_bind_for_nobody(self, client, name, django_assert_num_queries):
        with django_assert_num_queries(1 if name == "explainer" else 0):
            client.get(url(name))


class TestExplainer:
    def test_offers_what_a_short_word_finds(self, client):
        page = client.get(url("explainer"), {"q": "持证"})
        assert f"{url('explainer')}?violation=safety.97-7" in page.text

    def test_begins_with_the_violation_of_the_link(self, client):
        page = client.get(url("explainer"), {"violation": "accident.36-1"})
        assert page.context["form"]["violation"].value() == "accident.36-1"

    def test_asks_for_each_missing_fact(self, client):
        answers: dict[str, str] = dict(WELDER)
        for name, value in (
            ("order_expired", "0"),
            ("corrected", "1"),
            ("harm", "MINOR"),
            ("first_offence", "0"),
            ("persons", "1"),
        ):
            page = explained(client, **answers)
            assert [field.name for field in page.context["asked"]] == [name]
            assert not page.context["told"].headline
            answers[name] = value
        page = explained(client, **answers)
        assert page.context["told"].headline == "30,000.00元以下"
        assert page.context["told"].paragraph in page.text
        assert [field.name for field in page.context["given"]] == [
            "order_expired", "corrected", "harm", "first_offence", "persons",
        ]  # fmt: skip

    def test_links_every_step_to_its_article(self, client):
        page = explained(client, **WELDER, order_expired="1", persons="1")
        assert page.context["told"].headline == "100,000.00元至130,000.00元"
        for step in page.context["told"].steps:
            assert not step.label or client.get(step.url).status_code == 200
        assert reverse("lawbook:article", args=["SPL-2021", "97"]) in page.text

    def test_says_what_else_might_have_been(self, client):
        page = explained(client, **WELDER, order_expired="1", persons="1")
        assert any("复查前完成改正" in text for text in page.context["told"].alternatives)

    def test_shows_both_versions_and_takes_the_choice(self, client):
        page = explained(client, **TRADE)
        assert [field.name for field in page.context["asked"]] == ["choice"]
        shown = [(row.since, mark) for row, _, mark in page.context["told"].versions]
        assert [since for since, _ in shown] == [date(2013, 12, 7), date(2026, 5, 1)]
        chosen = explained(client, **TRADE, choice="2026-05-01")
        assert "choice" not in [field.name for field in chosen.context["asked"]]

    def test_takes_amounts_in_yuan_to_the_fen(self, client):
        page = explained(
            client,
            violation="accident.36-1",
            violated_from="2025-05-01",
            decided_on="2025-09-01",
            kind="once",
            who="HEAD",
            income="100,000.50",
            corrected="0",
        )
        assert page.context["told"].headline == "60,000.30元至100,000.50元"

    def test_refuses_with_article_and_next_step(self, client):
        page = explained(client, **{**WELDER, "who": "INVESTOR"}, order_expired="0")
        assert page.status_code == 200
        assert "暂不能推算及理由" in page.text
        assert "怎么办" in page.text

    def test_drops_answers_that_were_given_for_another_violation(self, client):
        page = explained(client, **WELDER, **{"for": "accident.36-1"}, order_expired="1")
        assert [field.name for field in page.context["asked"]] == ["order_expired"]

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("violated_from", "2025-13-01"),
            ("violated_from", "昨天"),
            ("decided_on", "2025-11-02"),
            ("ended_on", "2025-11-04"),
            ("kind", "sometimes"),
            ("who", "CAT"),
            ("violation", "no.such"),
            ("place", "CN-99"),
        ],
    )
    def test_names_the_field_that_is_wrong(self, client, field, value):
        page = explained(client, **{**WELDER, field: value})
        assert page.status_code == 422
        assert list(page.context["form"].errors) == [field]
        assert page.context["form"].errors[field][0] in page.text

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("persons", "-1"),
            ("persons", "9" * 5000),
            ("persons", "1.5"),
            ("share", "101"),
            ("gains", "-3"),
            ("gains", "1" * 40),
            ("harm", "SOME"),
            ("degree", "\x00"),
            ("order_expired", "maybe"),
            ("choice", "2020-02-30"),
            ("accident", "5"),
        ],
    )
    def test_names_the_answer_that_is_wrong(self, client, field, value):
        page = explained(client, **WELDER, **{field: value})
        assert page.status_code == 422
        assert page.context["answers"].errors[field][0] in page.text
        assert "told" not in page.context

    def test_names_a_circumstance_that_nobody_knows(self, client):
        page = explained(client, **WELDER, circumstances="luck")
        assert page.status_code == 422
        assert "裁量情节：" in page.text

    @pytest.mark.parametrize("key", sorted(violation_versions())[::9])
    def test_holds_out_for_violations_of_every_kind(self, client, key):
        """
        Answer whatever is asked for until there is a result or a refusal.

        Every ninth of the catalogue: a page is slow, and all derivations have cases of their own.
        """
        row = violation_versions()[key][-1]
        who = row.liable[0].value if row.liable else "UNIT"
        answers: dict[str, str] = {
            **WELDER, "violation": key, "who": who,
            "violated_from": "2026-07-01", "decided_on": "2026-09-01", "order_expired": "1",
        }  # fmt: skip
        for _ in range(12):
            page = explained(client, **answers)
            assert page.status_code == 200
            if not page.context["asked"]:
                break
            answers |= {field.name: _some(field) for field in page.context["asked"]}
        told = page.context["told"]
        assert told.headline or told.found.findings

    @pytest.mark.parametrize(
        "said",
        [
            {"violated_from": ""},
            {"violated_from": "0001-01-01", "decided_on": "9999-12-31"},
            {"unknown": "x", "weight.": "1", "facts": "[]"},
            {"q": "%00" * 99, "violation": "\x00"},
            {"for": "no.such"},
        ],
    )
    def test_never_falls_over(self, client, said):
        page = client.get(url("explainer"), {**WELDER, **said})
        assert page.status_code in {200, 422}


def _some(field) -> str:
    choices = [key for key, _ in getattr(field.field, "choices", ()) if key]
    return str(choices[0]) if choices else "1"


class TestSearch:
    @pytest.mark.parametrize("words", ["培训", "听证", "特种 证"])
    def test_finds_short_words_in_every_kind(self, inside, words):
        page = inside.get(url("list"), {"q": words})
        groups = page.context["groups"]
        assert groups
        for one in (find for group in groups for find in group.finds):
            assert all(word in one.label + one.text for word in words.split())
            assert inside.get(one.url.partition("#")[0]).status_code == 200

    def test_finds_each_kind(self):
        found = {group.label for group in finding.search("安全生产")}
        assert found == {"法律文件", "条文", "违法行为", "期限与金额", "裁量基准"}

    def test_says_what_to_do_where_nothing_is_found(self, inside):
        assert "没有找到" in inside.get(url("list"), {"q": "不存在的词"}).text


class TestArticle:
    def test_shows_what_rests_on_it(self, inside):
        page = inside.get(url("article"))
        assert reverse("lawbook:violation", args=["safety.97-7"]) in page.text
        assert "CN-2024-90-26" in page.text

    def test_names_the_steps_of_procedures(self, inside):
        page = inside.get(reverse("lawbook:article", args=["APL-2021", "54"]))
        assert "依据本条的办理步骤" in page.text
        assert reverse("lawbook:procedure", args=["penalty.ordinary"]) in page.text

    @pytest.mark.parametrize("path", ["SPL-2021/999/", "SPL-2021/x/", "NO-1/1/", "NO-1/"])
    def test_is_not_found_where_the_lawbook_holds_none(self, client, path):
        assert client.get(url("list") + path).status_code == 404


class TestViolations:
    def test_narrows_by_word_instrument_and_person(self, inside):
        page = inside.get(url("violations"), {"q": "培训", "instrument": "SPL-2021", "who": "UNIT"})
        keys = {one.row.key for one in page.context["shown"]}
        assert keys >= {"safety.97-3", "safety.97-4"}
        assert all(key.startswith("safety.") for key in keys)

    def test_reaches_every_violation_by_its_pages(self, inside):
        first = inside.get(url("violations")).context["page"]
        assert first.total == len(queries.newest())
        last = inside.get(url("violations"), {"page": first.pages})
        assert last.context["shown"]

    def test_shows_every_version(self, client):
        for key, versions in violation_versions().items():
            page = client.get(reverse("lawbook:violation", args=[key]))
            assert [row for row in versions if row.since.isoformat() not in page.text] == []

    def test_is_not_found_for_an_unknown_key(self, client):
        assert client.get(reverse("lawbook:violation", args=["no.such"])).status_code == 404


class TestBenchmarks:
    def test_draws_every_tier_within_the_axis(self, inside):
        page = inside.get(url("benchmarks"))
        held = [row for rows in benchmarks().values() for row in rows]
        assert len(page.context["rows"]) == len(held)
        for row, charts, _ in page.context["rows"]:
            bars = [bar for chart in charts for bar in chart.bars]
            assert len(bars) == sum(len(tier.fines) for tier in row.tiers)
            assert all(bar.x >= 64 and bar.x + bar.width <= 308 for bar in bars)
        assert "style=" not in page.text

    def test_tells_the_drawing_in_words(self, inside):
        assert 'aria-label="单位，逾期未改正：阶次A（涉及人次为1）：100,000元–130,000元"' in (
            inside.get(url("benchmarks")).text
        )


class TestChanges:
    def test_begins_with_the_law_on_chemicals(self, inside):
        page = inside.get(url("changes"))
        assert "危险化学品安全法" in page.text
        assert page.context["total"] > 40

    def test_offers_days_on_which_something_changes(self, inside):
        reading.turning_days.cache_clear()
        days = inside.get(url("changes")).context["days"]
        assert (date(2026, 1, 31), date(2026, 2, 1)) in days
        for eve, day in days:
            page = inside.get(url("changes"), {"earlier": eve, "later": day})
            assert page.context["total"]

    @pytest.mark.parametrize(
        "said",
        [
            {"earlier": "2026-05-01", "later": "2026-04-30"},
            {"earlier": "2026-05-01"},
            {"earlier": "x", "later": "2026-04-30"},
        ],
    )
    def test_names_the_day_that_is_wrong(self, inside, said):
        page = inside.get(url("changes"), said)
        assert page.status_code == 422
        assert "bar-error" in page.text

    def test_says_that_nothing_changed(self, inside):
        page = inside.get(url("changes"), {"earlier": "2026-03-02", "later": "2026-03-03"})
        assert "没有变化" in page.text


class TestSoundness:
    def test_lists_every_remark_by_its_gravity(self, inside):
        page = inside.get(url("soundness"))
        found = soundness.remarks()
        assert len(page.context["faults"]) == sum(one.is_fault for one in found)
        assert len(page.context["doubts"]) == sum(not one.is_fault for one in found)
        assert all(one.text in page.text for one in found)


class TestParameters:
    def test_narrows_by_word(self, inside):
        rows = inside.get(url("parameters"), {"q": "听证"}).context["rows"]
        assert rows
        assert len(rows) < len(queries.parameter_rows(on=DAY))
