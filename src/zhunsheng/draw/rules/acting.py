"""What must hold before a party commits or opens, a seed is bound, tickets decide, pairs change."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.accounts.choices import Role
from zhunsheng.draw.choices import PARTY_MARKS, DrawStep, ResultKind, SeedMethod
from zhunsheng.draw.rules import seeds
from zhunsheng.draw.rules.law import DRAWS, RECUSAL, TWO_OFFICERS, names_of
from zhunsheng.draw.rules.pool import Pool
from zhunsheng.draw.rules.tickets import HIDDEN, PAIR, admissible
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, says
from zhunsheng.kernel.procedure import DoneAct

LONGEST_VALUE: Final = 200
#: Shorter reasons say nothing.
SHORTEST_REASON: Final = 4


@dataclass(frozen=True, slots=True)
class DrawFacts:
    """What the steps of a draw look at; ``committed`` and ``opened`` name parties."""

    acts: tuple[DoneAct, ...] = ()
    on: date | None = None
    is_current: bool = True
    method: SeedMethod = SeedMethod.COMMITMENTS
    contributors: tuple[str, ...] = ()
    committed: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()
    event_on: date | None = None
    visits_until: date | None = None
    is_repeated: bool = False

    def done_on(self, step: DrawStep) -> date | None:
        """Return the day of a step, if it was taken."""
        return next((act.on for act in self.acts if act.step == step.value), None)

    @property
    def missing(self) -> tuple[str, ...]:
        """The parties that have not committed, in order."""
        return tuple(one for one in self.contributors if one not in self.committed)

    @property
    def silent(self) -> tuple[str, ...]:
        """The parties that have not opened, in order."""
        return tuple(one for one in self.contributors if one not in self.opened)


def parties_commit(facts: DrawFacts) -> bool:
    """Return whether the seed comes from parties that commit and open."""
    return facts.method is SeedMethod.COMMITMENTS


def rule_is_of_today(facts: DrawFacts) -> Finding | None:
    """Refuse to go on with a pool that was published under an earlier rule."""
    if facts.is_current:
        return None
    step = "请按现行规则重新公布名录，写明前次抽取和理由"
    return Finding("draw.rule.old", "名录按旧版规则公布，不能再按旧规则抽取", DRAWS, step)


def draw_is_not_repeated(facts: DrawFacts) -> Finding | None:
    """Refuse to go on with a draw that another one repeats: only the later one decides."""
    if not facts.is_repeated:
        return None
    text, step = "本次抽取已经由后一次抽取代替，只作保留", "请在后一次抽取的页面办理"
    return Finding("draw.repeated", text, DRAWS, step)


def not_before_the_pool(facts: DrawFacts) -> Finding | None:
    """Refuse what belongs to the seed on a day before the pool was published."""
    published = facts.done_on(DrawStep.POOL)
    if published is None or facts.on is None or facts.on >= published:
        return None
    return Finding(
        "draw.seed.before_pool",
        f"日期{facts.on.isoformat()}早于名录公布日期{published.isoformat()}",
        DRAWS,
        "名录公布以后才能提交承诺、公开内容、确定种子",
    )


def all_have_committed(facts: DrawFacts) -> Finding | None:
    """Refuse an opening while a party has not committed: the last could else choose."""
    if not facts.missing:
        return None
    return Finding(
        "draw.opening.early",
        f"{names_of(facts.missing)}尚未提交承诺值",
        DRAWS,
        "全部承诺以后才能公开内容，否则最后一方能够左右结果",
    )


def seed_is_not_bound(facts: DrawFacts) -> Finding | None:
    """Refuse to write an outcome down anew once the seed is bound."""
    if facts.done_on(DrawStep.SEED) is None:
        return None
    text = "种子已经确定，结果不能再录入"
    return Finding("draw.outcome.bound", text, DRAWS, "结果有误的，写明理由重新抽取")


def outcome_is_written(facts: DrawFacts) -> bool:
    """Return whether the seed comes from an outcome that is written down: dice, a public event."""
    return not parties_commit(facts)


def all_have_opened(facts: DrawFacts) -> Finding | None:
    """Refuse a seed while a party has not opened; who withholds is named."""
    if not parties_commit(facts) or not facts.silent:
        return None
    return Finding(
        "draw.seed.withheld",
        f"{names_of(facts.silent)}尚未公开内容",
        DRAWS,
        "请公开内容；拒不公开的，写明其名称和理由重新抽取，本次抽取照样保留",
    )


def event_has_happened(facts: DrawFacts) -> Finding | None:
    """Refuse the outcome of an event before its day."""
    if facts.event_on is None or facts.on is None or facts.on >= facts.event_on:
        return None
    text = f"公开事件的日期是{facts.event_on.isoformat()}，尚未到来"
    return Finding("draw.event.early", text, DRAWS, "请在事件结果公布以后录入")


def run_follows_the_seed(facts: DrawFacts) -> Finding | None:
    """Refuse a draw of a day before its seed was bound."""
    bound = facts.done_on(DrawStep.SEED)
    if bound is None or facts.on is None or facts.on >= bound:
        return None
    return Finding(
        "draw.run.before_seed",
        f"抽取日期{facts.on.isoformat()}早于种子确定日期{bound.isoformat()}",
        DRAWS,
        "种子确定以后才能抽取",
    )


def visits_have_not_ended(facts: DrawFacts) -> Finding | None:
    """Refuse to draw, or to change a pair, after the period of visits."""
    if facts.visits_until is None or facts.on is None or facts.on <= facts.visits_until:
        return None
    return Finding(
        "draw.run.after_visits",
        f"检查期已于{facts.visits_until.isoformat()}届满",
        DRAWS,
        "请重新公布名录后抽取，写明前次抽取和理由",
    )


def nobody_has_opened(facts: DrawFacts) -> Finding | None:
    """Refuse to take a commitment back once somebody opened: it could else be chosen anew."""
    if not facts.opened:
        return None
    text = f"{names_of(sorted(facts.opened))}已经公开内容，承诺值不能撤回"
    step = "请按保管单公开；不能公开相符内容的，写明其名称和理由重新抽取"
    return Finding("draw.withdrawal.late", text, DRAWS, step)


@dataclass(frozen=True, slots=True)
class Committer:
    """
    Who hands a commitment in: roles, whether the account published the pool, whom it did before.

    ``has_paper`` where the party's commitment on paper lies before it, with the name of who signed.
    """

    roles: frozenset[str]
    is_maker: bool = False
    entered: Collection[str] = ()
    has_paper: bool = False


def role_of(contributor: str) -> Role | None:
    """
    Return the role whose account a party has, nothing where it has none.

    >>> role_of("司法行政部门").name, role_of("派驻纪检监察机构")
    ('JUSTICE_SUPERVISOR', None)
    """
    return next((role for mark, role in PARTY_MARKS if mark in contributor), None)


def speaks_for(contributor: str, roles: Collection[str]) -> bool:
    """Return whether roles may hand in the commitment of a party, its own or on paper."""
    return (role_of(contributor) or Role.LEGAL_REVIEWER).value in roles


def _committer_findings(contributor: str, who: Committer) -> Iterable[Finding]:
    if who.is_maker:
        text = "公布名录的人不能为任何一方提交承诺值"
        yield Finding("draw.commitment.maker", text, DRAWS, "请由该方的人员登录提交")
    role = role_of(contributor) or Role.LEGAL_REVIEWER
    if not speaks_for(contributor, who.roles):
        text = f"{contributor}的承诺值应当由“{role.label}”的账号提交"
        yield Finding("draw.commitment.party", text, DRAWS, "请由该方的人员登录提交")
    if role_of(contributor) is None and not who.has_paper:
        yield Finding(
            "draw.commitment.paper",
            f"{contributor}在本系统没有账号，应当书面提交，"
            "没有写明提交人的姓名、职务，或者没有附书面承诺的扫描件",
            DRAWS,
            "请由该方人员当场书面写明承诺值并签名，由法制机构录入并附扫描件",
        )
    if others := [one for one in who.entered if one != contributor]:
        text = f"本账号已经为{names_of(others)}录入承诺值"
        step = "各方应当由不同的人录入，请换由其他人登录录入"
        yield Finding("draw.commitment.same_account", text, DRAWS, step)


def commitment_findings(
    facts: DrawFacts, contributor: str, commitment: str, who: Committer
) -> tuple[Finding, ...]:
    """Return every reason against a commitment; each party hands its own in."""
    found = [*_party_findings(facts, contributor), *_committer_findings(contributor, who)]
    if contributor in facts.committed:
        text = f"{contributor}已经提交承诺值，不能更换"
        found.append(Finding("draw.commitment.twice", text, DRAWS, "请核对提供方"))
    if not seeds.is_nonce(commitment):
        text = "承诺值不是64位十六进制校验值"
        step = "请在本页生成，或者用核验程序的--commit算出"
        found.append(Finding("draw.commitment.form", text, DRAWS, step))
    return tuple(found)


def withdrawal_findings(
    contributor: str, reason: str, *, stands: bool, is_own: bool
) -> tuple[Finding, ...]:
    """Return every reason against taking a commitment back: none stands, another's, no reason."""
    found = []
    if not stands:
        text = f"{contributor}没有可以撤回的承诺值"
        found.append(Finding("draw.withdrawal.none", text, DRAWS, "请核对提供方"))
    elif not is_own:
        text = f"{contributor}的承诺值不是由本账号提交的"
        found.append(Finding("draw.withdrawal.other", text, DRAWS, "请由提交的人登录撤回"))
    if not says(reason, SHORTEST_REASON):
        text = f"撤回承诺值的理由少于{SHORTEST_REASON}个字"
        step = "请写明错在哪里，例如“保管单遗失，无法公开原内容”"
        found.append(Finding("draw.withdrawal.reason", text, DRAWS, step))
    return tuple(found)


