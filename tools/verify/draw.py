#!/usr/bin/env python3
"""
Recompute a random draw from its published record, without the system that made it.

    python3 draw.py draw.json [--pool-hash HEX] [--changes changes.json]
    python3 draw.py --commit PARTY DRAW [VALUE]     # a random value, and what to commit to

One file, standard library only, Python 3.8 or later, no network. It answers in plain Chinese:
agrees (exit 0), what does not agree (exit 1), or why the file cannot be read (exit 2).

What is recomputed. Every hash is SHA-256 over canonical bytes: JSON in UTF-8, keys sorted, no
spaces, no floats, nothing after the last brace; the file itself must be such bytes.

- ``digests``: the hash of each entry of the pool, so that a changed entry can be named;
- ``pool_hash``: the hash of the pool, which was published before the seed;
- commitment: the hash of {"contributor": ..., "draw": ..., "value": ...};
- ``seed``: the hash of {"contributions": ..., "method": ..., "pool_hash": ...}, the parties in the
  order of the pool;
- strata: units by risk and credit class; of each, units times rate rounded up are drawn;
- ticket of a unit: SHA-256 of the text seed + unit; the smallest of each stratum are drawn;
- ticket of a pair: SHA-256 of the text seed + unit + officer + officer, both officers in the order
  of their ids; of all pairs whose credentials are valid from the day of the draw until the visits
  end, who are not recused for the unit and, where they are of a street, may go to it (``streets``:
  units of their own street alone), the smallest wins. Where ``most_per_officer`` or
  ``most_per_pair`` is set, who reached it is passed over as long as another pair remains;
- ``record_hash``: the hash of everything else in the file except pool and digests, which follow
  from the hash of the pool;
- ``changes.json``: who does not go, and the pair of the next ticket that holds who stays.

Besides, what no hash shows is refused: one party, firm or officer under two spellings or ids, a
credential that ends before the visits, a stratum that cannot be drawn, a repetition without a
reason, another text of the rule, characters that are not seen. Records of formats 1 and 2 are
checked by the rules of their time, told at ``OLD_RULES``; format 3 is today's without streets.

What it does not prove is printed with the result.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import itertools
import json
import os
import re
import secrets
import sys
import unicodedata
from typing import Any, NoReturn

#: Version of the rule, the format of its records, and the hash of its text.
RULES = {
    "zhunsheng-rule/1": (
        "zhunsheng-draw/1",
        "20aa8c8400f88d8b2bef22c8ee7c4fc0e68527af83db2d23214b9501ff6ada7a",
    ),
    "zhunsheng-rule/2": (
        "zhunsheng-draw/2",
        "20e5cfb28fad7b3c23a219aa9898c4b6429c6116cff788cfaa75703f07567898",
    ),
    "zhunsheng-rule/3": (
        "zhunsheng-draw/3",
        "1a36a486c86a083d17d67258d853000440c4f3e7c4623bbcbcce0df07f63e70f",
    ),
    "zhunsheng-rule/4": (
        "zhunsheng-draw/4",
        "bf1b6d9c83a9a089ba9b38994dd58220478e130a484d28a66ac63f2a6ed7d46b",
    ),
}
#: Rules 1 and 2 knew no strata, no period of visits and no limit of pairs; commitments stood in
#: the pool and hashed {"contributor": ..., "value": ...}, the seed left the method out, and the
#: hash of the record covered pool and digests too. Rule 1 knew no duty to promise.
#: Rule 3 knew no streets: their officers went anywhere.
OLD_RULES = ("zhunsheng-rule/1", "zhunsheng-rule/2")
OLD_RULE = "zhunsheng-rule/1"
LAST_RULE = "zhunsheng-rule/3"
FEWEST_DICE = 20
#: Categories of characters that are not seen, or that steer a terminal.
HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
AGREES, DIFFERS, UNREADABLE = 0, 1, 2

TEXT, NUMBER, HASH, DAY, CODE = "文字", "非负整数", "64位十六进制校验值", "日期", "文字（不得为空）"
DAY_OR_NONE = "日期或者空"
MOMENT = "登记时间（北京时间，精确到秒）"
#: A JSON value, and the shape that one should have: known at run time only.
Json = Any
Shape = Any

UNIT = {"id": CODE, "name": TEXT, "credit_code": TEXT, "risk_class": TEXT}
OFFICER = {"id": CODE, "credential": TEXT, "valid_from": DAY, "valid_until": DAY}
COMMITMENT = {"contributor": CODE, "commitment": HASH}
VERSION = {"number": NUMBER, "hash": HASH, "added": NUMBER, "removed": NUMBER}
BOTH = {
    "draw": CODE,
    "bureau": TEXT,
    "title": TEXT,
    "kind": CODE,
    "published_on": DAY,
    "units_to_draw": NUMBER,
    "recusals": [{"officer": CODE, "unit": CODE}],
    "exclusions": [{"side": CODE, "id": CODE, "name": TEXT, "reason": CODE}],
    "partners": [TEXT],
    "most_per_officer": NUMBER,
    "repeats": TEXT,
    "repeat_reason": TEXT,
    "rule": {"version": CODE, "text": TEXT},
}
OLD_POOL = {
    **BOTH,
    "units": [UNIT],
    "officers": [{**OFFICER, "name": TEXT}],
    "commitments": [COMMITMENT],
}
LAST_POOL = {
    **BOTH,
    "visits_from": DAY,
    "visits_until": DAY,
    "item_list": CODE,
    "items": [{"department": CODE, "code": TEXT, "name": CODE}],
    "scope": {"sectors": [CODE], "risk_classes": [CODE]},
    "unit_list": VERSION,
    "units": [{**UNIT, "credit_class": CODE}],
    "strata": [
        {"risk_class": TEXT, "credit_class": TEXT, "rate": NUMBER, "units": NUMBER,
         "to_draw": NUMBER}
    ],
    "officer_list": VERSION,
    "officers": [OFFICER],
    "most_per_pair": NUMBER,
    "earlier_pairs": [{"first": CODE, "second": CODE, "times": NUMBER}],
    "seed_plan": {"method": CODE, "contributors": [CODE], "event": TEXT, "event_on": DAY_OR_NONE},
}  # fmt: skip
POOL = {**LAST_POOL, "streets": [{"name": CODE, "officers": [CODE], "units": [CODE]}]}
WHOLE_LISTS = ("partners",)


def digest_shape(pool: Shape) -> Shape:
    """Return the shape of the digests of a pool: one hash for each entry of its lists."""
    return {
        name: [HASH] if isinstance(shape, list) and name not in WHOLE_LISTS else HASH
        for name, shape in pool.items()
    }


RESULT = {"rank": NUMBER, "unit": CODE, "ticket": HASH, "officers": [CODE], "pair_ticket": HASH}
BOTH_RECORDS = {
    "format": CODE,
    "pool_hash": HASH,
    "contributions": [{"contributor": CODE, "value": CODE}],
    "bound_on": DAY,
    "seed": HASH,
    "run_on": DAY,
    "results": [RESULT],
    "record_hash": HASH,
}
OLD_RECORD = {**BOTH_RECORDS, "pool": OLD_POOL, "digests": digest_shape(OLD_POOL)}
RECORD = {
    **BOTH_RECORDS,
    "pool": POOL,
    "digests": digest_shape(POOL),
    "commitments": [COMMITMENT],
    "witnesses": [CODE],
    "source": TEXT,
    "moments": {
        "published_at": MOMENT,
        "committed_at": [MOMENT],
        "opened_at": [MOMENT],
        "bound_at": MOMENT,
        "drawn_at": MOMENT,
    },
}
LAST_RECORD = {**RECORD, "pool": LAST_POOL, "digests": digest_shape(LAST_POOL)}
CHANGES = {
    "format": CODE,
    "record_hash": HASH,
    "changes": [
        {"number": NUMBER, "unit": CODE, "out": CODE, "ground": CODE, "reason": CODE,
         "changed_on": DAY, "officers": [CODE], "pair_ticket": HASH}
    ],
    "changes_hash": HASH,
}  # fmt: skip
CHANGES_FORMAT = "zhunsheng-changes/1"
NAMES = {
    "draw": "抽查编号",
    "bureau": "机关",
    "title": "任务名称",
    "kind": "抽查方式",
    "published_on": "名录公布日期",
    "units_to_draw": "抽取家数",
    "units": "检查对象",
    "officers": "执法检查人员",
    "recusals": "回避",
    "streets": "街道（镇）的人员和对象",
    "exclusions": "不参加抽取",
    "partners": "参加部门",
    "commitments": "承诺值",
    "most_per_officer": "每人最多承担家数",
    "repeats": "前次抽取",
    "repeat_reason": "重新抽取理由",
    "rule": "抽取规则",
    "visits_from": "检查期开始日期",
    "visits_until": "检查期届满日期",
    "item_list": "权责清单版本",
    "items": "抽查事项",
    "scope": "名录范围",
    "unit_list": "检查对象名录版本",
    "strata": "分层和比例",
    "officer_list": "执法检查人员名录版本",
    "most_per_pair": "同一对最多搭配次数",
    "earlier_pairs": "以前的搭配次数",
    "seed_plan": "种子确定方式",
}
RECORD_HASH = "整个记录与记录校验值（record_hash）不一致。"
RISKS = {"A": "A（低风险）", "B": "B（一般风险）", "C": "C（较大风险）", "D": "D（重大风险）"}
CREDITS = {
    "GOOD": "无失信记录",
    "MINOR": "轻微失信",
    "ORDINARY": "一般失信",
    "SERIOUS": "严重失信",
}
ONLY_RECORD_HASH = (
    "bound_on、run_on、witnesses、source、proof、moments 或者 record_hash 被改动，其余内容一致。"
)
NOT_PROVEN = (
    "名录是否完整、不参加抽取的理由是否真实，须另行核对；",
    "名录校验值是否确在种子确定以前公布，须与当时公布的校验值比对"
    "（python3 draw.py draw.json --pool-hash 公布的校验值）；",
    "提供内容的各方是否互不通气，本程序无从知道；",
    "本次以前有没有抽取过而没有公布，本程序无从知道（重新抽取应当载明前次抽取和理由）。",
)


def canonical(value: Json) -> bytes:
    """Return the canonical bytes of a JSON value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def digest(value: Json) -> str:
    """Return the SHA-256 of the canonical bytes of a JSON value."""
    return hashlib.sha256(canonical(value)).hexdigest()


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def shown(text: str) -> str:
    """Return a text as it may be printed: what is not seen, or steers a terminal, is escaped."""
    return "".join(ascii(c)[1:-1] if unicodedata.category(c) in HIDDEN else c for c in text)


