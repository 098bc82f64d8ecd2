"""What is wrong in a data file, in Chinese: the loaders say it in the words of the data."""

from __future__ import annotations

import re
from typing import Final

from zhunsheng.lawbook.choices import Degree, Fact, Harm, Liable

_PLACE: Final = re.compile(r"(?P<place>\S+?): (?P<what>.*)", re.DOTALL)
#: What may be written where a name is asked for: pattern of the refusal, and the sentence.
_NAMES: Final = tuple(
    (
        rf"'(.+)' is not a valid {kind.__name__}",
        rf"没有“\1”，可以填写：{'、'.join(f'{one.value} {one.label}' for one in kind)}",
    )
    for kind in (Fact, Harm, Degree, Liable)
)
#: What a loader says, and the sentence for those who edit the data; an unknown one stays.
_SAID: Final = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        *_NAMES,
        (r"facts are written as key and value", r"事实应当一项一项写明名称和内容"),
        (r"Invalid isoformat string: '(.*)'", r"“\1”不是日期"),
        (r"(.+): true, false", r"“\1”应当写作true或者false"),
        (r"(\w+): (-?[\d.]+)", r"\1不能是\2"),
        (r"'(\w+)'", r"没有名为“\1”的情节"),
        (r"missing \[(.+)\]", r"缺少\1"),
        (r"unknown \[(.+)\]", r"有不认识的项\1"),
        (r"missing '(.+)'", r"缺少“\1”"),
        (r"a key stands twice", r"同一项写了两次"),
        (r"(\S+) stands twice", r"\1重复"),
        (r"(\w+): (.*) is no name", r"\1：“\2”不能作为名称"),
        (r"the range (.+) to (.+) stands upside down", r"幅度\1至\2上下限颠倒"),
        (r"the band (.+) to (.+) stands .*", r"区间\1至\2上下限颠倒或者超出法定幅度"),
        (r"(\w+): (.*) is no day", r"\1：“\2”不是日期"),
        (r"(.*) is no day", r"“\1”不是日期"),
        (r"(\w+): (\S+) lies before (\S+)", r"\1：\2早于\3"),
        (r"promulgated on (\S+), after (\S+)", r"公布日期\1晚于施行日期\2"),
        (r"(\S+): versions overlap at (\S+)", r"\1：各版本在\2重叠"),
        (r"(\S+): a gap before (\S+)", r"\1：\2之前有空缺"),
        (
            r"(\S+): a choice of measures that the article does not order",
            r"\1：may_measures、either_measures列有该条没有规定的处罚种类",
        ),
        (r"(\w+): no instrument (\S+)", r"\1：法规库中没有\2"),
        (r"(\w+): (\S+) has no article (\S+)", r"\1：\2没有第\3条"),
        (r"no violation (\S+)", r"没有编码为\1的违法行为"),
        (r"unknown fact (\S+)", r"没有名为\1的事实"),
        (r"one of (.+)", r"\1中应当写明一项，且只写一项"),
        (r"(\S+): the span (.+) is empty", r"\1：条件\2没有任何数值符合"),
        (
            r"(\S+) (\S+): (\S+) (\S+) \d+–\d+ lies outside the range of (\S+)",
            r"\1阶次\2：对\3（\4）的幅度超出\5的法定幅度",
        ),
        (r"dates of one jurisdiction ascend", r"同一地区的各日期应当由先到后"),
        (r"no value", r"没有写明数值"),
        (r"unit (\S+), held in (\S+)", r"单位写作\1，法规库中为\2"),
        (r"values of other names: (.+)", r"各数值的名称与法规库不同：\1"),
        (r"a legal number is an integer", r"数值应为整数"),
        (r"(\w+): (.*) is neither true nor false", r"\1：应当写true或者false"),
        (r"data stands in (.+)", r"文件应当放在下列文件夹之下：\1"),
        (r"a file of the data is called \*\.yaml", r"文件名应当以.yaml结尾"),
        (r"(.*) is no row of keys and values", r"“\1”不是一项一项写明的内容"),
        (r"No such file or directory", r"文件夹不存在"),
        (r"swapped while it was read", r"读取时文件夹被替换"),
    )
)


def in_chinese(problem: object) -> str:
    """Return what is wrong, with its place, for those who edit the data."""
    found = _PLACE.fullmatch(str(problem))
    place, what = (found["place"], found["what"]) if found else ("", str(problem))
    for pattern, sentence in _SAID:
        told = pattern.fullmatch(what)
        if told is not None:
            what = told.expand(sentence)
            break
    return f"{place}：{what}" if place else what
