// @ts-check
/** The forms that correct what a row says. Each confirms one correction, made of the version it was opened with. */
import { byId, el, say, t } from "/static/common.js";
import { openFill } from "/static/dialogs.js";
import { titleOf } from "/static/rows.js";
import { correct, drawRows, page, readSelection, showPlace } from "/static/workbench.js";

/** @param {any} correction */
const confirm = (correction) => correct(correction, page.open ? page.open.version : page.version);
const cancel = () => { const id = page.open?.id; page.open = null; drawRows(); byId(`row-${id}`)?.querySelector(".open")?.focus(); };

/** @param {string} term @param {() => any} work @param {string} [kind] */
const button = (term, work, kind = "") => el("button", { type: "button", class: kind, term, on: { click: work } });

/** @param {string} term @param {any} control */
const labelled = (term, control) => el("label", {}, el("span", { term }), control);

/** Make the form of a row. @param {string} tab @param {any} one */
export function makeForm(tab, one) {
  return /** @type {any} */ (FORMS)[tab](one);
}

/** @param {() => any} save @param {...any} parts */
const form = (save, ...parts) => el("form", { class: "form", on: { submit: (/** @type {Event} */ event) => { event.preventDefault(); save(); } } }, ...parts);

/** @param {...any} more */
const buttons = (...more) => el("div", { class: "buttons" }, el("button", { class: "primary", term: "save" }), button("cancel", cancel), ...more);

// Entries.

/** @param {any} entry */
function makeEntryForm(entry) {
  const key = el("input", { value: entry.key, required: true, maxlength: 200, spellcheck: "false" });
  const type = el("input", { value: entry.type, list: "entry-types", required: true, spellcheck: "false" });
  const fields = el("div", { class: "form-fields" });
  for (const [name, value] of Object.entries(entry.fields)) fields.append(makeField(name, value));
  const fresh = el("input", { list: "field-names", "aria-label": t("field"), placeholder: t("field"), spellcheck: "false" });
  const add = () => {
    const name = fresh.value.trim().toLowerCase();
    if (!/^[a-z][a-z0-9_+-]{0,63}$/u.test(name)) { say(t("bad-field"), "error"); return; }
    if (!fields.querySelector(`[data-field="${CSS.escape(name)}"]`)) fields.append(makeField(name, ""));
    fields.querySelector(`[data-field="${CSS.escape(name)}"]`).focus();
    fresh.value = "";
  };
  const save = () => {
    /** @type {Record<string, string | null>} */
    const changes = {};
    for (const control of fields.querySelectorAll("[data-field]")) {
      const name = control.dataset.field;
      if (control.value !== (entry.fields[name] ?? "")) changes[name] = control.value.trim() || null;
    }
    const kind = type.value.trim().toLowerCase();
    confirm({
      do: "edit-entry", entry: entry.id, fields: changes,
      key: key.value.trim() === entry.key ? null : key.value.trim(), type: kind === entry.type ? null : kind,
    });
  };
  const references = entry.references.map((/** @type {string} */ id) => page.byId.get(id)).filter(Boolean);
  return el("div", {},
    form(save,
      entry.evidence.length ? makeEvidence(entry.evidence) : null,
      el("div", { class: "two" }, labelled("key", key), labelled("type", type)),
      fields,
      el("div", { class: "buttons fresh" }, fresh, button("add-field", add)),
      buttons(
        button("fill", () => openFill(entry)),
        button("remove", () => confirm({ do: "remove-entry", entry: entry.id })))),
    ...references.map(makeReferenceForm));
}

/** @param {string} name @param {string} value */
function makeField(name, value) {
  const id = `field-${name}`;
  const long = value.length > 60 || ["author", "editor", "title", "annotation", "note", "abstract"].includes(name);
  const control = long
    ? el("textarea", { id, rows: Math.min(6, Math.ceil(value.length / 45) || 1), dir: "auto", data: { field: name }, value })
    : el("input", { id, dir: "auto", data: { field: name }, value });
  const row = el("div", { class: "pair" }, el("label", { for: id }, el("bdi", {}, name)), control,
    el("button", { type: "button", "aria-label": `${t("remove")}: ${name}`, on: { click: () => { control.value = ""; row.hidden = true; } } }, "×"));
  return row;
}

