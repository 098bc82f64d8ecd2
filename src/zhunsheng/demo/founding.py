"""The founding: bureau, units, accounts, officers with credentials, enterprises from a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from uuid import UUID

import xlsxwriter

from zhunsheng.accounts import queries as accounts_read
from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.demo import names
from zhunsheng.demo.engine import Year, instant, pick
from zhunsheng.demo.scenario import YEAR, Scenario
from zhunsheng.kernel.act import Actor, ActorKind, Viewer, derived_id
from zhunsheng.registry import queries as registry_read
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import Sector
from zhunsheng.workforce import queries as workforce_read
from zhunsheng.workforce import services as workforce
from zhunsheng.workforce.choices import DelegatedPower
from zhunsheng.workforce.rules import DelegationFacts

PASSWORD = "shili-2025"  # noqa: S105  # the demo prints it
FOUNDED = date(YEAR, 1, 2)
TEAMS = ("执法一队", "执法二队")
SECTIONS = ("政策法规科", "危险化学品科", "办公室", "行政审批窗口")
SYSTEM = Actor(ActorKind.SYSTEM, UUID(int=0), "系统启用")

# username, roles, unit; one person may hold several roles
STAFF: tuple[tuple[str, tuple[Role, ...], str], ...] = (
    ("juzhang", (Role.CHIEF,), "办公室"),
    ("fujuzhang", (Role.DEPUTY_HEAD,), "办公室"),
    ("duizhang", (Role.TEAM_HEAD, Role.ENFORCEMENT_OFFICER), "执法一队"),
    ("zhifa1", (Role.ENFORCEMENT_OFFICER,), "执法一队"),
    ("zhifa2", (Role.ENFORCEMENT_OFFICER,), "执法一队"),
    ("zhifa3", (Role.ENFORCEMENT_OFFICER,), "执法二队"),
    ("zhifa4", (Role.ENFORCEMENT_OFFICER,), "执法二队"),
    ("fazhi1", (Role.LEGAL_REVIEWER,), "政策法规科"),
    ("fazhi2", (Role.LEGAL_REVIEWER,), "政策法规科"),
    ("anshen", (Role.CASE_SECRETARY,), "政策法规科"),
    ("chuangkou", (Role.WINDOW_CLERK,), "行政审批窗口"),
    ("dangan", (Role.ARCHIVIST,), "办公室"),
    ("caiwu", (Role.FINANCE,), "办公室"),
    ("guanli", (Role.SYSTEM_ADMIN,), "办公室"),
    ("sifa", (Role.JUSTICE_SUPERVISOR,), ""),
    ("qiye", (Role.ENTERPRISE,), ""),
    ("gongzhong", (Role.PUBLIC,), ""),
)


#: Columns of the sheet for three kinds of licences, and which sectors have which.
LICENCES = (
    "安全生产许可证编号", "安全生产许可证有效期至",
    "危险化学品经营许可证编号", "危险化学品经营许可证有效期至",
    "烟花爆竹经营许可证编号", "烟花爆竹经营许可证有效期至",
)  # fmt: skip
LICENCES_OF = {
    "安许证": {Sector.HAZCHEM_PRODUCTION.value, Sector.NON_COAL_MINE.value},
    "危化经": {Sector.HAZCHEM_TRADE.value, Sector.GAS_STATION.value},
    "烟花经": {Sector.FIREWORKS.value},
}
#: The first of them runs out shortly before the demo stands still.
LICENSED_FROM = date(YEAR, 12, 28)
GRADES = ("二级", "三级", "未定级")


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer of the demo: who acts, and the record behind."""

    id: UUID
    actor: Actor
    unit: UUID


@dataclass(frozen=True, slots=True)
class World:
    """Everything that the stories need to know of the founded bureau."""

    scenario: Scenario
    year: Year
    viewer: Viewer
    by_username: Mapping[str, Actor]
    officers: Sequence[Officer]
    street_officers: Mapping[UUID, Sequence[Officer]]
    entities: Mapping[str, Sequence[UUID]]
    users: Sequence[Mapping[str, str]]

    def who(self, username: str) -> Actor:
        """Return the staff member of that username."""
        return self.by_username[username]

    def pair(self, seed: str) -> tuple[Officer, Officer]:
        """Return two different officers of the bureau that follow from the seed."""
        first = pick(seed, len(self.officers))
        other = pick(f"{seed}/2", len(self.officers) - 1)
        return self.officers[first], self.officers[other if other < first else other + 1]

    def all_entities(self) -> list[UUID]:
        """Return the ids of all enterprises, sector by sector."""
        return [entity for rows in self.entities.values() for entity in rows]


