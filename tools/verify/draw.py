#!/usr/bin/env python3
"""
Recompute a random draw from its published record, without the system that made it.

    python3 draw.py draw.json [--pool-hash HEX]
    python3 draw.py --commit NAME VALUE     # the commitment to be published first

One file, standard library only, Python 3.8 or later, no network. It answers in plain Chinese:
agrees (exit 0), what does not agree (exit 1), or why the file cannot be read (exit 2).

What is recomputed. Every hash is SHA-256 over canonical bytes: JSON in UTF-8, keys sorted, no
spaces, no floats, nothing after the last brace; the file itself must be such bytes.

- ``digests``: the hash of each entry of the pool, so that a changed entry can be named;
- ``pool_hash``: the hash of the pool, which was published before the seed;
- ``seed``: the hash of {"contributions": ..., "pool_hash": ...};
- ticket of a unit: SHA-256 of the text seed + unit; the smallest ``units_to_draw`` are drawn;
- ticket of a pair: SHA-256 of the text seed + unit + officer + officer, both officers in the order
  of their ids; of all pairs whose credentials are valid on the day of the draw and who are not
  recused for the unit the smallest wins. Where ``most_per_officer`` is set, an officer who has
  that many units is passed over as long as two others remain;
- ``record_hash``: the hash of everything else in the file.

Besides, what no hash shows is refused: a contribution that was not promised with the pool, one
contributor, firm or officer under two spellings or ids, a credential that does not cover the day, a
repetition without a reason, another text of the rule, characters that are not seen. Records of
format 1 knew no duty to promise; they still agree, and who promised nothing is named.

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
}
OLD_RULE = "zhunsheng-rule/1"
#: Categories of characters that are not seen, or that steer a terminal.
HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
AGREES, DIFFERS, UNREADABLE = 0, 1, 2

TEXT, NUMBER, HASH, DAY, CODE = "文字", "非负整数", "64位十六进制校验值", "日期", "文字（不得为空）"
#: A JSON value, and the shape that one should have: known at run time only.
Json = Any
Shape = Any

UNIT = {"id": CODE, "name": TEXT, "credit_code": TEXT, "risk_class": TEXT}
OFFICER = {"id": CODE, "name": TEXT, "credential": TEXT, "valid_from": DAY, "valid_until": DAY}
POOL = {
    "draw": CODE,
    "bureau": TEXT,
    "title": TEXT,
    "kind": CODE,
    "published_on": DAY,
    "units_to_draw": NUMBER,
    "units": [UNIT],
    "officers": [OFFICER],
    "recusals": [{"officer": CODE, "unit": CODE}],
    "exclusions": [{"side": CODE, "id": CODE, "name": TEXT, "reason": CODE}],
    "partners": [TEXT],
    "commitments": [{"contributor": CODE, "commitment": HASH}],
    "most_per_officer": NUMBER,
    "repeats": TEXT,
    "repeat_reason": TEXT,
    "rule": {"version": CODE, "text": TEXT},
}
LISTED = ("units", "officers", "recusals", "exclusions", "commitments")
RECORD = {
    "format": CODE,
    "pool": POOL,
    "digests": {name: [HASH] if name in LISTED else HASH for name in POOL},
    "pool_hash": HASH,
    "contributions": [{"contributor": CODE, "value": CODE}],
    "bound_on": DAY,
    "seed": HASH,
    "run_on": DAY,
    "results": [
        {"rank": NUMBER, "unit": CODE, "ticket": HASH, "officers": [CODE], "pair_ticket": HASH}
    ],
    "record_hash": HASH,
}
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
    "exclusions": "不参加抽取",
    "partners": "参加部门",
    "commitments": "承诺值",
    "most_per_officer": "每人最多承担家数",
    "repeats": "前次抽取",
    "repeat_reason": "重新抽取理由",
    "rule": "抽取规则",
}
RECORD_HASH = "整个记录与记录校验值（record_hash）不一致。"
ONLY_RECORD_HASH = "bound_on、run_on 或者 record_hash 被改动，其余内容一致。"
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


def fits(value: Json, kind: str) -> bool:
    """Return whether a value is of a named kind."""
    if kind == NUMBER:
        return type(value) is int and value >= 0
    if kind == DAY:
        return is_day(value)
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


def check_pool(record: dict[str, Json], pool_hash: str | None) -> list[str]:
    """Return what of the pool does not agree with its hashes, naming the entries."""
    pool, digests = record["pool"], record["digests"]
    found: list[str] = []
    for name, label in NAMES.items():
        if name in LISTED:
            found += _check_entries(pool[name], digests[name], label)
        elif digest(pool[name]) != digests[name]:
            found.append(f"名录中的“{label}”与其校验值不一致。")
    if digest(pool) != record["pool_hash"]:
        found.append("名录与名录校验值（pool_hash）不一致。")
    if pool_hash is not None and pool_hash.strip().lower() != record["pool_hash"]:
        found.append("名录校验值（pool_hash）与另行公布的校验值不一致。")
    return found


def _check_entries(entries: list[Json], hashes: list[str], label: str) -> list[str]:
    if len(entries) != len(hashes):
        return [f"“{label}”有 {len(entries)} 项，校验值有 {len(hashes)} 个。"]
    return [
        f"“{label}”第 {number} 项（{entry.get('name') or '无名称'}）与其校验值不一致。"
        for number, (entry, wanted) in enumerate(zip(entries, hashes), 1)  # noqa: B905  # strict= needs Python 3.10
        if digest(entry) != wanted
    ]


def check_sense(record: dict[str, Json]) -> list[str]:
    """Return what in the pool and its dates makes no sense, whatever the hashes say."""
    pool = record["pool"]
    known = RULES.get(pool["rule"]["version"], ("", ""))
    units, officers = [u["id"] for u in pool["units"]], [o["id"] for o in pool["officers"]]
    given = record["contributions"]
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
        (len({same(c["contributor"]) for c in given}) >= 2, "种子由不到两人提供。"),
    )
    found = [problem for holds, problem in checks if not holds]
    pooled = set(units) | set(officers)
    both = [e["name"] for e in pool["exclusions"] if e["id"] in pooled]
    found += [f"“{name}”既在名录中又不参加抽取。" for name in both]
    return found + _check_people(record)


def _check_people(record: dict[str, Json]) -> list[str]:
    """Return who stands in the record twice, and whose credential does not cover the day."""
    pool, day = record["pool"], record["pool"]["published_on"]
    codes = [one["credit_code"] for one in pool["units"] if one["credit_code"].strip()]
    cards = [one["credential"] for one in pool["officers"] if one["credential"].strip()]
    given = [one["contributor"] for one in record["contributions"]]
    promised = [one["contributor"] for one in pool["commitments"]]
    found = [f"统一社会信用代码 {code} 在检查对象中列了两次。" for code in twice(codes)]
    found += [f"执法证号 {card} 在执法检查人员中列了两次。" for card in twice(cards)]
    found += [f"“{name}”提供了两次内容（写法不同视为一人）。" for name in twice(given)]
    found += [f"“{name}”作出了两次承诺（写法不同视为一人）。" for name in twice(promised)]
    return found + [
        f"“{one['name']}”的执法证件在名录公布之日 {day} 无效。"
        for one in pool["officers"]
        if not one["valid_from"] <= day <= one["valid_until"]
    ]


def check_seed(record: dict[str, Json]) -> list[str]:
    """Return what of the seed does not follow from the contributions and the pool."""
    given = {c["contributor"]: digest(c) for c in record["contributions"]}
    found = [
        f"“{c['contributor']}”公开的内容与事先公布的承诺值不一致，或者没有公开。"
        for c in record["pool"]["commitments"]
        if given.get(c["contributor"]) != c["commitment"]
    ]
    if record["pool"]["rule"]["version"] != OLD_RULE:
        found += [f"“{name}”没有事先公布承诺值，却提供了内容。" for name in unpromised(record)]
    made_of = {"contributions": record["contributions"], "pool_hash": record["pool_hash"]}
    if digest(made_of) != record["seed"]:
        found.append("种子（seed）不能由各方提供的内容（contributions）和名录校验值算出。")
    return found


def unpromised(record: dict[str, Json]) -> list[str]:
    """Return who gave to the seed without a commitment that was published with the pool."""
    promised = {c["contributor"] for c in record["pool"]["commitments"]}
    return [c["contributor"] for c in record["contributions"] if c["contributor"] not in promised]


def drawn_units(record: dict[str, Json]) -> list[tuple[str, str]]:
    """Return ticket and id of the units with the smallest tickets."""
    pool = record["pool"]
    tickets = sorted((sha256(record["seed"] + unit["id"]), unit["id"]) for unit in pool["units"])
    return tickets[: pool["units_to_draw"]]


def drawn_pair(seed: str, unit: str, officers: list[str]) -> tuple[str, str, str] | None:
    """Return ticket and ids of the pair with the smallest ticket, nothing without a pair."""
    pairs = itertools.combinations(sorted(officers), 2)
    tickets = ((sha256(seed + unit + one + other), one, other) for one, other in pairs)
    return min(tickets, default=None)


def recomputed(record: dict[str, Json]) -> list[dict[str, Json] | None]:
    """Return the results as they follow from pool and seed; nothing where no pair exists."""
    pool, seed, day = record["pool"], record["seed"], record["run_on"]
    able = [o["id"] for o in pool["officers"] if o["valid_from"] <= day <= o["valid_until"]]
    recused = {(r["officer"], r["unit"]) for r in pool["recusals"]}
    most, load = pool["most_per_officer"], dict.fromkeys(able, 0)
    found: list[dict[str, Json] | None] = []
    for rank, (ticket, unit) in enumerate(drawn_units(record), 1):
        may = [one for one in able if (one, unit) not in recused]
        free = [one for one in may if not most or load[one] < most]
        pair = drawn_pair(seed, unit, free if len(free) >= 2 else may)
        if pair is None:
            found.append(None)
            continue
        won, *officers = pair
        for one in officers:
            load[one] += 1
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
    return {one["id"]: one["name"] for one in (*pool["units"], *pool["officers"])}


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


def problems(data: bytes, pool_hash: str | None = None) -> list[str]:
    """Return everything in the bytes of a record that does not agree; nothing where all does."""
    try:
        record = parse(data)
    except NotCanonical as error:
        return [str(error)]
    found = misshapen(record, RECORD, "")
    if found:
        return found
    found = [
        *hidden(record),
        *check_sense(record),
        *check_pool(record, pool_hash),
        *check_seed(record),
        *check_results(record),
    ]
    rest = {key: value for key, value in record.items() if key != "record_hash"}
    if digest(rest) != record["record_hash"]:
        found.append(RECORD_HASH if found else ONLY_RECORD_HASH)
    return found


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
    for one in record["results"]:
        pair = "、".join(names[officer] for officer in one["officers"])
        lines.append(f"  {one['rank']}. {names[one['unit']]}——{pair}")
    if pool["repeats"]:
        lines.append(f"这是重新抽取，前次抽取 {pool['repeats']}，理由：{pool['repeat_reason']}")
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
        "--commit", nargs=2, metavar=("提供人", "内容"), help="算出名录公布时应当公布的承诺值"
    )
    parser.add_argument("--pool-hash", help="名录公布时的校验值，用来比对")
    chosen = parser.parse_args(arguments)
    if chosen.commit:
        contributor, value = (text.strip() for text in chosen.commit)
        print(digest({"contributor": contributor, "value": value}))
        return AGREES
    if chosen.file is None:
        parser.error("请给出抽查记录（draw.json）")
    try:
        with open(chosen.file, "rb") as file:  # noqa: PTH123  # no pathlib needed for one read
            data = file.read()
    except OSError as error:
        print(f"无法读取“{chosen.file}”：{error.strerror or '打不开'}。", file=sys.stderr)
        return UNREADABLE
    if not data:
        print(f"“{chosen.file}”是空文件。", file=sys.stderr)
        return UNREADABLE
    found = problems(data, chosen.pool_hash)
    for problem in found:
        print(f"不一致：{shown(problem)}")
    if found:
        print(f"结论：不一致，共 {len(found)} 处。这份记录不能作为抽查结果的依据。")
        return DIFFERS
    print("\n".join(map(shown, report(json.loads(data.decode("utf-8"))))))
    print("结论：一致。全部校验值、签、单位和人员都已重新计算，与记录相同。")
    print("本程序不能证明：")
    print("\n".join(f"  {number}. {text}" for number, text in enumerate(NOT_PROVEN, 1)))
    return AGREES


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
