// @ts-check
/** The rows of the panel: one a finding, entry or step, each with what it says and the form that corrects it. */
import { el, showTime, t } from "/static/common.js";
import { makeForm } from "/static/forms.js";
import { drawMerging, drawRows, page, showPlace, showRow } from "/static/workbench.js";

export const TABS = ["entries", "citations", "notes", "links", "identifiers", "problems", "history"];
const GOOD = ["ok", "moved", "redirected", "repaired"];
const BAD = ["dead", "soft-dead", "dns"];

/** @typedef {{id: string, state: string, changed: boolean, one: any}} Row */

/** Return the rows of a tab. @param {string} tab @param {any} state @returns {Row[]} */
export function rowsOf(tab, state) {
  if (!state) return [];
  if (tab === "problems")
    return state.diagnostics.map((/** @type {any} */ one, /** @type {number} */ number) => ({ id: `p${number}`, state: one.severity === "info" ? "resolved" : "inferred", changed: false, one }));
  if (tab === "history")
    return (state.history || []).map((/** @type {any} */ one) => ({ id: `v${one.version}`, state: "resolved", changed: false, one })).reverse();
  return state[tab].map((/** @type {any} */ one) => ({ id: one.id, state: one.state, changed: one.changed, one }));
}

/** Return an entry by its id. @param {string | null} id */
export const entryOf = (id) => page.byId.get(id || "");

/** Return what a reader knows an entry by. @param {any} entry */
export function titleOf(entry) {
  if (!entry) return t("leads-nowhere");
  const { author, editor, title, date, year } = entry.fields;
  const told = [author || editor, title, date || year].filter(Boolean).map((part) => part.replace(/\.$/u, "")).join(". ").replace(/[{}]/gu, "");
  return told || (entry.number ? `[${entry.number}] ${t("no-entry")}` : entry.key);
}

/** @param {string} state */
const badge = (state) => el("span", { class: `state s-${state}`, term: state });

/** Return a button that shows a place of the text. @param {number} start @param {string} words */
const placeLink = (start, words) =>
  el("a", { href: "#text", on: { click: (/** @type {Event} */ event) => { event.preventDefault(); showPlace(start); } } }, words);

/** Return a link that shows the row of an entry. @param {string | null} id */
const entryLink = (id) => {
  const entry = entryOf(id);
  return entry
    ? el("a", { href: "#panel", on: { click: (/** @type {Event} */ event) => { event.preventDefault(); showRow(entry.id); } } }, el("bdi", {}, entry.key))
    : el("span", { term: "leads-nowhere" });
};

/** Make a row. @param {string} tab @param {Row} row */
export function makeRow(tab, row) {
  const open = page.open?.id === row.id;
  const editable = tab !== "problems" && tab !== "history";
  const { head, meta } = /** @type {any} */ (TELLERS)[tab](row.one);
  const title = editable
    ? el("button", { type: "button", class: "open", dir: "auto", "aria-expanded": String(open), on: { click: () => toggle(tab, row) } }, ...head)
    : el("div", { dir: "auto" }, ...head);
  return el("li", { class: `row${row.changed ? " changed" : ""}`, id: `row-${row.id}`, data: { s: row.state, id: row.id } },
    el("div", { class: "sum" }, tab === "entries" ? makePick(row.one) : null, title),
    el("div", { class: "meta" }, ...meta),
    open ? page.open.form : null);
}

/** @param {string} tab @param {Row} row */
function toggle(tab, row) {
  page.open = page.open?.id === row.id ? null : { id: row.id, version: page.version, form: makeForm(tab, row.one) };
  drawRows();
  const made = document.getElementById(`row-${row.id}`);
  const target = page.open ? made?.querySelector(".form input, .form textarea, .form select") : made?.querySelector(".open");
  if (target instanceof HTMLElement) target.focus();
}

/** @param {any} entry */
function makePick(entry) {
  return el("input", {
    type: "checkbox", class: "pick", checked: page.picked.has(entry.id), "aria-label": `${t("pick")}: ${entry.key}`,
    on: { change: (/** @type {any} */ event) => { if (event.target.checked) page.picked.add(entry.id); else page.picked.delete(entry.id); drawMerging(); } },
  });
}