def found(scenario: Scenario, year: Year) -> World:
    """Found the bureau of a scenario and return the world that the stories act in."""
    at = _Minutes(instant(FOUNDED, 8, 30))
    accounts.found_bureau(ctx=year.act(SYSTEM, at.next()), facts=_bureau(), on=FOUNDED)
    units = _add_units(scenario, year, at)
    users = _add_users(scenario, year, at, units)
    clerk = next(a for name, a in users.items() if name == "guanli")
    viewer = year.viewer(clerk)
    entities = _import_entities(scenario, year, at, clerk, list(units)[-scenario.streets :])
    officers = _import_officers(scenario, year, at, users, viewer)
    bureau_units = {units[name] for name in (*TEAMS, *SECTIONS)}
    street_units = [u for u in units.values() if u not in bureau_units]
    chief = users["juzhang"]
    for number, unit in enumerate(street_units):
        workforce.grant_delegation(
            ctx=year.act(chief, at.next()), facts=_deed(number, unit), on=FOUNDED
        )
    registry.link_account(
        ctx=year.act(SYSTEM, at.next()),
        user=users["qiye"].id,
        entity=registry_read.ids_by_code(viewer)[names.credit_code(0)],
        proof="核验营业执照副本和法定代表人授权委托书原件",
        on=FOUNDED,
    )
    return World(
        scenario=scenario,
        year=year,
        viewer=viewer,
        by_username=users,
        officers=[o for o in officers if o.unit in {units[t] for t in TEAMS}],
        street_officers={u: [o for o in officers if o.unit == u] for u in street_units},
        entities=entities,
        users=_demo_users(scenario, users),
    )


@dataclass(slots=True)
class _Minutes:
    """Instants one minute apart."""

    at: datetime

    def next(self) -> datetime:
        """Return the next instant."""
        self.at += timedelta(seconds=20)
        return self.at


def _bureau() -> accounts.BureauFacts:
    return accounts.BureauFacts(
        name="示例区应急管理局",
        short_mark="示",
        division_code=names.DIVISION,
        jurisdiction="CN",
        government="示例区人民政府",
        address="示例区示例大道1号",
        phone="000-0000000",
    )


def _add_units(scenario: Scenario, year: Year, at: _Minutes) -> dict[str, UUID]:
    wanted = [(name, UnitKind.TEAM) for name in TEAMS]
    wanted += [(name, UnitKind.SECTION) for name in SECTIONS]
    wanted += [(names.street(n), UnitKind.STREET) for n in range(scenario.streets)]
    return {
        name: accounts.add_unit(
            ctx=year.act(SYSTEM, at.next()), name=name, kind=kind, on=FOUNDED
        ).id
        for name, kind in wanted
    }


def _more_officers(scenario: Scenario) -> list[str]:
    """Return the accounts of the officers beyond the staff that is named."""
    more = scenario.officers - sum(Role.ENFORCEMENT_OFFICER in roles for _, roles, _ in STAFF)
    return [f"zhifa{n + 5}" for n in range(more)]


def _add_users(
    scenario: Scenario, year: Year, at: _Minutes, units: Mapping[str, UUID]
) -> dict[str, Actor]:
    wanted = [(username, roles, unit, PASSWORD) for username, roles, unit in STAFF]
    password_of_more = PASSWORD if scenario.open_matters else ""
    wanted += [
        (username, (Role.ENFORCEMENT_OFFICER,), TEAMS[n % 2], password_of_more)
        for n, username in enumerate(_more_officers(scenario))
    ]
    for n in range(scenario.streets):
        for side in (1, 2):
            password = PASSWORD if n == 0 else ""
            name = f"jiedao{2 * n + side}"
            wanted.append((name, (Role.STREET_OFFICER,), names.street(n), password))
    actors: dict[str, Actor] = {}
    for number, (username, roles, unit, password) in enumerate(wanted):
        user = accounts.add_user(
            ctx=year.act(SYSTEM, at.next()),
            username=username,
            name=names.person(number),
            roles=frozenset(roles),
            password=password,
            unit=units.get(unit),
            on=FOUNDED,
        )
        actors[username] = user.actor
    return actors


def _import_entities(
    scenario: Scenario, year: Year, at: _Minutes, by: Actor, streets: Sequence[str]
) -> dict[str, list[UUID]]:
    sheet = _sheet(_entity_rows(scenario, streets))
    registry.import_entities(
        ctx=year.act(by, at.next()), filename="监管对象.xlsx", content=sheet, on=FOUNDED
    )
    viewer = year.viewer(by)
    return {s.value: list(registry_read.all_ids(viewer, sector=s)) for s in Sector}


