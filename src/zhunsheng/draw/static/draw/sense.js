// What no hash shows of a draw: doubles, days out of order, credentials, parties, dice.
// The same checks in the same words as check_sense and check_seed of tools/verify/draw.py.
"use strict";

globalThis.drawSense = (() => {
  const OLD = ["zhunsheng-rule/1", "zhunsheng-rule/2"];
  const FEWEST_DICE = 20;
  const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;
  const UNSEEN = new RegExp(`\\s|${HIDDEN.source}`, "gu");
  const MOMENT = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d\+08:00$/;
  const isOld = (record) => OLD.includes(record.pool.rule.version);
  const title = (entry) => entry.name || entry.credential || "无名称";
  // A name without width, case, blanks and characters that are not seen.
  const folded = (name) => name.normalize("NFKC").toUpperCase().toLowerCase().replace(UNSEEN, "");
  const ids = (entries) => entries.map((one) => one.id);
  const unlike = (names) => new Set(names.map(folded)).size;
  const failed = (checks) => checks.filter(([holds]) => !holds).map(([, problem]) => problem);

  function twice(names) {
    const seen = new Set();
    return names.filter((name) => {
      const again = seen.has(folded(name));
      seen.add(folded(name));
      return again;
    });
  }

  function hidden(value, path = "") {
    if (typeof value === "string") return HIDDEN.test(value) ? [`字段 ${path} 含有不可见的字符。`] : [];
    if (Array.isArray(value)) return value.flatMap((one, n) => hidden(one, `${path}[${n + 1}]`));
    if (value === null || typeof value !== "object") return [];
    return Object.entries(value).flatMap(([key, one]) => hidden(one, path ? `${path}.${key}` : key));
  }

  function pool(record) {
    const { pool } = record;
    const units = ids(pool.units);
    const officers = ids(pool.officers);
    const pooled = new Set([...units, ...officers]);
    const both = pool.exclusions.filter((one) => pooled.has(one.id));
    return [
      ...failed([
        [pool.repeats !== pool.draw, "前次抽取就是本次抽取。"],
        [!pool.repeats || pool.repeat_reason.trim() !== "", "重新抽取没有说明理由。"],
        [new Set(units).size === units.length, "检查对象的编号有重复。"],
        [new Set(officers).size === officers.length, "执法检查人员的编号有重复。"],
        [pool.units_to_draw >= 1 && pool.units_to_draw <= units.length, "抽取家数不在一家与名录家数之间。"],
        [pool.published_on <= record.bound_on, "种子确定日期早于名录公布日期。"],
        [record.bound_on <= record.run_on, "抽取日期早于种子确定日期。"],
      ]),
      ...both.map((one) => `“${one.name}”既在名录中又不参加抽取。`),
    ];
  }

  function people(record) {
    const { pool } = record;
    const day = pool.published_on;
    const until = pool.visits_until || day;
    const last = until > day ? until : day;
    const filled = (entries, key) => entries.map((one) => one[key]).filter((one) => one.trim());
    const promised = (isOld(record) ? pool : record).commitments;
    const term = until === day ? `名录公布之日 ${day}` : `${day} 至检查期满 ${until}`;
    return [
      ...twice(filled(pool.units, "credit_code")).map((one) => `统一社会信用代码 ${one} 在检查对象中列了两次。`),
      ...twice(filled(pool.officers, "credential")).map((one) => `执法证号 ${one} 在执法检查人员中列了两次。`),
      ...twice(filled(record.contributions, "contributor")).map((one) => `“${one}”提供了两次内容（写法不同视为一人）。`),
      ...twice(filled(promised, "contributor")).map((one) => `“${one}”作出了两次承诺（写法不同视为一人）。`),
      ...pool.officers
        .filter((one) => one.valid_from > day || last > one.valid_until)
        .map((one) => `“${title(one)}”的执法证件在${term} 无效。`),
    ];
  }

  function moments(record) {
    const at = record.moments;
    const days = [
      ["名录公布", record.pool.published_on, at.published_at],
      ["种子确定", record.bound_on, at.bound_at],
      ["抽取", record.run_on, at.drawn_at],
    ];
    const sorted = (times) => [...times].sort();
    const order = [at.published_at, ...sorted(at.committed_at), ...sorted(at.opened_at), at.bound_at, at.drawn_at];
    const counted = record.commitments.length;
    return [
      ...days
        .filter(([, day, when]) => day !== when.slice(0, 10))
        .map(([name, day, when]) => `${name}的日期 ${day} 不是登记的日期 ${when.slice(0, 10)}。`),
      ...failed([
        [order.every((one) => MOMENT.test(one)), "登记时间不是北京时间、精确到秒的写法。"],
        [
          order.join() === sorted(order).join(),
          "登记时间的次序不对：应当先公布名录，再承诺，全部承诺后公开，最后确定种子、抽取。",
        ],
        [
          at.committed_at.length === counted && (!counted || at.opened_at.length === counted),
          "承诺、公开的登记时间与提供内容的各方数目不符。",
        ],
      ]),
    ];
  }

  function strata(record) {
    const { pool } = record;
    const key = (one) => `${one.risk_class} ${one.credit_class}`;
    const keys = pool.strata.map(key);
    const whole = keys.length === 1 && keys[0] === " ";
    const drawn = pool.strata.reduce((sum, one) => sum + one.to_draw, 0);
    return failed([
      [new Set(keys).size === keys.length, "分层有重复。"],
      [!keys.includes(" ") || keys.length === 1, "分层以外又有不分层的一层。"],
      [whole || pool.units.every((one) => keys.includes(key(one))), "有检查对象不在任何一层，没有被抽中的机会。"],
      [drawn === pool.units_to_draw, "各层之和不是抽取家数。"],
      [pool.published_on <= pool.visits_from, "检查期早于名录公布之日。"],
      [pool.visits_from <= pool.visits_until, "检查期止于开始以前。"],
      [record.run_on <= pool.visits_until, "抽取日期晚于检查期满之日。"],
    ]);
  }

  function streets(pool) {
    const names = { officers: "执法检查人员", units: "检查对象" };
    return Object.entries(names).flatMap(([key, name]) => {
      const named = (pool.streets || []).flatMap((street) => street[key]);
      const held = new Set(ids(pool[key]));
      return failed([
        [named.every((one) => held.has(one)), `街道（镇）所列的${name}不在名录中。`],
        [new Set(named).size === named.length, `同一${name}列在两个街道（镇）。`],
      ]);
    });
  }

  function parties(record) {
    const wanted = record.pool.seed_plan.contributors;
    const promised = record.commitments.map((one) => one.contributor);
    return failed([
      [JSON.stringify(promised) === JSON.stringify(wanted), "作出承诺的各方或者其次序不是名录载明的。"],
      [unlike(wanted) >= 2, "种子由不到两方提供。"],
      ...record.contributions.map((one) => [
        /^[0-9a-f]{64}$/.test(one.value),
        `“${one.contributor}”公开的内容不是64位随机数。`,
      ]),
    ]);
  }

  function outcome(record) {
    const plan = record.pool.seed_plan;
    const byDice = plan.method === "DICE";
    const given = record.contributions;
    if (given.length !== 1 || given[0].contributor !== (byDice ? "骰子点数" : plan.event))
      return ["提供的内容不是名录载明的骰子点数或者公开事件。"];
    const values = given[0].value.split(" ");
    const plain = values.every((one) => /^(0|[1-9][0-9]*)$/.test(one));
    const thrown = values.length >= FEWEST_DICE && values.every((one) => /^[1-6]$/.test(one));
    const on = plan.event_on || "";
    return failed([
      [plain, "结果的数字不是规范写法。"],
      [!byDice || !plain || thrown, `骰子点数不到 ${FEWEST_DICE} 个，或者有不在 1 至 6 之间的。`],
      [unlike(record.witnesses) >= 2, "见证人不到两人。"],
      [byDice || on > record.pool.published_on, "公开事件不在名录公布以后。"],
      [byDice || record.bound_on >= on, "种子确定日期早于公开事件。"],
    ]);
  }

  function oldSeed(record) {
    const given = record.contributions.map((one) => one.contributor);
    const silent = record.pool.commitments.filter((one) => !given.includes(one.contributor));
    return [
      ...silent.map((one) => `“${one.contributor}”公开的内容与事先公布的承诺值不一致，或者没有公开。`),
      ...failed([[unlike(given) >= 2, "种子由不到两人提供。"]]),
    ];
  }

  const SEEDS = { COMMITMENTS: parties, DICE: outcome, PUBLIC_EVENT: outcome };

  function seed(record) {
    if (isOld(record)) return oldSeed(record);
    const { method } = record.pool.seed_plan;
    return SEEDS[method] ? SEEDS[method](record) : [`种子确定方式“${method}”本程序不认识。`];
  }

  // Today's records hold more than those of formats 1 and 2.
  const LATER = ["commitments", "witnesses", "source", "moments"];

  function problems(record) {
    const missing = isOld(record) ? [] : LATER.filter((key) => record[key] === undefined);
    if (missing.length) return missing.map((key) => `缺少字段 ${key}。`);
    const found = [...hidden(record), ...pool(record), ...people(record)];
    if (!isOld(record)) found.push(...moments(record), ...strata(record), ...streets(record.pool));
    return [...found, ...seed(record)];
  }

  return { problems };
})();