/** @param {any[]} evidence */
const makeEvidence = (evidence) => el("details", { open: true }, el("summary", { term: "evidence" }),
  el("ul", { class: "evidence" }, ...evidence.slice(0, 20).map((found) => el("li", {},
    el("b", { term: found.kind }), " ", el("bdi", {}, found.value), " ",
    el("a", { href: "#text", on: { click: (/** @type {Event} */ event) => { event.preventDefault(); showPlace(found.span[0]); } } }, t("text"))))));

// References: which words are which fields.

/** @param {any} reference */
function makeReferenceForm(reference) {
  const points = [...reference.text];
  const start = reference.span[0];
  const shown = el("div", { class: "labelled", dir: "auto" });
  const list = el("div", {});
  const labels = reference.fields.map((/** @type {any} */ one) => ({ name: one.name, start: one.span[0], end: one.span[1] }));
  const draw = () => {
    const parts = [];
    let position = start;
    for (const one of [...labels].sort((a, b) => a.start - b.start)) {
      if (one.start < position) continue;
      parts.push(points.slice(position - start, one.start - start).join(""), el("mark", { title: one.name }, points.slice(one.start - start, one.end - start).join("")));
      position = one.end;
    }
    shown.replaceChildren(...parts, points.slice(position - start).join(""));
    list.replaceChildren(...labels.map(makeLabel));
  };
  const makeLabel = (/** @type {any} */ one) => el("div", { class: "pair" },
    el("input", { value: one.name, list: "variables", "aria-label": t("field"), spellcheck: "false", on: { change: (/** @type {any} */ event) => { one.name = event.target.value.trim(); } } }),
    el("bdi", {}, points.slice(one.start - start, one.end - start).join("")),
    el("span", { class: "buttons" },
      el("button", { type: "button", "aria-label": `${t("use-selection")}: ${one.name}`, title: t("use-selection"), on: { click: () => take((place) => Object.assign(one, place)) } }, "✎"),
      el("button", { type: "button", "aria-label": `${t("remove")}: ${one.name}`, on: { click: () => { labels.splice(labels.indexOf(one), 1); draw(); } } }, "×")));
  /** @param {(place: {start: number, end: number}) => any} use */
  const take = (use) => {
    const place = readSelection();
    if (!place || place.start < start || place.end > reference.span[1]) { say(t("select-in-reference"), "error"); return; }
    use(place);
    draw();
  };
  draw();
  return form(
    () => confirm({ do: "label-reference", reference: reference.id, fields: labels }),
    el("h3", { term: "reference-labels" }),
    shown, list,
    el("div", { class: "buttons" },
      button("add-label", () => take((place) => labels.push({ name: "title", ...place }))),
      el("button", { class: "primary", term: "save-labels" }),
      ...common("reference", reference)),
    makePlace("place", reference.span, moveTo("reference", reference)));
}

// Places.

/**
 * Make the controls of a place of the text.
 * @param {string} term @param {number[] | null} span @param {(place: {start: number, end: number}) => any} save
 */
function makePlace(term, span, save) {
  const start = el("input", { type: "number", min: 0, value: span ? String(span[0]) : "" });
  const end = el("input", { type: "number", min: 0, value: span ? String(span[1]) : "" });
  return el("fieldset", {}, el("legend", { term }),
    el("div", { class: "buttons" },
      labelled("from", start), labelled("to", end),
      button("use-selection", () => {
        const place = readSelection();
        if (!place) { say(t("select-first"), "error"); return; }
        start.value = String(place.start);
        end.value = String(place.end);
      }),
      button("save-place", () => save({ start: Number(start.value), end: Number(end.value) })),
      span ? button("show", () => showPlace(span[0] ?? 0)) : null));
}

/** @param {string} kind @param {any} one @param {string} [part] */
const moveTo = (kind, one, part = "whole") => (/** @type {any} */ place) => confirm({ do: "move-span", kind, finding: one.id, part, ...place });
/** @param {string} kind @param {any} one */
const common = (kind, one) => [
  button("confirm", () => confirm({ do: "confirm-finding", kind, finding: one.id })),
  button("remove-finding", () => confirm({ do: "remove-finding", kind, finding: one.id })),
];

// Citations.