/** @param {any} one */
function tellEntry(one) {
  const twins = page.state.duplicates.find((/** @type {string[]} */ group) => group.includes(one.id));
  const others = (twins || []).filter((/** @type {string} */ id) => id !== one.id);
  return {
    head: [titleOf(one)],
    meta: [
      badge(one.state), " ", el("code", {}, el("bdi", {}, one.key)), " ", el("span", { class: "type" }, one.type), " ",
      one.citations.length ? el("span", {}, `${t("cited")} ${one.citations.length}: `) : null,
      ...one.citations.slice(0, 12).flatMap((/** @type {string} */ id) => {
        const citation = page.byId.get(id);
        return citation ? [placeLink(citation.span[0], citation.text.slice(0, 30)), " "] : [];
      }),
      others.length ? el("span", {}, `${t("same-as")} `) : null,
      ...others.flatMap((/** @type {string} */ id) => [entryLink(id), " "]),
    ],
  };
}

/** @param {any} one */
function tellCitation(one) {
  return {
    head: [`…${one.before}`, el("b", {}, one.text), `${one.after}…`],
    meta: [
      badge(one.state), " ", placeLink(one.span[0], `${t("line")} ${one.line}`), " ",
      ...one.cites.flatMap((/** @type {any} */ cite) => [
        `${cite.target || cite.names.join(", ") || cite.form} → `, entryLink(cite.entry),
        el("span", { class: "type" }, ` ${cite.method} ${Math.round(cite.confidence * 100)} % `),
      ]),
      one.confirmed ? el("span", { class: "type", term: "confirmed-mark" }) : null,
    ],
  };
}

/** @param {any} one */
function tellNote(one) {
  return {
    head: [el("b", {}, one.number), ` ${one.text.slice(0, 400)}`],
    meta: [
      badge(one.state), " ",
      one.call ? placeLink(one.call[0], `${t("note-call")} ${t("line")} ${one.line}`) : el("span", { term: "no-call" }), " ",
      one.body[0] ? placeLink(one.body[0][0], t("text")) : null, " ",
      ...one.entries.flatMap((/** @type {string} */ id) => ["→ ", entryLink(id), " "]),
    ],
  };
}

/** @param {any} one */
function tellLink(one) {
  const check = one.check;
  return {
    head: [el("bdi", {}, one.url)],
    meta: [
      badge(one.state), " ", placeLink(one.span[0], `${t("line")} ${one.line}`), " ",
      one.address ? el("a", { href: one.address, target: "_blank", rel: "noopener noreferrer nofollow" }, `${t("open")} ↗`) : el("span", { class: "type", term: "unsafe" }), " ",
      one.accessed ? `${t("accessed")}: ${one.accessed} ` : null,
      one.entry ? "→ " : null, one.entry ? entryLink(one.entry) : null, " ",
      check ? el("span", { class: `verdict v-${GOOD.includes(check.verdict) ? "good" : BAD.includes(check.verdict) ? "bad" : "open"}` }, check.verdict) : null,
      check ? ` ${check.message}` : null,
    ],
  };
}

/** @param {any} one */
function tellIdentifier(one) {
  return {
    head: [el("b", {}, one.scheme), " ", el("bdi", {}, one.value)],
    meta: [
      badge(one.state), " ", placeLink(one.span[0], `${t("line")} ${one.line}`), " ",
      one.address ? el("a", { href: one.address, target: "_blank", rel: "noopener noreferrer nofollow" }, `${t("open")} ↗`) : null,
    ],
  };
}

/** @param {any} one */
function tellProblem(one) {
  return {
    head: [el("b", {}, one.code), ` ${one.message}${one.hint ? ` (${one.hint})` : ""}`],
    meta: [el("span", { class: `severity ${one.severity}`, term: one.severity }), " ", one.span ? placeLink(one.span[0], `${t("line")} ${one.line ?? ""}`) : null],
  };
}

/** @param {any} one */
function tellStep(one) {
  const { correction } = one;
  const told = correction ? Object.entries(correction).filter(([name, value]) => name !== "do" && value !== null).map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : value}`).join("; ") : "";
  return {
    head: [el("b", {}, `${one.version} `), el("span", { term: correction ? `do-${correction.do}` : one.kind })],
    meta: [el("bdi", {}, told.slice(0, 500)), " ", el("span", { class: "type" }, showTime(one.written))],
  };
}

const TELLERS = {
  entries: tellEntry, citations: tellCitation, notes: tellNote, links: tellLink,
  identifiers: tellIdentifier, problems: tellProblem, history: tellStep,
};
