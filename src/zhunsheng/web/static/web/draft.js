// Keeps what is typed into a long form on the server; a broken connection loses nothing.
"use strict";

(() => {
  const bar = document.querySelector("[data-draft]");
  const form = bar?.closest("form");
  if (!form) return;
  const told = bar.querySelector("[data-told]");
  let version = Number(bar.dataset.version);
  let timer = 0;
  let busy = false;
  let dirty = false;
  let stopped = false;

  function say(text, tone) {
    told.textContent = text;
    told.className = tone || "";
  }

  function typed() {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    data.set("seen", String(version));
    return data;
  }

  async function save() {
    if (busy || !dirty || stopped || form.dataset.sent) return;
    busy = true;
    dirty = false;
    try {
      const answer = await fetch(bar.dataset.draft, { method: "POST", body: typed() });
      const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
      if (answer.ok) {
        version = said.version;
        say(`已自动保存 ${said.at}`, "gr");
      } else if (answer.status === 409) {
        stopped = true;
        say(`${said.by}于 ${said.at} 保存了另一份草稿，本页不再自动保存；请先复制本页内容，刷新后合并。`, "red");
      } else {
        stopped = answer.status !== 500;
        dirty = !stopped;
        say(said.message || "没有自动保存，内容仍在本页；请勿关闭页面。", "red");
      }
    } catch {
      dirty = true;
      say("连接中断，内容仍在本页，恢复后自动保存。", "or");
    }
    busy = false;
    if (dirty) later(5000);
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  form.addEventListener("input", () => {
    dirty = true;
    later(1200);
  });
  window.addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
})();