/** @param {any} citation */
function makeCitationForm(citation) {
  return el("div", { class: "form" },
    ...citation.cites.map((/** @type {any} */ cite, /** @type {number} */ number) => makeCiteForm(citation, cite, number)),
    makePlace("place", citation.span, moveTo("citation", citation)),
    el("div", { class: "buttons" }, button("cancel", cancel), ...common("citation", citation)));
}

/** @param {any} citation @param {any} cite @param {number} number */
function makeCiteForm(citation, cite, number) {
  const likely = [cite.entry, ...cite.candidates].filter(Boolean);
  const entries = [...page.state.entries].sort((a, b) => Number(likely.includes(b.id)) - Number(likely.includes(a.id)));
  const chosen = el("select", {}, el("option", { value: "", term: "leads-nowhere" }),
    ...entries.map((entry) => el("option", { value: entry.id }, `${entry.key} — ${titleOf(entry).slice(0, 90)}`)));
  chosen.value = cite.entry || "";
  const target = el("input", { value: cite.target, maxlength: 2000 });
  const label = el("input", { value: cite.locators[0]?.label || "page", list: "locator-labels", spellcheck: "false" });
  const locator = el("input", { value: cite.locators[0]?.value || "", maxlength: 2000 });
  return form(
    () => confirm({ do: "resolve-cite", citation: citation.id, cite: number, entry: chosen.value || null }),
    el("fieldset", {}, el("legend", {}, el("bdi", {}, cite.text)),
      labelled("leads-to", chosen),
      el("div", { class: "buttons" }, el("button", { class: "primary", term: "save-resolution" })),
      el("div", { class: "two" }, labelled("target", target), el("div", { class: "two" }, labelled("locator-label", label), labelled("locator-value", locator))),
      el("div", { class: "buttons" }, button("save-cite", () => confirm({
        do: "edit-cite", citation: citation.id, cite: number, target: target.value === cite.target ? null : target.value,
        label: label.value.trim(), locator: locator.value,
      })))));
}

// Notes, links, identifiers.

/** @param {any} note */
function makeNoteForm(note) {
  const number = el("input", { value: note.number, required: true, maxlength: 100 });
  return form(() => confirm({ do: "edit-finding", kind: "note", finding: note.id, value: number.value }),
    labelled("note-number", number),
    makePlace("note-call", note.call, moveTo("note", note, "call")),
    makePlace("note-body", note.body[0] || null, moveTo("note", note, "body")),
    buttons(...common("note", note)));
}

/** @param {any} link */
function makeLinkForm(link) {
  const url = el("input", { value: link.url, required: true, maxlength: 2000, dir: "ltr", spellcheck: "false" });
  const accessed = el("input", { value: link.accessed, maxlength: 40, placeholder: "2018-06-22" });
  const check = link.check;
  const better = [...link.candidates, check?.correction, check?.final_url, check?.memento].filter((one, place, all) => one && one !== link.url && all.indexOf(one) === place);
  return form(
    () => confirm({ do: "edit-finding", kind: "link", finding: link.id, value: url.value === link.url ? null : url.value, accessed: accessed.value === link.accessed ? null : accessed.value }),
    labelled("address", url), labelled("accessed", accessed),
    better.length ? el("fieldset", {}, el("legend", { term: "candidates" }), ...better.map((one) => el("div", {}, button("use-address", () => { url.value = one; }), " ", el("bdi", {}, one)))) : null,
    makePlace("place", link.span, moveTo("link", link)),
    buttons(...common("link", link)));
}

/** @param {any} one */
function makeIdentifierForm(one) {
  const scheme = el("input", { value: one.scheme, required: true, pattern: "[a-z][a-z0-9\\-]{0,29}", spellcheck: "false" });
  const value = el("input", { value: one.value, required: true, maxlength: 2000, spellcheck: "false" });
  return form(
    () => confirm({ do: "edit-finding", kind: "identifier", finding: one.id, scheme: scheme.value, value: value.value }),
    el("div", { class: "two" }, labelled("scheme", scheme), labelled("value", value)),
    makePlace("place", one.span, moveTo("identifier", one)),
    buttons(...common("identifier", one)));
}

const FORMS = {
  entries: makeEntryForm, citations: makeCitationForm, notes: makeNoteForm, links: makeLinkForm, identifiers: makeIdentifierForm,
};
