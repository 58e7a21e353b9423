// @ts-check
/** The page of a session: its text, its panel, and what happens in it. */
import { ask, attempt, beginChoices, byId, el, say, t } from "/static/common.js";
import { makeRow, rowsOf, TABS } from "/static/rows.js";
import { openAudit, openHelp, openMark } from "/static/dialogs.js";

const session = document.body.dataset.session || "";
const address = `/api/sessions/${session}`;
const policy = /** @type {any} */ (window).trustedTypes?.createPolicy("citekit", { createHTML: (/** @type {string} */ html) => html });

/** What the page shows. */
export const page = {
  /** @type {any} */ state: null,
  /** Everything that has an id, by it. @type {Map<string, any>} */ byId: new Map(),
  version: 0,
  tab: "entries",
  /** The row whose form is open: its id, the form, and the version that it was made of. @type {any} */ open: null,
  /** @type {Set<string>} */ picked: new Set(),
};
/** @type {string[]} */
let chunks = [];
let busy = 0;
let heard = 0;

// State.

export async function refresh() {
  const state = await ask("GET", address);
  page.state = state;
  page.version = state.session.version;
  page.byId = new Map(["entries", "citations", "notes", "links", "identifiers", "references"].flatMap((kind) => state[kind].map((/** @type {any} */ one) => [one.id, one])));
  page.picked = new Set([...page.picked].filter((id) => page.byId.has(id)));
  draw();
  const text = await ask("GET", `${address}/text`);
  byId("text").classList.toggle("flows", text.flows);
  drawText(text.chunks);
}

/**
 * Confirm a correction.
 * @param {any} correction @param {number} [version] The version that it was made of.
 * @returns {Promise<any>} What was confirmed, or undefined.
 */
export async function correct(correction, version = page.version) {
  return post("corrections", { version, correction });
}

/** @param {string} path @param {any} body */
async function post(path, body) {
  busy += 1;
  try {
    const confirmed = await ask("POST", `${address}/${path}`, body);
    page.version = confirmed.version;
    page.open = null;
    await refresh();
    say(t("confirmed"));
    return confirmed;
  } catch (error) {
    const refusal = /** @type {any} */ (error);
    if (refusal.code === "stale") {
      await attempt(refresh);
      if (page.open) page.open.version = page.version;
    }
    say(refusal.message, "error");
    return undefined;
  } finally {
    busy -= 1;
    if (!busy && heard > page.version) await attempt(refresh);
  }
}

// Drawing.

export function draw() {
  const state = page.state;
  if (!state) return;
  byId("undo").disabled = !state.undo;
  byId("redo").disabled = !state.redo;
  byId("counts").replaceChildren(...TABS.filter((tab) => tab !== "history").map((tab) => makeCount(tab, state)));
  drawAudit(state.audit);
  drawRows();
}

/** @param {string} tab @param {any} state */
function makeCount(tab, state) {
  const rows = rowsOf(tab, state);
  const missing = rows.filter((row) => row.state === "missing" || row.state === "dead").length;
  return el("li", {},
    el("a", { href: `#tab-${tab}`, on: { click: (/** @type {Event} */ event) => { event.preventDefault(); select(tab); } } },
      el("b", {}, String(rows.length)), " ", el("span", { term: tab }),
      missing ? el("span", { class: "warn" }, ` ${missing} ${t(tab === "links" ? "dead" : "missing")}`) : null));
}

export function drawRows() {
  const rows = rowsOf(page.tab, page.state);
  const made = rows.map((row) => makeRow(page.tab, row));
  byId("rows").replaceChildren(...made);
  byId("nothing").hidden = rows.length > 0;
  filter();
  drawMerging();
}

function filter() {
  /** @type {string[]} */
  const wanted = byId("search").value.toLowerCase().split(/\s+/u).filter(Boolean);
  const which = byId("which").value;
  let visible = 0;
  const rows = [...byId("rows").children];
  for (const row of rows) {
    const text = wanted.length ? (row.textContent || "").toLowerCase() : "";
    const fits = which === "all" || (which === "look" ? row.dataset.s !== "resolved" : row.classList.contains("changed"));
    row.hidden = !(fits && wanted.every((word) => text.includes(word))) && page.open?.id !== row.dataset.id;
    visible += row.hidden ? 0 : 1;
  }
  byId("shown").textContent = rows.length ? `${t("shown")} ${visible} / ${rows.length}` : "";
}

export function drawMerging() {
  const count = page.picked.size;
  byId("merging").hidden = count === 0 || page.tab !== "entries";
  byId("merging-text").textContent = `${t("selected")}: ${count}`;
  byId("merge").disabled = count < 2;
}