def _party_findings(facts: DrawFacts, contributor: str) -> Iterable[Finding]:
    if parties_commit(facts) and contributor not in facts.contributors:
        text = f"“{contributor}”不是名录中载明的提供方"
        yield Finding("draw.contributor.stranger", text, DRAWS, "请选择名录载明的提供方")
    if not parties_commit(facts):
        text = "本次抽取不采用各方承诺的方式"
        yield Finding("draw.method.other", text, DRAWS, "请在“确定种子”中录入结果")


def opening_findings(
    facts: DrawFacts,
    contribution: seeds.Contribution,
    *,
    draw: str,
    commitment: str,
    is_own: bool,
) -> tuple[Finding, ...]:
    """
    Return every reason against what a party opens.

    ``commitment`` is what it promised; ``is_own`` where the same account had handed it in.
    """
    who = contribution.contributor
    found = [*_party_findings(facts, who)]
    if commitment and not is_own:
        text = f"{who}的承诺值不是由本账号提交的，不能由本账号公开"
        found.append(Finding("draw.opening.other", text, DRAWS, "请由提交承诺值的人登录公开"))
    if who in facts.opened:
        text = f"{who}已经公开内容，不能更换"
        found.append(Finding("draw.opening.twice", text, DRAWS, "请核对提供方"))
    if not seeds.is_nonce(contribution.value):
        text = "内容不是64位十六进制随机数"
        found.append(Finding("draw.opening.form", text, DRAWS, "请按保管单逐字填写"))
    elif commitment and seeds.commitment_of(draw, contribution) != commitment:
        text = f"{who}公开的内容与其承诺值不符"
        step = "请核对保管单；不能公开相符内容的，写明其名称和理由重新抽取"
        found.append(Finding("draw.opening.broken", text, DRAWS, step))
    return tuple(found)