def _entity_rows(scenario: Scenario, streets: Sequence[str]) -> list[list[str | int]]:
    """Return the sheet's rows: the plan's parts first, then the other sectors in turn."""
    sectors = [part.sector for part in scenario.plan_parts for _ in range(part.units)]
    others = [s.value for s in (Sector.INDUSTRY_TRADE, Sector.COMMERCE, Sector.GAS_STATION,
                                Sector.METALLURGY, Sector.OTHER)]  # fmt: skip
    sectors += [others[n % len(others)] for n in range(scenario.entities - len(sectors))]
    head = ["单位名称", "统一社会信用代码", "类型", "行业领域", "风险等级", "地址",
            "所在街道（镇）", "法定代表人", "主要负责人", "联系电话", "从业人数",
            "标准化等级", "经度", "纬度", *LICENCES, "标准化等级有效期至"]  # fmt: skip
    rows: list[list[str | int]] = [list(head)]
    for number, sector in enumerate(sectors):
        seed = f"{scenario.name}/entity/{number}"
        north, east = divmod(number % len(streets) % 4, 2)  # the four quarters of the outlines
        rows.append(
            [
                names.enterprise(number, sector),
                names.credit_code(number),
                "个体工商户" if sector == "COMMERCE" and pick(seed, 3) == 0 else "企业法人",
                Sector(sector).label,
                "ABCD"[pick(f"{seed}/risk", 4)],
                f"示例区示例路{number + 1}号",
                streets[number % len(streets)],
                names.person(200 + number % 400),
                names.person(200 + number % 400),
                f"000-{number:07d}",
                5 + pick(f"{seed}/staff", 120),
                GRADES[pick(f"{seed}/grade", 3)],
                f"113.{905 + 43 * east + pick(f'{seed}/east', 40)}500",
                f"35.{70 + 33 * north + pick(f'{seed}/north', 30):03}500",
                *_licences(sector, number, seed),
                "2027-06-30" if pick(f"{seed}/grade", 3) < len(GRADES) - 1 else "",
            ]
        )
    return rows


def _licences(sector: str, number: int, seed: str) -> list[str]:
    """Return number and last day of each licence; a sector has one at most. Both are invented."""
    last = LICENSED_FROM + timedelta(days=30 * pick(f"{seed}/licence", 36))
    said: list[str] = []
    for mark, sectors in LICENCES_OF.items():
        has = sector in sectors
        said += [f"示{mark}〔示例〕{number + 1:04d}", last.isoformat()] if has else ["", ""]
    return said


def _import_officers(
    scenario: Scenario, year: Year, at: _Minutes, users: Mapping[str, Actor], viewer: Viewer
) -> list[Officer]:
    rows: list[list[str | int]] = [
        ["姓名", "所属机构", "用户名", "执法证号", "有效期自", "有效期至", "法制审核人员",
         "法律职业资格", "职责"]
    ]  # fmt: skip
    people = [u for u in accounts_read.users(viewer) if u.roles & _CERTIFIED]
    for number, user in enumerate(people):
        reviewer = Role.LEGAL_REVIEWER.value in user.roles
        rows.append(
            [user.name, user.unit.name if user.unit else "", user.username, f"99990100{number:04d}",
             "2022-11-01", "2027-10-31", "是" if reviewer else "否", "是" if reviewer else "否",
             "法制审核" if reviewer else "行政执法"]
        )  # fmt: skip
    workforce.import_officers(
        ctx=year.act(users["guanli"], at.next()),
        filename="执法人员.xlsx",
        content=_sheet(rows),
        on=FOUNDED,
    )
    actor_of = {actor.id: actor for actor in users.values()}
    facts = workforce_read.all_officer_facts(viewer)
    found = [
        Officer(f.id, actor_of[f.user_id], f.unit_id) for f in facts if f.user_id and f.unit_id
    ]
    return sorted(found, key=lambda officer: officer.id)


_CERTIFIED = {Role.ENFORCEMENT_OFFICER.value, Role.STREET_OFFICER.value, Role.LEGAL_REVIEWER.value}


def _deed(number: int, unit: UUID) -> DelegationFacts:
    return DelegationFacts(
        unit=unit,
        deed_number=f"示应急委〔2024〕{number + 1}号",
        powers=(
            DelegatedPower.PUBLICITY,
            DelegatedPower.INSPECTION,
            DelegatedPower.ON_SITE_CORRECTION,
            DelegatedPower.RECTIFICATION_ORDER,
            DelegatedPower.REINSPECTION,
            DelegatedPower.SUMMARY_PENALTY,
            DelegatedPower.REFERRAL,
        ),
        valid_from=date(2024, 7, 1),
        valid_until=date(2027, 6, 30),
        published_on=date(2024, 6, 28),
        published_at="示例区人民政府门户网站",
    )


def _sheet(rows: Sequence[Sequence[str | int]]) -> bytes:
    """Return an .xlsx whose bytes depend on the rows alone."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(YEAR, 1, 2)})  # noqa: DTZ001  # a file's own stamp
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return stream.getvalue()


def _demo_users(scenario: Scenario, users: Mapping[str, Actor]) -> list[dict[str, str]]:
    """Return who signs in; where matters are open, everybody who may handle one of them."""
    officers = _more_officers(scenario) if scenario.open_matters else []
    signs_in = [*(name for name, _, _ in STAFF), *officers, "jiedao1", "jiedao2"]
    return [
        {
            "username": username,
            "password": PASSWORD,
            "name": users[username].name,
            "role": "、".join(r.label for r in Role if r.value in users[username].roles),
        }
        for username in signs_in
    ]


def bureau_id(seed: str) -> UUID:
    """Return the id of the bureau of a seed."""
    return derived_id(instant(FOUNDED, 8, 0), seed, "bureau")
