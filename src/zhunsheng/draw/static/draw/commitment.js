// A party's own browser makes a random value and what to commit to. The value is never sent.
"use strict";

(() => {
  const box = document.querySelector("[data-commit]");
  if (!box) return;
  const { digest, random, works } = window.drawHash;
  const form = box.closest("form");
  const party = form.elements.contributor;
  const field = form.elements.commitment;
  const shown = box.querySelector("[data-value]");
  const told = box.querySelector("[data-told]");
  const slip = box.querySelector("[data-slip]");
  const make = box.querySelector("[data-make]");
  let address = "";

  if (!works) {
    told.textContent = box.dataset.insecure;
    make.disabled = true;
    return;
  }

  async function made() {
    if (!party.value) {
      told.textContent = "请先选择提供方。";
      party.focus();
      return;
    }
    const value = random();
    const commitment = await digest({ contributor: party.value, draw: box.dataset.draw, value });
    field.value = commitment;
    shown.textContent = value;
    const lines = [
      "随机抽查保管单（公开内容以前，不要给任何人看）",
      `抽查任务：${box.dataset.title}`,
      `抽查编号：${box.dataset.draw}`,
      `提供方：${party.value}`,
      `内容：${value}`,
      `承诺值：${commitment}`,
      `公布的名录校验值：${box.dataset.pool}`,
      `公布的抽取规则校验值：${box.dataset.rule}`,
    ];
    if (address) URL.revokeObjectURL(address);
    address = URL.createObjectURL(new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/plain" }));
    slip.href = address;
    slip.download = `保管单-${party.value}.txt`;
    slip.hidden = false;
    box.classList.add("made");
    told.textContent = "已经在本机生成，没有上传。请先保存保管单，再提交承诺值。";
  }

  make.addEventListener("click", made);
  // What was made for one party is not what another one commits to.
  party.addEventListener("change", () => {
    if (!box.classList.contains("made")) return;
    field.value = "";
    shown.textContent = "";
    slip.hidden = true;
    box.classList.remove("made");
    told.textContent = "提供方已经改变，请重新生成。";
  });
})();