def same(name: str) -> str:
    """Return a name without width, case, blanks and characters that are not seen."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) not in HIDDEN)


def twice(names: list[str]) -> list[str]:
    """Return the names that stand for somebody who was named before."""
    seen: set[str] = set()
    found = []
    for name in names:
        if same(name) in seen:
            found.append(name)
        seen.add(same(name))
    return found


def hidden(value: Json, path: str = "") -> list[str]:
    """Return where a text holds characters that are not seen."""
    if isinstance(value, dict):
        found = [hidden(one, f"{path}.{key}" if path else key) for key, one in value.items()]
        return [problem for problems in found for problem in problems]
    if isinstance(value, list):
        found = [hidden(one, f"{path}[{n}]") for n, one in enumerate(value, 1)]
        return [problem for problems in found for problem in problems]
    if isinstance(value, str) and shown(value) != value:
        return [f"字段 {path} 含有不可见的字符：{value}"]
    return []


class NotCanonical(Exception):
    """The file is not canonical from a byte on (counted from 1)."""

    def __init__(self, byte: int, why: str) -> None:
        super().__init__(f"第 {byte} 个字节起不是规范写法（{why}）。")


def _no_float(text: str) -> NoReturn:
    raise ValueError(text)


def parse(data: bytes) -> Json:
    """
    Return the JSON value that the bytes are the canonical text of.

    :raises NotCanonical: naming the first byte that is not as it should be
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotCanonical(error.start + 1, "不是有效的UTF-8文字") from None
    try:
        value = json.loads(text, parse_float=_no_float, parse_constant=_no_float)
    except json.JSONDecodeError as error:
        byte = len(text[: error.pos].encode("utf-8")) + 1
        raise NotCanonical(byte, "不是有效的JSON") from None
    except (ValueError, RecursionError):
        raise NotCanonical(1, "含有小数、过大的数字或者过深的层次") from None
    wanted = canonical(value)
    if wanted != data:
        same = next(
            (n for n, (a, b) in enumerate(zip(data, wanted)) if a != b),  # noqa: B905  # strict= needs Python 3.10
            min(len(data), len(wanted)),
        )
        raise NotCanonical(same + 1, "键的次序、空格、转义、重复的键或者结尾与规范不同")
    return value


