// What happens in the page alone, without the server: choosing a claim, showing it in the article, hiding marks, and the lesson.
"use strict";
(() => {
  const all = (root, what) => Array.from(root.querySelectorAll(what));
  const calm = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

  function choose(page, number) {
    for (const panel of all(page, ".behind")) panel.classList.remove("shut");
    for (const row of all(page, "[data-row]")) row.classList.toggle("chosen", row.dataset.row === number);
    for (const pick of all(page, "[data-pick]")) pick.setAttribute("aria-pressed", String(pick.dataset.pick === number));
    for (const panel of all(page, "[data-panel]")) panel.hidden = panel.dataset.panel !== number;
    for (const piece of all(page, ".article [data-claims]")) piece.classList.toggle("lit", piece.dataset.claims.split(" ").includes(number));
  }

  function visit(target, focused, block = "center") {
    if (!target) return;
    target.scrollIntoView({ behavior: calm(), block });
    if (focused) focused.focus({ preventScroll: true });
  }

  function compare(lesson) {
    lesson.classList.add("compared");
    const words = all(lesson, ".w");
    const marked = new Set(words.filter((w) => w.getAttribute("aria-pressed") === "true" && w.dataset.answer).map((w) => w.dataset.answer));
    let extra = 0;
    for (const w of words) {
      const on = w.getAttribute("aria-pressed") === "true";
      const sort = w.dataset.answer ? (marked.has(w.dataset.answer) ? "both" : "missed") : on ? "extra" : "";
      if (sort === "extra") extra += 1;
      w.classList.remove("both", "missed", "extra");
      if (sort) w.classList.add(sort);
    }
    const boxes = all(lesson, ".own");
    const mine = boxes.filter((b) => b.checked), theirs = boxes.filter((b) => b.dataset.own === "1");
    const shared = mine.filter((b) => b.dataset.own === "1").length;
    for (const b of boxes) {
      const line = b.closest("label");
      line.classList.remove("both", "missed", "extra");
      if (b.checked || b.dataset.own === "1") line.classList.add(b.dataset.own !== "1" ? "extra" : b.checked ? "both" : "missed");
    }
    const answers = lesson.querySelector(".compare").dataset.answers;
    score(lesson, "words", { both: marked.size, all: answers, extra });
    score(lesson, "sentences", { both: shared, all: theirs.length, extra: mine.length - shared });
    lesson.querySelector(".scores").hidden = false;
    lesson.closest(".nc").querySelector(".report").hidden = false;
    visit(lesson.querySelector(".scores"), null, "start");
  }

  function score(lesson, name, values) {
    const line = lesson.querySelector(`[data-score="${name}"]`);
    line.textContent = line.dataset.words.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  document.addEventListener("click", (event) => {
    const page = event.target.closest && event.target.closest(".nc");
    if (!page) return;
    const found = (what) => event.target.closest(what);
    const goto = found("[data-goto]"), show = found("[data-show]"), word = found(".w"), row = found("[data-row]");
    if (goto) {
      event.preventDefault();
      choose(page, goto.dataset.goto);
      visit(page.querySelector(`[data-row="${goto.dataset.goto}"]`), page.querySelector(`[data-pick="${goto.dataset.goto}"]`));
    } else if (show) {
      event.preventDefault();
      choose(page, show.dataset.show);
      visit(page.querySelector(`.article [data-claims~="${show.dataset.show}"]`));
    } else if (word) {
      word.setAttribute("aria-pressed", String(word.getAttribute("aria-pressed") !== "true"));
    } else if (found("[data-close]")) {
      found(".behind").classList.add("shut");
      page.querySelector('[data-pick][aria-pressed="true"]')?.focus();
    } else if (found(".compare")) {
      compare(found(".lesson"));
    } else if (row && !found("a")) {
      choose(page, row.dataset.row);
      visit(row, null, "nearest");
    }
  });

  document.addEventListener("change", (event) => {
    const page = event.target.closest && event.target.closest(".nc");
    if (page && event.target.dataset.sort) page.classList.toggle(`hide-${event.target.dataset.sort}`, !event.target.checked);
  });

  // Gradio names its upload button in English whatever the page speaks; where words stand in it, they are its name. Once it holds files it
  // stands within a second button, which is none: it does nothing that the first does not.
  new MutationObserver(() => {
    for (const button of all(document, "button[aria-dropeffect]")) {
      const name = button.getAttribute("aria-label") || button.dataset.name;
      button.dataset.name = name;
      if (button.textContent.trim()) button.removeAttribute("aria-label");
      else if (!button.hasAttribute("aria-label")) button.setAttribute("aria-label", name);
      const around = button.parentElement.closest("button");
      if (around) for (const [key, value] of [["role", "group"], ["tabindex", "-1"], ["aria-label", name]]) around.setAttribute(key, value);
    }
  }).observe(document.documentElement, { childList: true, subtree: true });

  // Arrow keys go from claim to claim and from word to word; tab goes on to what follows.
  document.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    const kind = event.target.matches && [".pick", ".w"].find((what) => event.target.matches(what));
    if (!kind || !(event.key in steps)) return;
    const list = all(event.target.closest(".nc"), kind);
    const next = list[list.indexOf(event.target) + steps[event.key]];
    if (!next) return;
    event.preventDefault();
    next.focus();
    if (kind === ".pick") choose(event.target.closest(".nc"), next.dataset.pick);
  });
})();