def hidden_findings(*texts: str) -> tuple[Finding, ...]:
    """Refuse characters that nobody sees: the published record could not be verified with them."""
    if not any(unicodedata.category(c) in HIDDEN for text in texts for c in text.strip()):
        return ()
    text = "填写的文字中有不可见的控制字符，公布以后不能通过核验"
    return (Finding("draw.text.hidden", text, DRAWS, "请删去后重新填写，不要从其他文件粘贴"),)


def run_findings(pool: Pool, drawn: Mapping[str, str], on: date) -> tuple[Finding, ...]:
    """
    Refuse a draw where a drawn unit has no admissible pair on the day of the draw.

    ``drawn`` holds the names of the drawn units by id.
    """
    able = admissible(pool, on, drawn)
    without = [name for one, name in drawn.items() if len(able[one]) < PAIR]
    if not without:
        return ()
    return (
        Finding(
            "draw.run.pair.none",
            f"抽取当日{names_of(without)}可派的执法检查人员不足两人",
            TWO_OFFICERS,
            "请重新公布名录后抽取，并说明理由",
        ),
    )


def change_findings(
    *, unit: str, out: str, pair: Collection[str], left: int, reason: str
) -> tuple[Finding, ...]:
    """
    Return every reason against sending somebody else.

    ``unit`` is its printed name, ``pair`` who goes now, ``left`` how many officers may still be
    sent there without the one who drops out.
    """
    found = []
    if out not in pair:
        text = f"该人员不是派往{unit}的检查人员"
        found.append(Finding("draw.change.stranger", text, RECUSAL, "请选择现在派往该单位的人员"))
    found += hidden_findings(reason)
    if not says(reason, SHORTEST_REASON):
        text = f"更换检查人员的理由少于{SHORTEST_REASON}个字"
        step = "请写明事由和期间，例如“病假，检查期内不能到岗”，不写病情等个人隐私"
        found.append(Finding("draw.change.reason", text, DRAWS, step))
    if left < PAIR:
        text = f"{unit}已经没有可以递补的两名人员"
        step = "请补充人员后重新公布名录抽取，写明前次抽取和理由"
        found.append(Finding("draw.change.none", text, TWO_OFFICERS, step))
    return tuple(found)


def partner_findings(
    partner: str,
    *,
    partners: Sequence[str],
    kind: ResultKind,
    words: str,
    visited_on: date,
    drawn_on: date | None,
    on: date,
) -> tuple[Finding, ...]:
    """Return why a department's result cannot be noted: too early, a stranger, without words."""
    found = []
    if kind is not ResultKind.NOTHING_FOUND and not explains(words):
        text = f"结果为“{kind.label}”的，没有说明情况"
        step = "请按部门反馈的文书写明发现的问题、处理情况和文书名称"
        found.append(Finding("draw.partner.words", text, DRAWS, step))
    if drawn_on is None:
        found.append(Finding("draw.partner.early", "尚未抽取，没有检查结果", DRAWS, "请先抽取"))
    if partner not in partners:
        text = f"“{partner}”不是本次联合抽查的参加部门"
        found.append(Finding("draw.partner.stranger", text, DRAWS, "请选择参加部门"))
    if drawn_on is not None and not drawn_on <= visited_on <= on:
        text = f"检查结束日期{visited_on.isoformat()}早于抽取日期，或者晚于登记日期"
        found.append(Finding("draw.partner.day", text, DRAWS, "请填写实际结束检查的日期"))
    return tuple(found)