def is_day(value: Json) -> bool:
    """Return whether a value is a day such as 2025-03-03."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        datetime.date(int(value[:4]), int(value[5:7]), int(value[8:]))
    except ValueError:
        return False
    return True


def is_moment(value: Json) -> bool:
    """Return whether a value is an instant in China such as 2025-03-03T10:00:00+08:00."""
    if not isinstance(value, str) or not is_day(value[:10]):
        return False
    clock = "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    return re.fullmatch(clock + re.escape("+08:00"), value[10:]) is not None


def fits(value: Json, kind: str) -> bool:
    """Return whether a value is of a named kind."""
    if kind == NUMBER:
        return type(value) is int and value >= 0
    if kind == DAY_OR_NONE:
        return value is None or is_day(value)
    if kind == DAY:
        return is_day(value)
    if kind == MOMENT:
        return is_moment(value)
    if kind == HASH:
        return isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value) is not None
    return isinstance(value, str) and (kind != CODE or value != "")


def misshapen(value: Json, shape: Shape, path: str) -> list[str]:
    """Return where a value does not have the shape that a record has."""
    if isinstance(shape, dict):
        return _misshapen_fields(value, shape, path)
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"字段 {path} 应为列表。"]
        found = [misshapen(one, shape[0], f"{path}[{n}]") for n, one in enumerate(value, 1)]
        return [problem for problems in found for problem in problems]
    return [] if fits(value, shape) else [f"字段 {path} 应为{shape}。"]


def _misshapen_fields(value: Json, shape: dict[str, Shape], path: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{path or '整个文件'} 应为一组字段。"]
    start = f"{path}." if path else ""
    found = [f"缺少字段 {start}{key}。" for key in shape if key not in value]
    found += [f"多出字段 {start}{key}。" for key in value if key not in shape]
    for key, inner in shape.items():
        if key in value:
            found += misshapen(value[key], inner, start + key)
    return found


def is_old(record: dict[str, Json]) -> bool:
    """Return whether a record was made under rule 1 or 2."""
    version: str = record["pool"]["rule"]["version"]
    return version in OLD_RULES


def check_pool(record: dict[str, Json], pool_hash: str | None) -> list[str]:
    """Return what of the pool does not agree with its hashes, naming the entries."""
    pool, digests = record["pool"], record["digests"]
    found: list[str] = []
    for name in pool:
        if isinstance(pool[name], list) and name not in WHOLE_LISTS:
            found += _check_entries(pool[name], digests[name], NAMES[name])
        elif digest(pool[name]) != digests[name]:
            found.append(f"名录中的“{NAMES[name]}”与其校验值不一致。")
    if digest(pool) != record["pool_hash"]:
        found.append("名录与名录校验值（pool_hash）不一致。")
    if pool_hash is not None and pool_hash.strip().lower() != record["pool_hash"]:
        found.append("名录校验值（pool_hash）与另行公布的校验值不一致。")
    return found


def _check_entries(entries: list[Json], hashes: list[str], label: str) -> list[str]:
    if len(entries) != len(hashes):
        return [f"“{label}”有 {len(entries)} 项，校验值有 {len(hashes)} 个。"]
    return [
        f"“{label}”第 {number} 项（{_title(entry)}）与其校验值不一致。"
        for number, (entry, wanted) in enumerate(zip(entries, hashes), 1)  # noqa: B905  # strict= needs Python 3.10
        if digest(entry) != wanted
    ]


def _title(entry: dict[str, Json]) -> str:
    return entry.get("name") or entry.get("credential") or "无名称"


def check_sense(record: dict[str, Json]) -> list[str]:
    """Return what in the pool and its dates makes no sense, whatever the hashes say."""
    pool = record["pool"]
    known = RULES.get(pool["rule"]["version"], ("", ""))
    units, officers = [u["id"] for u in pool["units"]], [o["id"] for o in pool["officers"]]
    checks = (
        (known[0] != "", f"规则版本“{pool['rule']['version']}”本程序不认识。"),
        (record["format"] == known[0], "记录格式与规则版本不相应。"),
        (digest(pool["rule"]["text"]) == known[1], "抽取规则的文字不是该版本的规则。"),
        (pool["repeats"] != pool["draw"], "前次抽取就是本次抽取。"),
        (not pool["repeats"] or pool["repeat_reason"].strip() != "", "重新抽取没有说明理由。"),
        (len(set(units)) == len(units), "检查对象的编号有重复。"),
        (len(set(officers)) == len(officers), "执法检查人员的编号有重复。"),
        (1 <= pool["units_to_draw"] <= len(units), "抽取家数不在一家与名录家数之间。"),
        (pool["published_on"] <= record["bound_on"], "种子确定日期早于名录公布日期。"),
        (record["bound_on"] <= record["run_on"], "抽取日期早于种子确定日期。"),
    )
    found = [problem for holds, problem in checks if not holds]
    pooled = set(units) | set(officers)
    both = [e["name"] for e in pool["exclusions"] if e["id"] in pooled]
    found += [f"“{name}”既在名录中又不参加抽取。" for name in both]
    found += _check_people(record)
    if is_old(record):
        return found
    return found + _check_moments(record) + _check_strata(record) + _check_streets(pool)


def _check_streets(pool: dict[str, Json]) -> list[str]:
    """Return which streets name whom the pool does not hold, or somebody of another street."""
    found = []
    for key in ("officers", "units"):
        named = [one for street in pool.get("streets", ()) for one in street[key]]
        if not set(named) <= {one["id"] for one in pool[key]}:
            found.append(f"街道（镇）所列的{NAMES[key]}不在名录中。")
        if len(set(named)) < len(named):
            found.append(f"同一{NAMES[key]}列在两个街道（镇）。")
    return found


def _check_moments(record: dict[str, Json]) -> list[str]:
    """Return which instants of entry lie on other days than the record says, or out of order."""
    at = record["moments"]
    days = (
        ("名录公布", record["pool"]["published_on"], at["published_at"]),
        ("种子确定", record["bound_on"], at["bound_at"]),
        ("抽取", record["run_on"], at["drawn_at"]),
    )
    found = [f"{name}的日期 {day} 不是登记的日期 {when[:10]}。" for name, day, when in days
             if day != when[:10]]  # fmt: skip
    order = [at["published_at"], *sorted(at["committed_at"]), *sorted(at["opened_at"])]
    order += [at["bound_at"], at["drawn_at"]]
    if order != sorted(order):
        found.append(
            "登记时间的次序不对：应当先公布名录，再承诺，全部承诺后公开，最后确定种子、抽取。"
        )
    counted = len(record["commitments"])
    if len(at["committed_at"]) != counted or (counted and len(at["opened_at"]) != counted):
        found.append("承诺、公开的登记时间与提供内容的各方数目不符。")
    return found


def _check_people(record: dict[str, Json]) -> list[str]:
    """Return who stands in the record twice, and whose credential does not cover the day."""
    pool, day = record["pool"], record["pool"]["published_on"]
    until = pool.get("visits_until", day)
    codes = [one["credit_code"] for one in pool["units"] if one["credit_code"].strip()]
    cards = [one["credential"] for one in pool["officers"] if one["credential"].strip()]
    given = [one["contributor"] for one in record["contributions"]]
    promised = [one["contributor"] for one in promises(record)]
    found = [f"统一社会信用代码 {code} 在检查对象中列了两次。" for code in twice(codes)]
    found += [f"执法证号 {card} 在执法检查人员中列了两次。" for card in twice(cards)]
    found += [f"“{name}”提供了两次内容（写法不同视为一人）。" for name in twice(given)]
    found += [f"“{name}”作出了两次承诺（写法不同视为一人）。" for name in twice(promised)]
    term = f"名录公布之日 {day}" if until == day else f"{day} 至检查期满 {until}"
    return found + [
        f"“{_title(one)}”的执法证件在{term} 无效。"
        for one in pool["officers"]
        if not (one["valid_from"] <= day and max(day, until) <= one["valid_until"])
    ]


def _check_strata(record: dict[str, Json]) -> list[str]:
    """Return which strata do not follow from units and rates; each unit is in exactly one."""
    pool = record["pool"]
    strata = pool["strata"]
    keys = [(one["risk_class"], one["credit_class"]) for one in strata]
    of_units = [(one["risk_class"], one["credit_class"]) for one in pool["units"]]
    if keys == [("", "")]:
        of_units = [("", "")] * len(of_units)
    checks = (
        (len(set(keys)) == len(keys), "分层有重复。"),
        (("", "") not in keys or len(keys) == 1, "分层以外又有不分层的一层。"),
        (set(of_units) <= set(keys), "有检查对象不在任何一层，没有被抽中的机会。"),
        (sum(s["to_draw"] for s in strata) == pool["units_to_draw"], "各层之和不是抽取家数。"),
        (pool["published_on"] <= pool["visits_from"], "检查期早于名录公布之日。"),
        (pool["visits_from"] <= pool["visits_until"], "检查期止于开始以前。"),
        (record["run_on"] <= pool["visits_until"], "抽取日期晚于检查期满之日。"),
    )
    found = [problem for holds, problem in checks if not holds]
    for one, key in zip(strata, keys):  # noqa: B905  # strict= needs Python 3.10
        found += _check_stratum(one, "、".join(filter(None, key)), of_units.count(key))
    return found


def _check_stratum(one: dict[str, Json], name: str, counted: int) -> list[str]:
    """Return what of one stratum does not follow from its units and its published rate."""
    share = -(-one["units"] * one["rate"] // 100) if name else one["to_draw"]
    place, found = f"“{name or '全部单位'}”一层", []
    if one["units"] != counted:
        found.append(f"{place}写明 {one['units']} 家，名录中有 {counted} 家。")
    if one["to_draw"] != share or not 1 <= one["to_draw"] <= one["units"]:
        found.append(f"{place}抽取 {one['to_draw']} 家，与公布的比例不符。")
    return found


def promises(record: dict[str, Json]) -> list[dict[str, str]]:
    """Return the commitments: rules 1 and 2 had them in the pool."""
    held: list[dict[str, str]] = (
        record["pool"]["commitments"] if is_old(record) else record["commitments"]
    )
    return held


def check_seed(record: dict[str, Json]) -> list[str]:
    """Return what of the seed does not follow from the contributions and the pool."""
    if is_old(record):
        return _check_old_seed(record)
    plan, given = record["pool"]["seed_plan"], record["contributions"]
    checks = {
        "COMMITMENTS": _check_parties,
        "DICE": _check_outcome,
        "PUBLIC_EVENT": _check_outcome,
    }
    check = checks.get(plan["method"])
    if check is None:
        return [f"种子确定方式“{plan['method']}”本程序不认识。"]
    found = check(record)
    made_of = {"contributions": given, "method": plan["method"], "pool_hash": record["pool_hash"]}
    if digest(made_of) != record["seed"]:
        found.append("种子（seed）不能由各方提供的内容（contributions）和名录校验值算出。")
    return found


def _check_parties(record: dict[str, Json]) -> list[str]:
    """Return which party gave what it did not promise; the order is that of the pool."""
    pool, given = record["pool"], record["contributions"]
    parties = pool["seed_plan"]["contributors"]
    found = []
    if [one["contributor"] for one in given] != parties:
        found.append("提供内容的各方或者其次序不是名录载明的。")
    if [one["contributor"] for one in record["commitments"]] != parties:
        found.append("作出承诺的各方或者其次序不是名录载明的。")
    if len({same(one) for one in parties}) < 2:
        found.append("种子由不到两方提供。")
    promised = {one["contributor"]: one["commitment"] for one in record["commitments"]}
    for one in given:
        opened = {**one, "draw": pool["draw"]}
        if digest(opened) != promised.get(one["contributor"]):
            found.append(f"“{one['contributor']}”公开的内容与事先提交的承诺值不一致。")
        if not fits(one["value"], HASH):
            found.append(f"“{one['contributor']}”公开的内容不是64位随机数。")
    return found


def _check_outcome(record: dict[str, Json]) -> list[str]:
    """Return what is wrong with the points of dice or the outcome of an event."""
    plan, given = record["pool"]["seed_plan"], record["contributions"]
    by_dice = plan["method"] == "DICE"
    found = []
    if [one["contributor"] for one in given] != ["骰子点数" if by_dice else plan["event"]]:
        return ["提供的内容不是名录载明的骰子点数或者公开事件。"]
    values = given[0]["value"].split(" ")
    if not all(re.fullmatch("0|[1-9][0-9]*", one) for one in values):
        found.append("结果的数字不是规范写法。")
    elif by_dice and (
        len(values) < FEWEST_DICE
        or any(one not in ("1", "2", "3", "4", "5", "6") for one in values)
    ):
        found.append(f"骰子点数不到 {FEWEST_DICE} 个，或者有不在 1 至 6 之间的。")
    if len({same(one) for one in record["witnesses"]}) < 2:
        found.append("见证人不到两人。")
    if not by_dice and (plan["event_on"] or "") <= record["pool"]["published_on"]:
        found.append("公开事件不在名录公布以后。")
    if not by_dice and record["bound_on"] < (plan["event_on"] or ""):
        found.append("种子确定日期早于公开事件。")
    return found


def _check_old_seed(record: dict[str, Json]) -> list[str]:
    given = {c["contributor"]: digest(c) for c in record["contributions"]}
    found = [
        f"“{c['contributor']}”公开的内容与事先公布的承诺值不一致，或者没有公开。"
        for c in record["pool"]["commitments"]
        if given.get(c["contributor"]) != c["commitment"]
    ]
    if len({same(c["contributor"]) for c in record["contributions"]}) < 2:
        found.append("种子由不到两人提供。")
    if record["pool"]["rule"]["version"] != OLD_RULE:
        found += [f"“{name}”没有事先公布承诺值，却提供了内容。" for name in unpromised(record)]
    made_of = {"contributions": record["contributions"], "pool_hash": record["pool_hash"]}
    if digest(made_of) != record["seed"]:
        found.append("种子（seed）不能由各方提供的内容（contributions）和名录校验值算出。")
    return found


def unpromised(record: dict[str, Json]) -> list[str]:
    """Return who gave to the seed of an old rule without a commitment."""
    if not is_old(record):
        return []
    promised = {c["contributor"] for c in record["pool"]["commitments"]}
    return [c["contributor"] for c in record["contributions"] if c["contributor"] not in promised]


def drawn_units(record: dict[str, Json]) -> list[tuple[str, str]]:
    """Return ticket and id of the units with the smallest tickets of each stratum."""
    pool, seed = record["pool"], record["seed"]
    tickets = sorted((sha256(seed + unit["id"]), unit["id"]) for unit in pool["units"])
    if is_old(record):
        return tickets[: pool["units_to_draw"]]
    classes = {unit["id"]: (unit["risk_class"], unit["credit_class"]) for unit in pool["units"]}
    won: list[tuple[str, str]] = []
    for one in pool["strata"]:
        key = (one["risk_class"], one["credit_class"])
        mine = tickets if key == ("", "") else [t for t in tickets if classes[t[1]] == key]
        won += mine[: one["to_draw"]]
    return sorted(won)


def drawn_pair(
    seed: str,
    unit: str,
    may: list[str],
    *,
    pool: dict[str, Json],
    load: Load,
    stays: str | None = None,
) -> tuple[str, str, str] | None:
    """Return ticket and ids of the pair with the smallest ticket, nothing without a pair."""
    most, often = pool["most_per_officer"], pool.get("most_per_pair", 0)

    def pairs(officers: list[str]) -> list[tuple[str, ...]]:
        found = itertools.combinations(sorted(officers), 2)
        return [pair for pair in found if stays is None or stays in pair]

    free = [one for one in may if one == stays or not most or load.officers.get(one, 0) < most]
    able = pairs(free) or pairs(may)
    fresh = [pair for pair in able if not often or load.pairs.get(pair, 0) < often] or able
    return min(((sha256(seed + unit + a + b), a, b) for a, b in fresh), default=None)


class Load:
    """How many units each officer has, and how often each pair was sent."""

    def __init__(self, pool: dict[str, Json]) -> None:
        self.officers: dict[str, int] = {}
        self.pairs: dict[tuple[str, ...], int] = {
            (one["first"], one["second"]): one["times"] for one in pool.get("earlier_pairs", ())
        }

    def add(self, pair: tuple[str, ...]) -> None:
        """Count a pair that is sent."""
        for one in pair:
            self.officers[one] = self.officers.get(one, 0) + 1
        self.pairs[pair] = self.pairs.get(pair, 0) + 1


def able_on(pool: dict[str, Json], day: str, unit: str) -> list[str]:
    """Return who may inspect a unit from a day on."""
    until = pool.get("visits_until", day)
    kept = {one["officer"] for one in pool["recusals"] if one["unit"] == unit}
    for street in pool.get("streets", ()):
        if unit not in street["units"]:
            kept.update(street["officers"])
    return [
        one["id"]
        for one in pool["officers"]
        if one["valid_from"] <= day
        and max(day, until) <= one["valid_until"]
        and one["id"] not in kept
    ]


def recomputed(record: dict[str, Json]) -> list[dict[str, Json] | None]:
    """Return the results as they follow from pool and seed; nothing where no pair exists."""
    pool, seed, day = record["pool"], record["seed"], record["run_on"]
    load = Load(pool)
    found: list[dict[str, Json] | None] = []
    for rank, (ticket, unit) in enumerate(drawn_units(record), 1):
        pair = drawn_pair(seed, unit, able_on(pool, day, unit), pool=pool, load=load)
        if pair is None:
            found.append(None)
            continue
        won, *officers = pair
        load.add(tuple(officers))
        found.append(
            {
                "rank": rank,
                "unit": unit,
                "ticket": ticket,
                "officers": officers,
                "pair_ticket": won,
            }
        )
    return found


def check_results(record: dict[str, Json]) -> list[str]:
    """Return which results are not those that pool and seed lead to."""
    wanted, stated = recomputed(record), record["results"]
    found = []
    if len(wanted) != len(stated):
        found.append(f"应抽取 {len(wanted)} 家，记录了 {len(stated)} 家。")
    for number, (right, said) in enumerate(zip(wanted, stated), 1):  # noqa: B905  # strict= needs Python 3.10
        found += _compare(number, right, said, name_of(record))
    return found


def name_of(record: dict[str, Json]) -> dict[str, str]:
    """Return the names of units and officers by id."""
    pool = record["pool"]
    return {one["id"]: _title(one) for one in (*pool["units"], *pool["officers"])}


def _compare(
    number: int, right: dict[str, Json] | None, said: dict[str, Json], names: dict[str, str]
) -> list[str]:
    place = f"抽取结果第 {number} 家"
    if right is None:
        return [f"{place}没有两名可派的执法检查人员。"]
    unit = names.get(right["unit"], right["unit"])
    pair = "、".join(names.get(one, one) for one in right["officers"])
    texts = {
        "rank": f"{place}的次序（rank）不是 {number}。",
        "unit": f"{place}的单位（unit）应为“{unit}”。",
        "ticket": f"{place}“{unit}”的签（ticket）重新计算不一致。",
        "officers": f"{place}“{unit}”的人员（officers）应为{pair}。",
        "pair_ticket": f"{place}“{unit}”的人员签（pair_ticket）重新计算不一致。",
    }
    return [text for key, text in texts.items() if right[key] != said[key]]


def shape_of(record: Json) -> Shape:
    """Return the shape that a record should have: an older format knew fewer fields."""
    said = record.get("format") if isinstance(record, dict) else None
    old = [RULES[one][0] for one in OLD_RULES]
    if said in old:
        return OLD_RECORD
    shape = LAST_RECORD if said == RULES[LAST_RULE][0] else RECORD
    proved = isinstance(record, dict) and "proof" in record
    return {**shape, "proof": HASH} if proved else shape


def problems(data: bytes, pool_hash: str | None = None) -> list[str]:
    """Return everything in the bytes of a record that does not agree; nothing where all does."""
    try:
        record = parse(data)
    except NotCanonical as error:
        return [str(error)]
    found = misshapen(record, shape_of(record), "")
    if not found and (record["format"] in [RULES[one][0] for one in OLD_RULES]) != is_old(record):
        found = ["记录格式与规则版本不相应。"]
    if found:
        return found
    found = [
        *hidden(record),
        *check_sense(record),
        *check_pool(record, pool_hash),
        *check_seed(record),
        *check_results(record),
    ]
    left_out = {"record_hash"} if is_old(record) else {"record_hash", "pool", "digests"}
    rest = {key: value for key, value in record.items() if key not in left_out}
    if digest(rest) != record["record_hash"]:
        found.append(RECORD_HASH if found else ONLY_RECORD_HASH)
    return found


def change_problems(data: bytes, record: dict[str, Json]) -> list[str]:
    """Return what in the bytes of a file of changes does not follow from the record."""
    try:
        said = parse(data)
    except NotCanonical as error:
        return [f"更换记录{error}"]
    found = [f"更换记录{one}" for one in misshapen(said, CHANGES, "")]
    if found:
        return found
    rest = {key: value for key, value in said.items() if key != "changes_hash"}
    checks = (
        (said["format"] == CHANGES_FORMAT, "更换记录的格式本程序不认识。"),
        (said["record_hash"] == record["record_hash"], "更换记录不属于这份抽查记录。"),
        (digest(rest) == said["changes_hash"], "更换记录与其校验值（changes_hash）不一致。"),
    )
    found = [problem for holds, problem in checks if not holds] + hidden(said)
    return found or _check_changes(said["changes"], record)


def _check_changes(changes: list[dict[str, Json]], record: dict[str, Json]) -> list[str]:
    pool, names = record["pool"], name_of(record)
    now = {one["unit"]: tuple(one["officers"]) for one in record["results"]}
    gone: dict[str, set[str]] = {unit: set() for unit in now}
    for number, one in enumerate(changes, 1):
        place, unit = f"更换记录第 {number} 项", one["unit"]
        if one["number"] != number or unit not in now or one["out"] not in now[unit]:
            return [f"{place}的序号、单位或者人员不对。"]
        gone[unit].add(one["out"])
        may = [o for o in able_on(pool, one["changed_on"], unit) if o not in gone[unit]]
        stays = next(o for o in now[unit] if o != one["out"])
        load = Load(pool)
        for other, pair in now.items():
            if other != unit:
                load.add(pair)
        right = drawn_pair(
            record["seed"], unit, may, pool=pool, load=load, stays=stays if stays in may else None
        )
        if right is None or [one["pair_ticket"], *one["officers"]] != list(right):
            due = "、".join(names[o] for o in right[1:]) if right else "（没有可以递补的人员）"
            return [f"{place}“{names[unit]}”应由{due}检查。"]
        now[unit] = right[1:]
    return []


def class_names(stratum: dict[str, Json]) -> str:
    """Return the classes of a stratum as people read them; an unknown code stays as it is."""
    risk, credit = stratum["risk_class"], stratum["credit_class"]
    said = (RISKS.get(risk, risk), CREDITS.get(credit, credit))
    return "，".join(one for one in said if one) or "全部单位"


def report(record: dict[str, Json]) -> list[str]:
    """Return what agrees, line by line."""
    pool, names = record["pool"], name_of(record)
    lines = [
        f"{pool['bureau']}：{pool['title']}",
        f"名录 {len(pool['units'])} 家、{len(pool['officers'])} 人，"
        f"回避 {len(pool['recusals'])} 项，不参加抽取 {len(pool['exclusions'])} 项。",
        f"名录校验值 {record['pool_hash']}（{pool['published_on']} 公布）",
        f"种子       {record['seed']}（{record['bound_on']} 确定）",
        f"记录校验值 {record['record_hash']}（{record['run_on']} 抽取）",
    ]
    for street in pool.get("streets", ()):
        lines.append(
            f"{street['name']}：{len(street['officers'])} 人，"
            f"只检查该街道（镇）的 {len(street['units'])} 家单位。"
        )
    if not is_old(record):
        at = record["moments"]
        lines.append(
            f"登记时间 名录 {at['published_at']}，"
            + "".join(f"承诺 {one}，" for one in at["committed_at"])
            + "".join(f"公开 {one}，" for one in at["opened_at"])
            + f"种子 {at['bound_at']}，抽取 {at['drawn_at']}"
        )
        lines.insert(
            2, f"检查期 {pool['visits_from']} 至 {pool['visits_until']}，{pool['item_list']}。"
        )
        lines += [
            f"  {class_names(one)}："
            f"{one['units']} 家中抽 {one['to_draw']} 家"
            + (f"（{one['rate']}%）" if one["rate"] else "")
            for one in pool["strata"]
        ]
    for one in record["results"]:
        pair = "、".join(names[officer] for officer in one["officers"])
        lines.append(f"  {one['rank']}. {names[one['unit']]}——{pair}")
    if pool["repeats"]:
        lines.append(f"这是重新抽取，前次抽取 {pool['repeats']}，理由：{pool['repeat_reason']}")
    if not is_old(record) and pool["seed_plan"]["method"] == "DICE":
        lines.append(
            "注意：本程序由点数算出了种子和全部结果，但不能核对点数是否如实："
            "骰子点数由一个账号录入，没有事先的承诺，请以见证人和现场照片为准。"
            + (f"现场照片的SHA-256应为 {record['proof']}。" if "proof" in record else "")
        )
    names_of_old = unpromised(record)
    if names_of_old:
        lines.append(
            f"注意：按旧规则抽取，{'、'.join(names_of_old)}没有事先公布承诺值，最后提供内容的人能够左右结果。"
        )
    return lines


def main(arguments: list[str]) -> int:
    """Answer for one file; return the exit code."""
    parser = argparse.ArgumentParser(description="重新计算随机抽查的结果，不依赖任何系统。")
    parser.add_argument("file", nargs="?", help="抽查记录（draw.json）")
    parser.add_argument(
        "--commit",
        nargs="+",
        metavar="提供方 抽查编号 内容",
        help="写明提供方和抽查编号，产生随机内容和应当提交的承诺值；已有内容的写在最后",
    )
    parser.add_argument("--pool-hash", help="名录公布时的校验值，用来比对")
    parser.add_argument("--changes", help="更换检查人员的记录（changes.json）")
    chosen = parser.parse_args(arguments)
    if chosen.commit:
        return commit([text.strip() for text in chosen.commit], parser)
    if chosen.file is None:
        parser.error("请给出抽查记录（draw.json）")
    data, changes = read(chosen.file), read(chosen.changes) if chosen.changes else None
    if data is None or (chosen.changes and changes is None):
        return UNREADABLE
    found = problems(data, chosen.pool_hash)
    if changes is not None and not found:
        found = change_problems(changes, json.loads(data.decode("utf-8")))
    for problem in found:
        print(f"不一致：{shown(problem)}")
    if found:
        print(f"结论：不一致，共 {len(found)} 处。这份记录不能作为抽查结果的依据。")
        return DIFFERS
    print("\n".join(map(shown, report(json.loads(data.decode("utf-8"))))))
    if changes is not None:
        count = len(json.loads(changes.decode("utf-8"))["changes"])
        print(f"更换检查人员 {count} 次，都由下一签的人员递补。")
    print("结论：一致。全部校验值、签、单位和人员都已重新计算，与记录相同。")
    print("本程序不能证明：")
    print("\n".join(f"  {number}. {text}" for number, text in enumerate(NOT_PROVEN, 1)))
    return AGREES


def commit(said: list[str], parser: argparse.ArgumentParser) -> int:
    """Print a value to keep and what to commit to."""
    if not 2 <= len(said) <= 3:
        parser.error("请依次写明提供方、抽查编号；已有内容的写在最后")
    party, draw, *given = said
    value = given[0].lower() if given else secrets.token_hex(32)
    if not fits(value, HASH):
        parser.error("内容应当是64位十六进制随机数")
    print(f"内容（自己保管，公开以前不告诉任何人）：{value}")
    print(f"承诺值（提交）：{digest({'contributor': party, 'draw': draw, 'value': value})}")
    return AGREES


def read(name: str) -> bytes | None:
    """Return the bytes of a file; say why not where it cannot be read or is empty."""
    try:
        with open(name, "rb") as file:  # noqa: PTH123  # no pathlib needed for one read
            data = file.read()
    except OSError as error:
        print(f"无法读取“{name}”：{error.strerror or '打不开'}。", file=sys.stderr)
        return None
    if not data:
        print(f"“{name}”是空文件。", file=sys.stderr)
        return None
    return data


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = UNREADABLE
    sys.exit(code)