/** @param {any[]} given */
function drawText(given) {
  const main = byId("text");
  if (page.state.document.language) main.lang = page.state.document.language;
  given.forEach((chunk, number) => {
    if (chunks[number] === chunk.html) return;
    const place = main.children[number] || main.appendChild(el("p", { dir: "auto" }));
    place.dataset.o = String(chunk.start);
    place.innerHTML = policy ? policy.createHTML(chunk.html) : chunk.html;
  });
  while (main.children.length > given.length) main.lastElementChild.remove();
  chunks = given.map((chunk) => chunk.html);
}

/** @param {any} audit */
function drawAudit(audit) {
  page.state.audit = audit;
  byId("progress").hidden = !audit.running && !audit.message && audit.done === 0;
  byId("bar").max = Math.max(1, audit.total);
  byId("bar").value = audit.running ? audit.done : Math.max(1, audit.total);
  byId("progress-text").textContent = audit.message || `${t("checked")} ${audit.done} / ${audit.total}`;
  byId("audit").dataset.t = audit.running ? "audit-stop" : "audit";
  byId("audit").textContent = t(byId("audit").dataset.t);
}

/** @param {string} tab @param {boolean} [focus] */
export function select(tab, focus = false) {
  page.tab = tab;
  for (const one of document.querySelectorAll('[role="tab"]')) {
    const on = one instanceof HTMLElement && one.dataset.tab === tab;
    one.setAttribute("aria-selected", String(on));
    /** @type {any} */ (one).tabIndex = on ? 0 : -1;
    if (on && focus) /** @type {any} */ (one).focus();
  }
  byId("list").setAttribute("aria-labelledby", `tab-${tab}`);
  if (tab === "history") attempt(async () => { page.state.history = (await ask("GET", `${address}/history`)).rows; drawRows(); });
  drawRows();
}

// Ways between text and panel.

const KINDS = { e: "entries", c: "citations", n: "notes", l: "links", i: "identifiers" };

/** Show a row of the panel. @param {string} id */
export function showRow(id) {
  const tab = /** @type {any} */ (KINDS)[id[0] || ""];
  if (!tab) return;
  byId("search").value = "";
  byId("which").value = "all";
  select(tab);
  const row = byId(`row-${id}`);
  if (!row) return;
  for (const one of document.querySelectorAll(".row.here")) one.classList.remove("here");
  row.classList.add("here");
  row.scrollIntoView({ block: "nearest" });
  row.querySelector(".open")?.focus();
}

/** Show a place of the text. @param {number} position Code points. */
export function showPlace(position) {
  const place = [...byId("text").children].reverse().find((one) => Number(one.dataset.o) <= position);
  if (!place) return;
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  let left = position - Number(place.dataset.o);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = [...(node.nodeValue || "")].length;
    if (left < length) {
      const target = /** @type {any} */ (node.parentElement);
      for (const one of document.querySelectorAll("main .here")) one.classList.remove("here");
      if (target !== place) target.classList.add("here");
      target.scrollIntoView({ block: "center" });
      return;
    }
    left -= length;
  }
}

