// @ts-check
"use strict";
(() => {
  /** @typedef {{styles: Record<string, [number, string][]>, terms: Record<string, [string, string]>}} Data */
  const root = document.documentElement;
  /** @template {HTMLElement} T @param {string} id @param {new () => T} kind @returns {T | null} */
  const find = (id, kind) => { const found = document.getElementById(id); return found instanceof kind ? found : null; };
  /** @param {ParentNode} node @param {string} query @returns {HTMLElement[]} */
  const all = (node, query) => Array.from(node.querySelectorAll(query)).filter((el) => el instanceof HTMLElement);
  /** @type {Data} */
  const data = JSON.parse(document.getElementById("data")?.textContent || '{"styles":{},"terms":{}}');
  /** @param {string} name @param {string} value */
  const keep = (name, value) => { try { localStorage.setItem(`citekit-${name}`, value); } catch { /* closed for pages from disk */ } };

  // Words of the interface, in either language.
  let language = root.lang === "ru" ? 1 : 0;
  const ATTRIBUTES = ["aria-label", "placeholder", "title"];
  /** @param {string} term */
  const tell = (term) => data.terms[term]?.[language] ?? term;
  const tellAll = () => {
    for (const el of all(document, "[data-t]")) el.textContent = tell(el.dataset.t || "");
    for (const name of ATTRIBUTES)
      for (const el of all(document, `[data-t-${name}]`))
        el.setAttribute(name, tell(el.getAttribute(`data-t-${name}`) || ""));
  };
  for (const option of all(document, "option[data-t]")) option.textContent = tell(option.dataset.t || "");
  const choice = find("interface", HTMLSelectElement);
  choice?.addEventListener("change", () => {
    language = choice.value === "ru" ? 1 : 0;
    root.lang = choice.value;
    tellAll();
    count();
  });

  // Colours.
  const theme = find("theme", HTMLSelectElement);
  if (theme) {
    theme.value = root.dataset.theme || "auto";
    theme.addEventListener("change", () => {
      if (theme.value === "auto") delete root.dataset.theme;
      else root.dataset.theme = theme.value;
      keep("theme", theme.value);
    });
  }
  document.getElementById("print")?.addEventListener("click", () => print());

  const main = find("text", HTMLElement);
  const panel = find("panel", HTMLElement);
  let count = () => {};
  if (!main || !panel) {
    sortTable();
    return;
  }

  // Tabs (WAI-ARIA tabs pattern).
  const tabs = all(panel, '[role="tab"]');
  /** @param {HTMLElement} tab @param {boolean} [focus] */
  const select = (tab, focus = false) => {
    for (const other of tabs) {
      const on = other === tab;
      other.setAttribute("aria-selected", String(on));
      other.tabIndex = on ? 0 : -1;
      document.getElementById(other.getAttribute("aria-controls") || "")?.classList.toggle("on", on);
    }
    panel.classList.toggle("charts", tab.id === "tab-charts");
    if (focus) tab.focus();
    filter();
  };
  const current = () => tabs.findIndex((tab) => tab.getAttribute("aria-selected") === "true");
  for (const tab of tabs) {
    tab.addEventListener("click", () => select(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const place = event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : step ? (current() + step + tabs.length) % tabs.length : -1;
      const wanted = tabs[place];
      if (!wanted) return;
      event.preventDefault();
      select(wanted, true);
    });
  }

  // Search and states: rows of all tabs are filtered, marks of the text lose their colour.
  const search = find("search", HTMLInputElement);
  const shown = document.getElementById("shown");
  /** @typedef {{row: HTMLElement, text: string, state: string, off: boolean}} Row */
  /** @type {Map<HTMLElement, Row[]>} */
  const lists = new Map();
  /** @param {HTMLElement} list */
  const rowsOf = (list) => {
    let rows = lists.get(list);
    if (!rows) {
      rows = all(list, ".row").map((row) => ({ row, text: (row.textContent || "").toLowerCase(), state: row.dataset.s || "", off: row.hidden }));
      lists.set(list, rows);
    }
    return rows;
  };
  const chips = all(panel, ".chip");
  function filter() {
    const list = panel?.querySelector('[role="tabpanel"].on');
    if (!(list instanceof HTMLElement)) return;
    const words = (search?.value || "").toLowerCase().split(/\s+/u).filter(Boolean);
    const off = new Set(chips.filter((chip) => chip.getAttribute("aria-pressed") === "false").map((chip) => chip.dataset.state));
    /** @type {Row[]} */
    const later = [];
    let matches = 0;
    for (const item of rowsOf(list)) {
      item.off = off.has(item.state) || !words.every((word) => item.text.includes(word));
      if (!item.off) matches += 1;
      // What stands below the first hundreds is out of sight, and can wait for a free moment.
      if (matches > 200) later.push(item);
      else if (item.row.hidden !== item.off) item.row.hidden = item.off;
    }
    count();
    round += 1;
    settle(later, round);
  }
  let round = 0;
  /** @param {Row[]} rows @param {number} current */
  function settle(rows, current) {
    if (!rows.length) return;
    const next = () => {
      if (current !== round) return;
      for (const item of rows.splice(0, 300)) if (item.row.hidden !== item.off) item.row.hidden = item.off;
      settle(rows, current);
    };
    if ("requestIdleCallback" in window) requestIdleCallback(next, { timeout: 500 });
    else setTimeout(next, 0);
  }
  count = () => {
    const list = panel.querySelector('[role="tabpanel"].on');
    if (!(list instanceof HTMLElement) || !shown) return;
    const rows = rowsOf(list);
    const visible = rows.filter(({ off }) => !off).length;
    shown.textContent = rows.length ? `${tell("shown")} ${visible} / ${rows.length}` : "";
  };
  search?.addEventListener("input", filter);
  for (const chip of chips)
    chip.addEventListener("click", () => {
      const on = chip.getAttribute("aria-pressed") !== "true";
      chip.setAttribute("aria-pressed", String(on));
      root.classList.toggle(`no-${chip.dataset.state}`, !on);
      filter();
    });
  for (const box of document.querySelectorAll("input[data-kind]"))
    box.addEventListener("change", () => {
      if (box instanceof HTMLInputElement) root.classList.toggle(`no-${box.dataset.kind}`, !box.checked);
    });

  find("lines", HTMLInputElement)?.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement) main.classList.toggle("lines", event.target.checked);
  });

  // Styles, rendered beforehand.
  const style = find("style", HTMLSelectElement);
  const entries = document.getElementById("entries");
  style?.addEventListener("change", () => {
    if (!entries) return;
    const moved = document.createDocumentFragment();
    for (const [number, html] of data.styles[style.value] || []) {
      const row = document.getElementById(`e${number}`);
      const place = row?.querySelector(".rendered");
      if (!row || !place) continue;
      place.innerHTML = html; // made and cleaned when the page was written
      moved.append(row);
    }
    entries.prepend(moved);
    lists.clear();
    filter();
  });

  // Going between the text and the panel.
  /** @type {HTMLElement[]} */
  const trail = [];
  /** @param {HTMLElement | null} el @param {boolean} focus */
  const show = (el, focus) => {
    if (!el) return;
    const list = el.closest('[role="tabpanel"]');
    if (list && !list.classList.contains("on")) {
      const tab = document.getElementById(list.getAttribute("aria-labelledby") || "");
      if (tab) select(tab);
    }
    if (el.hidden) {
      el.hidden = false;
      for (const item of list instanceof HTMLElement ? rowsOf(list) : []) if (item.row === el) item.off = false;
    }
    const side = main.contains(el) ? main : panel;
    for (const old of all(side, ".here")) old.classList.remove("here");
    el.classList.add("here");
    el.scrollIntoView({ block: main.contains(el) ? "center" : "nearest" });
    if (focus) {
      const target = el.matches("a, .row") ? el : el.querySelector("a") || el;
      if (target instanceof HTMLElement) {
        if (!target.matches("a, button") && !target.hasAttribute("tabindex")) target.tabIndex = -1;
        target.focus({ preventScroll: true });
      }
    }
    count();
  };
  /** @param {string} hash */
  const byHash = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));
  document.addEventListener("click", (event) => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    const link = target.closest('a[href^="#"]');
    if (link instanceof HTMLAnchorElement) {
      if (link.classList.contains("skip")) return;
      event.preventDefault();
      if (link.dataset.tab) {
        const tab = document.getElementById(`tab-${link.dataset.tab}`);
        if (tab) select(tab, true);
        return;
      }
      trail.push(link);
      hideTip();
      show(byHash(link.hash), true);
      return;
    }
    const reference = target.closest("main .rf[data-e]");
    if (reference instanceof HTMLElement && !getSelection()?.toString()) show(document.getElementById(`e${reference.dataset.e}`), false);
    const copy = target.closest(".copy");
    if (copy instanceof HTMLElement) void copyFrom(copy);
  });
  const back = () => {
    const link = trail.pop();
    if (link) show(link, true);
  };
  /** @param {HTMLElement} button */
  async function copyFrom(button) {
    const source = button.parentElement?.querySelector("pre");
    if (!source) return;
    try {
      await navigator.clipboard.writeText(source.textContent || "");
      button.textContent = tell("copied");
      setTimeout(() => { button.textContent = tell("copy"); }, 1500);
    } catch {
      getSelection()?.selectAllChildren(source);
    }
  }
  document.getElementById("download")?.addEventListener("click", () => {
    const text = all(panel, "#entries pre").map((pre) => pre.textContent).join("\n\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: "application/x-bibtex" }));
    link.download = "references.bib";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  // Hover and focus: what belongs together is outlined, and the entry shows beside the cite.
  const tip = find("tip", HTMLElement);
  /** @type {HTMLElement[]} */
  let hot = [];
  /** @type {Map<string, HTMLElement[]>} */
  const index = new Map();
  for (const el of all(main, "[data-e], [data-n]"))
    for (const name of ["e", "n"])
      for (const number of (el.getAttribute(`data-${name}`) || "").split(" ").filter(Boolean)) {
        const key = name + number;
        const known = index.get(key);
        if (known) known.push(el);
        else index.set(key, [el]);
      }
  function hideTip() {
    if (tip) tip.hidden = true;
    for (const el of hot) el.classList.remove("hot");
    hot = [];
  }
  /** @param {Element} target */
  const point = (target) => {
    hideTip();
    const el = target.closest("main [data-e], main [data-n], .row[data-e], .row[data-n]");
    if (!(el instanceof HTMLElement)) return;
    const numbers = (el.dataset.e || "").split(" ").filter(Boolean);
    for (const number of numbers) {
      hot.push(...(index.get(`e${number}`) || []).slice(0, 200));
      const row = document.getElementById(`e${number}`);
      if (row) hot.push(row);
    }
    if (el.dataset.n) {
      hot.push(...(index.get(`n${el.dataset.n}`) || []));
      const row = document.getElementById(`rn${el.dataset.n}`);
      if (row) hot.push(row);
    }
    hot = hot.filter((other) => other !== el);
    for (const other of hot) other.classList.add("hot");
    if (!tip || !main.contains(el) || el.matches(".rf, .nb")) return;
    tip.replaceChildren();
    const sources = [...numbers.slice(0, 6).map((number) => document.querySelector(`#e${number} .rendered`)), el.dataset.n ? document.querySelector(`#rn${el.dataset.n} .note`) : null];
    for (const source of sources) {
      if (!source) continue;
      const part = document.createElement("div");
      part.append(...Array.from(source.cloneNode(true).childNodes));
      tip.append(part);
    }
    if (!tip.childNodes.length) return;
    tip.hidden = false;
    const box = el.getClientRects()[0] || el.getBoundingClientRect();
    const left = Math.min(box.left, innerWidth - tip.offsetWidth - 8);
    const below = box.bottom + 6 + tip.offsetHeight < innerHeight;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${below ? box.bottom + 6 : Math.max(4, box.top - tip.offsetHeight - 6)}px`;
  };
  for (const kind of ["mouseover", "focusin"])
    document.addEventListener(kind, (event) => { if (event.target instanceof Element) point(event.target); });
  main.addEventListener("scroll", hideTip, { passive: true });

  // Keys.
  const help = find("help", HTMLDialogElement);
  document.getElementById("keys")?.addEventListener("click", () => help?.showModal());
  let at = -1;
  /** @param {number} step @param {boolean} missing */
  const go = (step, missing) => {
    const marks = all(main, missing ? ".cn[id].s-missing, .cn[id].s-inferred" : ".cn[id]");
    if (!marks.length) return;
    const here = main.querySelector(".cn.here");
    at = here instanceof HTMLElement && marks.includes(here) ? marks.indexOf(here) + step : at < 0 ? (step > 0 ? 0 : marks.length - 1) : at + step;
    at = (at + marks.length) % marks.length;
    const mark = marks[at];
    if (mark) show(mark, true);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      hideTip();
      if (document.activeElement === search && search) { search.value = ""; filter(); search.blur(); }
      return;
    }
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || help?.open) return;
    if (target instanceof HTMLElement && target.matches("input:not([type=checkbox]), select, textarea")) return;
    const tab = tabs[Number(event.key) - 1];
    if (event.key === "j") go(1, false);
    else if (event.key === "k") go(-1, false);
    else if (event.key === "n") go(1, true);
    else if (event.key === "p") go(-1, true);
    else if (event.key === "b") back();
    else if (event.key === "?") help?.showModal();
    else if (event.key === "/") search?.focus();
    else if (/^[1-9]$/u.test(event.key) && tab) select(tab, true);
    else return;
    event.preventDefault();
  });
  count();
  if (location.hash.length > 1) show(byHash(location.hash), false);

  /** Sorts the table of an overview by the column whose heading is pressed. */
  function sortTable() {
    const body = document.querySelector("table tbody");
    const heads = all(document, "thead th");
    heads.forEach((head, column) => {
      head.querySelector("button")?.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "descending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "ascending" : "descending");
        const rows = Array.from(body?.querySelectorAll("tr") || []);
        /** @param {Element} row */
        const value = (row) => row.children[column]?.textContent?.trim() || "";
        rows.sort((one, other) => value(one).localeCompare(value(other), undefined, { numeric: true }) * (down ? 1 : -1));
        body?.append(...rows);
      });
    });
  }
})();
