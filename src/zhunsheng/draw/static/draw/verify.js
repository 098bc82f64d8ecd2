// The visitor's own browser recomputes a draw from its record; it says what agrees and what not.
// The same steps as tools/verify/draw.py, which needs no browser and no network.
"use strict";

(() => {
  const box = document.querySelector("[data-verify]");
  if (!box) return;
  const { canonical, digest, sha256, works } = window.drawHash;

  const RULES = {
    "zhunsheng-rule/1": ["zhunsheng-draw/1", "20aa8c8400f88d8b2bef22c8ee7c4fc0e68527af83db2d23214b9501ff6ada7a"],
    "zhunsheng-rule/2": ["zhunsheng-draw/2", "20e5cfb28fad7b3c23a219aa9898c4b6429c6116cff788cfaa75703f07567898"],
    "zhunsheng-rule/3": ["zhunsheng-draw/3", "1a36a486c86a083d17d67258d853000440c4f3e7c4623bbcbcce0df07f63e70f"],
    "zhunsheng-rule/4": ["zhunsheng-draw/4", "bf1b6d9c83a9a089ba9b38994dd58220478e130a484d28a66ac63f2a6ed7d46b"],
  };
  const NAMES = {
    draw: "抽查编号", bureau: "机关", title: "任务名称", kind: "抽查方式", published_on: "名录公布日期",
    units_to_draw: "抽取家数", units: "检查对象", officers: "执法检查人员", recusals: "回避",
    streets: "街道（镇）的人员和对象",
    exclusions: "不参加抽取", partners: "参加部门", commitments: "承诺值", most_per_officer: "每人最多承担家数",
    repeats: "前次抽取", repeat_reason: "重新抽取理由", rule: "抽取规则", visits_from: "检查期开始日期",
    visits_until: "检查期届满日期", item_list: "权责清单版本", items: "抽查事项", unit_list: "检查对象名录版本",
    strata: "分层和比例", officer_list: "执法检查人员名录版本", most_per_pair: "同一对最多搭配次数",
    scope: "名录范围", earlier_pairs: "以前的搭配次数", seed_plan: "种子确定方式",
  };
  const WHOLE = new Set(["partners"]);
  const BATCH = 2000;

  const without = (value, ...names) =>
    Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
  const name = (entry) => entry.name || entry.credential || "无名称";
  const same = (one, other) => canonical(one) === canonical(other);
  const byTicket = (one, other) => (one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : one[1] < other[1] ? -1 : 1);

  // Hash many texts without keeping the page from drawing.
  async function hashed(texts, tell) {
    const found = [];
    for (let start = 0; start < texts.length; start += BATCH) {
      found.push(...(await Promise.all(texts.slice(start, start + BATCH).map(sha256))));
      if (tell) tell(found.length, texts.length);
      await new Promise((go) => setTimeout(go, 0));
    }
    return found;
  }

  function parsed(text) {
    let record;
    try {
      record = JSON.parse(text);
    } catch {
      return [null, ["这不是有效的记录文件。"]];
    }
    if (!record || typeof record !== "object" || !record.pool || !record.pool.rule || !record.digests)
      return [null, ["这不是抽查记录（draw.json）。"]];
    const wanted = canonical(record);
    if (wanted === text) return [record, []];
    let place = 0;
    while (wanted[place] === text[place]) place += 1;
    return [record, [`第 ${place + 1} 个字起不是规范写法（键的次序、空格、转义或者结尾）。`]];
  }

  async function poolProblems(record, tell) {
    const { pool, digests } = record;
    const found = [];
    for (const key of Object.keys(pool)) {
      const label = NAMES[key] || key;
      if (Array.isArray(pool[key]) && !WHOLE.has(key)) {
        const hashes = Array.isArray(digests[key]) ? digests[key] : [];
        if (hashes.length !== pool[key].length) {
          found.push(`“${label}”有 ${pool[key].length} 项，校验值有 ${hashes.length} 个。`);
          continue;
        }
        const computed = await hashed(pool[key].map(canonical), key === "units" ? tell : null);
        computed.forEach((one, place) => {
          if (one !== hashes[place])
            found.push(`“${label}”第 ${place + 1} 项（${name(pool[key][place])}）与其校验值不一致。`);
        });
      } else if ((await digest(pool[key])) !== digests[key]) {
        found.push(`名录中的“${label}”与其校验值不一致。`);
      }
    }
    const computed = await digest(pool);
    if (computed !== record.pool_hash) found.push("名录与名录校验值（pool_hash）不一致。");
    if (box.dataset.poolHash && record.pool_hash !== box.dataset.poolHash)
      found.push("名录校验值与本页公布的名单指纹不一致。");
    if (box.dataset.recordHash && record.record_hash !== box.dataset.recordHash)
      found.push("记录校验值与本页公布的记录指纹不一致。");
    const [format, text] = RULES[pool.rule.version] || ["", ""];
    if (record.format !== format) found.push(`规则版本“${pool.rule.version}”与记录格式不相应。`);
    if ((pool.rule.version === "zhunsheng-rule/4") !== Array.isArray(pool.streets))
      found.push("名录是否列明街道（镇）与规则版本不相应。");
    if ((await digest(pool.rule.text)) !== text) found.push("抽取规则的文字不是该版本的规则。");
    return found;
  }

  const isOld = (record) => ["zhunsheng-rule/1", "zhunsheng-rule/2"].includes(record.pool.rule.version);

  async function seedProblems(record) {
    const { pool, contributions } = record;
    const found = [];
    const promised = new Map(
      (isOld(record) ? pool.commitments : record.commitments).map((one) => [one.contributor, one.commitment]),
    );
    const old = isOld(record);
    const byParties = old || pool.seed_plan.method === "COMMITMENTS";
    if (!old && byParties && !same(contributions.map((one) => one.contributor), pool.seed_plan.contributors))
      found.push("提供内容的各方或者其次序不是名录载明的。");
    for (const one of byParties ? contributions : []) {
      const said = old ? one : { ...one, draw: pool.draw };
      const promise = promised.get(one.contributor);
      const due = pool.rule.version === "zhunsheng-rule/1" ? promise === undefined : false;
      if (!due && (await digest(said)) !== promise)
        found.push(`“${one.contributor}”公开的内容与事先提交的承诺值不一致。`);
    }
    const made = { contributions, pool_hash: record.pool_hash };
    if (!old) made.method = pool.seed_plan.method;
    if ((await digest(made)) !== record.seed)
      found.push("种子（seed）不能由各方提供的内容和名录校验值算出。");
    return found;
  }

  function strataOf(pool) {
    const all = [{ risk_class: "", credit_class: "", rate: 0, units: pool.units.length, to_draw: pool.units_to_draw }];
    return pool.strata || all;
  }

  function strataProblems(record) {
    const { pool } = record;
    const found = [];
    let placed = 0;
    for (const one of strataOf(pool)) {
      const label = [one.risk_class, one.credit_class].filter(Boolean).join("、") || "全部单位";
      const units = pool.units.filter((unit) => inStratum(unit, one)).length;
      placed += units;
      const due = one.risk_class ? Math.ceil((units * one.rate) / 100) : one.to_draw;
      if (units !== one.units) found.push(`“${label}”一层写明 ${one.units} 家，名录中有 ${units} 家。`);
      if (one.to_draw !== due || due < 1 || due > units)
        found.push(`“${label}”一层抽取 ${one.to_draw} 家，与公布的比例不符。`);
    }
    if (placed !== pool.units.length) found.push("有检查对象不在任何一层，或者在两层。");
    return found;
  }

  const inStratum = (unit, stratum) =>
    !stratum.risk_class || (unit.risk_class === stratum.risk_class && unit.credit_class === stratum.credit_class);

  async function drawnUnits(record, tell) {
    const { pool, seed } = record;
    const tickets = await hashed(pool.units.map((unit) => seed + unit.id), tell);
    const held = pool.units.map((unit, place) => [tickets[place], unit.id, unit]);
    const won = strataOf(pool).flatMap((stratum) =>
      held.filter(([, , unit]) => inStratum(unit, stratum)).sort(byTicket).slice(0, stratum.to_draw),
    );
    return won.sort(byTicket);
  }

  function loadOf(pool) {
    const load = { officers: new Map(), pairs: new Map() };
    for (const one of pool.earlier_pairs || []) load.pairs.set(`${one.first} ${one.second}`, one.times);
    load.add = (pair) => {
      for (const one of pair) load.officers.set(one, (load.officers.get(one) || 0) + 1);
      load.pairs.set(pair.join(" "), (load.pairs.get(pair.join(" ")) || 0) + 1);
    };
    return load;
  }

  function ableOn(pool, day, unit) {
    const until = pool.visits_until || day;
    const last = until > day ? until : day;
    const kept = new Set(pool.recusals.filter((one) => one.unit === unit).map((one) => one.officer));
    for (const street of pool.streets || [])
      if (!street.units.includes(unit)) street.officers.forEach((one) => kept.add(one));
    return pool.officers
      .filter((one) => one.valid_from <= day && last <= one.valid_until && !kept.has(one.id))
      .map((one) => one.id)
      .sort();
  }

  async function drawnPair(record, unit, may, load, stays) {
    const { pool, seed } = record;
    const most = pool.most_per_officer;
    const often = pool.most_per_pair || 0;
    const pairs = (officers) =>
      officers
        .flatMap((one, place) => officers.slice(place + 1).map((other) => [one, other]))
        .filter((pair) => !stays || pair.includes(stays));
    const free = may.filter((one) => one === stays || !most || (load.officers.get(one) || 0) < most);
    let able = pairs(free);
    if (!able.length) able = pairs(may);
    const fresh = able.filter((pair) => !often || (load.pairs.get(pair.join(" ")) || 0) < often);
    if (fresh.length) able = fresh;
    const tickets = await Promise.all(able.map((pair) => sha256(seed + unit + pair.join(""))));
    let best = -1;
    tickets.forEach((one, place) => {
      if (best < 0 || one < tickets[best]) best = place;
    });
    return best < 0 ? null : { officers: able[best], ticket: tickets[best] };
  }

  async function resultLines(record, tell) {
    const { pool, results } = record;
    const names = new Map([...pool.units, ...pool.officers].map((one) => [one.id, name(one)]));
    const won = await drawnUnits(record, tell);
    const load = loadOf(pool);
    const lines = [];
    for (const [place, [ticket, unit]] of won.entries()) {
      const said = results[place] || {};
      const pair = await drawnPair(record, unit, ableOn(pool, record.run_on, unit), load);
      if (pair) load.add(pair.officers);
      const wrong = [];
      if (said.rank !== place + 1) wrong.push("次序");
      if (said.unit !== unit) wrong.push(`单位应为“${names.get(unit)}”`);
      if (said.ticket !== ticket) wrong.push("签");
      if (!pair || !same(said.officers, pair.officers)) wrong.push("人员");
      if (!pair || said.pair_ticket !== pair.ticket) wrong.push("人员签");
      lines.push({ rank: place + 1, unit: names.get(unit), ticket, pair, names, wrong });
    }
    const problems = lines
      .filter((line) => line.wrong.length)
      .map((line) => `抽取结果第 ${line.rank} 家“${line.unit}”不一致：${line.wrong.join("、")}。`);
    if (results.length !== won.length) problems.push(`应抽取 ${won.length} 家，记录了 ${results.length} 家。`);
    return [lines, problems];
  }

  async function changeProblems(record, text) {
    const said = JSON.parse(text);
    if (canonical(said) !== text || (await digest(without(said, "changes_hash"))) !== said.changes_hash)
      return ["更换人员的记录与其校验值不一致。"];
    if (said.format !== "zhunsheng-changes/1") return ["更换记录的格式本程序不认识。"];
    if (said.record_hash !== record.record_hash) return ["更换人员的记录不属于这份抽查记录。"];
    const now = new Map(record.results.map((one) => [one.unit, one.officers]));
    const gone = new Map();
    for (const [place, one] of said.changes.entries()) {
      const pair = now.get(one.unit) || [];
      gone.set(one.unit, [...(gone.get(one.unit) || []), one.out]);
      const may = ableOn(record.pool, one.changed_on, one.unit).filter((o) => !gone.get(one.unit).includes(o));
      const stays = pair.find((o) => o !== one.out);
      const load = loadOf(record.pool);
      for (const [unit, other] of now) if (unit !== one.unit) load.add(other);
      const due = await drawnPair(record, one.unit, may, load, may.includes(stays) ? stays : "");
      if (one.number !== place + 1 || !pair.includes(one.out) || !due || !same(due.officers, one.officers) || due.ticket !== one.pair_ticket)
        return [`更换人员的记录第 ${place + 1} 项不是下一签的人员。`];
      now.set(one.unit, due.officers);
    }
    return [];
  }

  async function verify(text, changes, tell) {
    const [record, found] = parsed(text);
    if (!record) return { record, problems: found, lines: [] };
    const problems = [...found, ...window.drawSense.problems(record)];
    problems.push(...(await poolProblems(record, tell)), ...(await seedProblems(record)));
    problems.push(...strataProblems(record));
    const [lines, wrong] = await resultLines(record, tell);
    problems.push(...wrong);
    const rest = isOld(record) ? without(record, "record_hash") : without(record, "record_hash", "pool", "digests");
    if ((await digest(rest)) !== record.record_hash) problems.push("整个记录与记录校验值（record_hash）不一致。");
    if (changes && !problems.length) problems.push(...(await changeProblems(record, changes)));
    return { record, problems, lines };
  }

  // --- the page ------------------------------------------------------------------------------

  const part = (key) => box.querySelector(`[data-${key}]`);
  const node = (kind, text, className) => {
    const made = document.createElement(kind);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  function show({ record, problems, lines }, took) {
    const good = !problems.length;
    part("verdict").hidden = false;
    part("verdict").className = good ? "ok" : "ok bad";
    part("mark").textContent = good ? "✓" : "✗";
    part("word").textContent = good ? "一致" : "不一致";
    const units = record ? record.pool.units.length : 0;
    part("said").textContent = good
      ? `您的浏览器在本机重新计算了 ${units} 家单位的签、${lines.length} 家抽中单位的人员和全部校验值，与公布的记录相同。用时 ${took} 秒。`
      : `共 ${problems.length} 处不一致，这份记录不能作为抽查结果的依据。可以向本局或者司法行政部门反映。`;
    part("problems").replaceChildren(...problems.slice(0, 50).map((one) => node("li", one)));
    const rows = lines.map((line) => {
      const row = document.createElement("tr");
      const cards = line.pair ? line.pair.officers.map((one) => line.names.get(one)).join("、") : "无";
      const ticket = node("td", `${line.ticket.slice(0, 10)}…`, "mono");
      ticket.title = line.ticket;
      const wrong = line.wrong.length ? node("td", `✗ ${line.wrong.join("、")}`, "red wrap") : node("td", "✓ 一致", "gr");
      row.append(node("td", String(line.rank)), wrong, node("td", line.unit, "wrap"), ticket, node("td", cards, "wrap"));
      return row;
    });
    part("rows").replaceChildren(...rows);
    part("lines").hidden = !rows.length;
  }

  async function run(read) {
    const button = part("run");
    const began = performance.now();
    button.disabled = true;
    part("verdict").hidden = true;
    part("told").textContent = "正在计算……";
    const tell = (done, all) => {
      part("told").textContent = `正在计算签：${done} / ${all}`;
    };
    try {
      const [text, changes] = await read();
      const found = await verify(text, changes, tell);
      show(found, ((performance.now() - began) / 1000).toFixed(1));
      part("told").textContent = "计算完毕。全部在您的浏览器中进行，没有上传。";
    } catch (error) {
      part("told").textContent = error.said || "记录没有读到，或者缺少内容，无法核对。请检查网络后再试，也可以下载后离线核对。";
    }
    button.disabled = false;
  }

  async function fetched(address) {
    const answer = await fetch(address, { cache: "no-store" });
    if (!answer.ok) throw Object.assign(new Error(), { said: "记录没有取到，请稍后再试。" });
    return answer.text();
  }

  if (!works) {
    part("told").textContent = box.dataset.insecure;
    part("run").disabled = true;
    return;
  }
  part("run").addEventListener("click", () =>
    run(() => Promise.all([fetched(box.dataset.verify), fetched(box.dataset.changes)])),
  );
  part("file").addEventListener("change", (event) => {
    const [file] = event.target.files;
    if (file) run(async () => [await file.text(), ""]);
  });
})();
