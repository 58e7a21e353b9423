// @ts-check
/** What opens over the page: filling an entry, marking what was not found, the keys. */
import { ask, attempt, byId, el, say, t } from "/static/common.js";
import { titleOf } from "/static/rows.js";
import { correct, page, showRow } from "/static/workbench.js";

const session = document.body.dataset.session || "";

/** @param {string} term @param {...any} content */
function open(term, ...content) {
  byId("dialog-title").dataset.t = term;
  byId("dialog-title").textContent = t(term);
  byId("dialog-body").replaceChildren(...content);
  byId("dialog-message").hidden = true;
  byId("dialog").showModal();
}

const close = () => byId("dialog").close();
const closer = () => el("button", { type: "button", term: "close", on: { click: close } });

/** Fill an entry, or add one, from a reference, a bibliography or a DOI. @param {any} [entry] */
export function openFill(entry) {
  const version = page.open ? page.open.version : page.version;
  const text = el("textarea", { id: "fill-text", rows: 5, dir: "auto", required: true });
  const file = el("input", { type: "file", accept: ".bib,.json,.ris,.txt", on: { change: async () => { if (file.files[0]) text.value = await file.files[0].text(); } } });
  const found = el("div", { "aria-live": "polite" });
  const look = async () => {
    const answer = await attempt(() => ask("POST", `/api/sessions/${session}/lookup`, { text: text.value, entry: entry ? entry.id : null }));
    byId("dialog-message").hidden = Boolean(answer);
    found.replaceChildren();
    if (!answer) return;
    found.replaceChildren(
      ...answer.messages.slice(0, 5).map((/** @type {string} */ one) => el("p", { class: "why" }, one)),
      ...answer.proposals.map((/** @type {any} */ one) => makeProposal(one, entry, version)));
  };
  open(entry ? "fill" : "add-entry",
    el("form", { class: "form", on: { submit: (/** @type {Event} */ event) => { event.preventDefault(); look(); } } },
      el("label", {}, el("span", { term: "fill-text" }), text),
      el("label", {}, el("span", { term: "fill-file" }), file),
      el("div", { class: "buttons" }, el("button", { class: "primary", term: "look-up" }), closer())),
    found);
  text.focus();
}

/** @param {any} proposal @param {any} entry @param {number} version */
function makeProposal(proposal, entry, version) {
  const use = async () => {
    const work = { type: proposal.type, fields: proposal.fields, key: proposal.key };
    const made = entry
      ? await correct({ do: "fill-entry", entry: entry.id, origin: proposal.origin, ...work }, version)
      : await correct({ do: "add-entry", ...work }, version);
    close();
    if (made) showRow(entry ? entry.id : made.added);
  };
  const fields = Object.entries(proposal.fields).filter(([name]) => !["annotation", "abstract"].includes(name));
  return el("div", { class: "proposal" },
    el("div", { dir: "auto" }, titleOf({ fields: proposal.fields, key: proposal.key })),
    el("div", { class: "meta" }, el("code", {}, proposal.key), ` ${proposal.type} · `, el("bdi", {}, fields.map(([name, value]) => `${name}: ${value}`).join("; ").slice(0, 400))),
    el("button", { type: "button", class: "primary", term: "use", on: { click: use } }));
}

/** Mark something that was not found. @param {{start: number, end: number} | null} place */
export function openMark(place) {
  const kind = el("select", {}, ...["citation", "link", "identifier", "reference", "note", "entry"].map((one) => el("option", { value: one, term: `mark-${one}` })));
  const start = el("input", { type: "number", min: 0, value: place ? String(place.start) : "" });
  const end = el("input", { type: "number", min: 0, value: place ? String(place.end) : "" });
  const value = el("input", { maxlength: 2000, dir: "auto" });
  const scheme = el("input", { value: "doi", maxlength: 30 });
  const entry = el("select", {}, el("option", { value: "", term: "leads-nowhere" }), ...page.state.entries.map((/** @type {any} */ one) => el("option", { value: one.id }, `${one.key} — ${titleOf(one).slice(0, 80)}`)));
  const bodyStart = el("input", { type: "number", min: 0 });
  const bodyEnd = el("input", { type: "number", min: 0 });
  const parts = {
    place: el("div", { class: "two" }, wrap("from", start), wrap("to", end)), value: wrap("mark-value", value), scheme: wrap("scheme", scheme),
    entry: wrap("leads-to", entry), body: el("div", { class: "two" }, wrap("note-body-from", bodyStart), wrap("note-body-to", bodyEnd)),
  };
  const arrange = () => {
    parts.place.hidden = kind.value === "entry";
    parts.value.hidden = kind.value === "reference" || kind.value === "entry";
    parts.scheme.hidden = kind.value !== "identifier";
    parts.entry.hidden = kind.value !== "citation" && kind.value !== "link";
    parts.body.hidden = kind.value !== "note";
  };
  kind.addEventListener("change", arrange);
  arrange();
  const save = async () => {
    if (kind.value === "entry") { close(); openFill(); return; }
    const number = (/** @type {any} */ control) => (control.value === "" ? null : Number(control.value));
    if (start.value === "" || end.value === "") { say(t("select-first"), "error"); return; }
    const note = kind.value === "note" ? { body_start: number(bodyStart), body_end: number(bodyEnd) } : {};
    const owner = parts.entry.hidden ? null : entry.value || null;
    const made = await correct({ do: "add-finding", kind: kind.value, start: number(start), end: number(end), value: value.value, scheme: scheme.value, entry: owner, ...note });
    if (!made) return;
    close();
    if (made.added) showRow(made.added);
  };
  open("mark-selection",
    el("form", { class: "form", on: { submit: (/** @type {Event} */ event) => { event.preventDefault(); save(); } } },
      place ? null : el("p", { class: "type", term: "select-first" }),
      wrap("mark-as", kind), parts.place, parts.value, parts.scheme, parts.entry, parts.body,
      el("div", { class: "buttons" }, el("button", { class: "primary", term: "save" }), closer())));
  kind.focus();
}

/** @param {string} term @param {any} control */
function wrap(term, control) {
  return el("label", {}, el("span", { term }), control);
}

/** Begin an audit. @param {(request: {archives: boolean, again: boolean}) => any} begin */
export function openAudit(begin) {
  const archives = el("input", { type: "checkbox" });
  const again = el("input", { type: "checkbox" });
  const check = (/** @type {string} */ term, /** @type {any} */ control) => el("label", { class: "check" }, control, el("span", { term }));
  open("audit",
    el("form", { class: "form", on: { submit: (/** @type {Event} */ event) => { event.preventDefault(); close(); begin({ archives: archives.checked, again: again.checked }); } } },
      check("audit-archives", archives), check("audit-again", again),
      el("div", { class: "buttons" }, el("button", { class: "primary", term: "audit-begin" }), closer())));
}

/** Tell the keys. */
export function openHelp() {
  const keys = [["j k", "help-next"], ["/", "help-search"], ["1–7 ← →", "help-tabs"], ["Ctrl+Z, Ctrl+Y", "undo-redo"], ["m", "mark-selection"], ["Alt", "help-alt"], ["Esc", "help-close"]];
  open("help", el("dl", {}, ...keys.flatMap(([key, term]) => [el("dt", {}, el("kbd", {}, key)), el("dd", { term })])), el("div", { class: "buttons" }, closer()));
}