/** Return the selected place of the text in code points, or null. @returns {{start: number, end: number} | null} */
export function readSelection() {
  const chosen = getSelection();
  if (!chosen || chosen.rangeCount === 0 || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  const start = positionOf(range.startContainer, range.startOffset);
  const end = positionOf(range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : { start, end };
}

/** @param {Node} node @param {number} offset */
function positionOf(node, offset) {
  const own = node instanceof Element ? node : node.parentElement;
  const place = own?.closest("main > p");
  if (!(place instanceof HTMLElement)) return null;
  const before = document.createRange();
  before.setStart(place, 0);
  before.setEnd(node, offset);
  return Number(place.dataset.o) + [...before.toString()].length;
}

/** Return the id of what a mark of the text stands for. @param {Element} mark */
function idOf(mark) {
  const state = page.state;
  const link = mark.closest("a")?.getAttribute("href") || "";
  const found = /^#(rc|rn|rl|ri|nb|e|n)(\d+)$/u.exec(link);
  if (found) {
    const lists = { rc: "citations", rn: "notes", rl: "links", ri: "identifiers", nb: "notes", n: "notes", e: "entries" };
    return state[/** @type {any} */ (lists)[found[1] || ""]][Number(found[2])]?.id;
  }
  const citation = mark.closest("[data-c]");
  if (citation instanceof HTMLElement) return state.citations[Number(citation.dataset.c)]?.id;
  const entry = mark.closest("[data-e]");
  if (entry instanceof HTMLElement) return state.entries[Number((entry.dataset.e || "").split(" ")[0])]?.id;
  const note = mark.closest("[data-n]");
  return note instanceof HTMLElement ? state.notes[Number(note.dataset.n)]?.id : undefined;
}

byId("text").addEventListener("click", (/** @type {MouseEvent} */ event) => {
  if (!(event.target instanceof Element) || !page.state) return;
  if (!getSelection()?.isCollapsed) { event.preventDefault(); return; }
  const citation = event.altKey ? event.target.closest("[data-c]") : null;
  const id = citation instanceof HTMLElement ? page.state.citations[Number(citation.dataset.c)]?.id : idOf(event.target);
  if (!id) return;
  event.preventDefault();
  showRow(id);
});

// Buttons.

const turn = (/** @type {string} */ way) => post(way, { version: page.version });
byId("undo").addEventListener("click", () => turn("undo"));
byId("redo").addEventListener("click", () => turn("redo"));
byId("mark").addEventListener("click", () => openMark(readSelection()));
byId("keys").addEventListener("click", () => openHelp());
byId("search").addEventListener("input", filter);
byId("which").addEventListener("change", filter);
byId("merge").addEventListener("click", () => { const entries = [...page.picked]; page.picked.clear(); correct({ do: "merge-entries", entries }); });
byId("unselect").addEventListener("click", () => { page.picked.clear(); drawRows(); });
byId("audit").addEventListener("click", () => {
  if (page.state.audit.running) attempt(async () => drawAudit(await ask("DELETE", `${address}/audit`)));
  else openAudit((request) => attempt(async () => { drawAudit(await ask("POST", `${address}/audit`, request)); select("links"); }));
});
byId("export").addEventListener("change", () => {
  const format = byId("export").value;
  byId("export").value = "";
  if (!format) return;
  const link = el("a", { href: `${address}/export/${format}?interface=${document.documentElement.lang}`, download: "" });
  document.body.append(link);
  link.click();
  link.remove();
});
for (const tab of document.querySelectorAll('[role="tab"]')) {
  if (!(tab instanceof HTMLElement)) continue;
  tab.addEventListener("click", () => select(tab.dataset.tab || ""));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const place = event.key === "Home" ? 0 : event.key === "End" ? TABS.length - 1 : step ? (TABS.indexOf(page.tab) + step + TABS.length) % TABS.length : -1;
    const wanted = TABS[place];
    if (!wanted) return;
    event.preventDefault();
    select(wanted, true);
  });
}

// Keys.

let current = -1;
/** @param {number} step */
function goCitation(step) {
  const citations = page.state.citations;
  if (!citations.length) return;
  current = (current + step + citations.length) % citations.length;
  document.querySelector("main .focus")?.classList.remove("focus");
  const mark = byId(`c${current}`);
  mark?.classList.add("focus");
  mark?.scrollIntoView({ block: "center" });
  (mark?.querySelector("a") || mark)?.focus();
}

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, dialog");
  if (event.key === "Escape" && page.open && !byId("dialog").open) {
    const id = page.open.id;
    page.open = null;
    drawRows();
    byId(`row-${id}`)?.querySelector(".open")?.focus();
    return;
  }
  if (typing || !page.state) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    const key = event.key.toLowerCase();
    if (key === "z" || key === "y") {
      event.preventDefault();
      turn(key === "y" || event.shiftKey ? "redo" : "undo");
    }
    return;
  }
  if (event.altKey) return;
  const tab = TABS[Number(event.key) - 1];
  if (tab) select(tab, true);
  else if (event.key === "j") goCitation(1);
  else if (event.key === "k") goCitation(-1);
  else if (event.key === "m") openMark(readSelection());
  else if (event.key === "?") openHelp();
  else if (event.key === "/") { event.preventDefault(); byId("search").focus(); }
});

// What happens elsewhere.

/** @type {EventSource | null} */
let stream = null;
function listen() {
  stream?.close();
  stream = new EventSource(`${address}/events`);
  stream.onmessage = (event) => hear(JSON.parse(event.data));
}

/** @param {any} notice */
function hear(notice) {
  if (notice.kind === "changed" || notice.kind === "hello") {
    heard = notice.version;
    if (busy || !page.state || notice.version <= page.version) return;
    attempt(refresh).then(() => say(t(page.open ? "changed-while-open" : "changed-elsewhere")));
  } else if (notice.kind === "reload") attempt(refresh);
  else if (notice.kind === "check") {
    for (const link of page.state?.links || []) if (link.url === notice.url) link.check = notice.check;
    if (page.state) { page.state.checks[notice.url] = notice.check; drawAudit(notice.audit); redrawSoon(); }
  } else if (notice.kind === "audit") {
    if (!page.state) return;
    drawAudit(notice.audit);
    if (!notice.audit.running) attempt(refresh); // states and marks know of it now
  }
  else if (notice.kind === "removed") say(t("session-removed"), "error");
}

let soon = 0;
/** Draw the rows once for many results. */
function redrawSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => { if (page.tab === "links" && !page.open) drawRows(); }, 150);
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") listen();
  else { stream?.close(); stream = null; }
});

beginChoices(draw);
attempt(refresh).then(listen);
