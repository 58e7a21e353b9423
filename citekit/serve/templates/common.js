// @ts-check
/** What both pages share: words, elements, requests, messages, colours. */

/** @type {Record<string, [string, string]>} */
const words = JSON.parse(document.getElementById("words")?.textContent || "{}");
const root = document.documentElement;
const ATTRIBUTES = ["aria-label", "placeholder", "title"];
let language = root.lang === "ru" ? 1 : 0;

/** Return a word of the interface. @param {string} term */
export const t = (term) => words[term]?.[language] ?? term;

/** Return an element by its id. @param {string} id @returns {any} */
export const byId = (id) => document.getElementById(id);

/**
 * Make an element. A property `on` holds listeners, `data` data attributes, the others are attributes; text
 * among the children is put in as text.
 * @param {string} tag @param {Record<string, any>} [properties] @param {...(Node | string | null | undefined)} children
 * @returns {any}
 */
export function el(tag, properties = {}, ...children) {
  const made = /** @type {any} */ (document.createElement(tag));
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else if (name === "data") Object.assign(made.dataset, value);
    else if (name === "term") { made.dataset.t = value; made.textContent = t(value); }
    else if (name === "label") { made.setAttribute("data-t-aria-label", value); made.setAttribute("aria-label", t(value)); }
    else if (name === "value" || name === "checked") made[name] = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined).map((child) => child ?? ""));
  return made;
}

/** Write all words anew. */
export function tellAll() {
  for (const node of document.querySelectorAll("[data-t]"))
    if (node instanceof HTMLElement) node.textContent = t(node.dataset.t || "");
  for (const name of ATTRIBUTES)
    for (const node of document.querySelectorAll(`[data-t-${name}]`))
      node.setAttribute(name, t(node.getAttribute(`data-t-${name}`) || ""));
}

/** What a request was refused with. */
export class Refusal extends Error {
  /** @param {{status: number, detail: string, code: string, hint?: string, version?: number | null}} problem */
  constructor(problem) {
    const known = words[`problem-${problem.code}`];
    super(known ? known[language] : [problem.detail, problem.hint].filter(Boolean).join(" — "));
    this.status = problem.status;
    this.code = problem.code;
    this.version = problem.version ?? null;
  }
}

/**
 * Ask the interface.
 * @param {string} method @param {string} path @param {any} [body] An object goes as JSON, a Blob as it is.
 * @returns {Promise<any>}
 */
export async function ask(method, path, body) {
  const raw = body instanceof Blob;
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "content-type": raw ? "application/octet-stream" : "application/json" },
      body: body === undefined ? undefined : raw ? body : JSON.stringify(body),
    });
  } catch {
    throw new Refusal({ status: 0, detail: t("unreachable"), code: "unreachable" });
  }
  if (answer.status === 204) return null;
  const content = await answer.json().catch(() => ({ status: answer.status, detail: answer.statusText, code: "" }));
  if (!answer.ok) throw new Refusal(content);
  return content;
}

let silence = 0;
/** Tell the reader something. @param {string} message @param {"info" | "error"} [kind] */
export function say(message, kind = "info") {
  const place = byId("message");
  place.textContent = message;
  place.className = kind;
  place.hidden = !message;
  clearTimeout(silence);
  if (kind === "info") silence = setTimeout(() => { place.hidden = true; }, 8000);
  const dialog = byId("dialog");
  if (!dialog?.open) return;
  byId("dialog-message").hidden = kind === "info";
  byId("dialog-message").textContent = message;
}
byId("message").addEventListener("click", () => { byId("message").hidden = true; });

/** Do something, and tell what kept it from being done. @param {() => Promise<any>} work */
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), "error");
    return undefined;
  }
}

/** Keep a choice in this browser. @param {string} name @param {string} value */
const keep = (name, value) => { try { localStorage.setItem(`citekit-${name}`, value); } catch { /* closed */ } };
/** @param {string} name */
const recall = (name) => { try { return localStorage.getItem(`citekit-${name}`) || ""; } catch { return ""; } };

/** Let the reader choose language and colours. @param {() => void} redraw Called when the language changes. */
export function beginChoices(redraw) {
  const choice = byId("interface");
  const speak = (/** @type {string} */ wanted) => {
    language = wanted === "ru" ? 1 : 0;
    root.lang = choice.value = wanted === "ru" ? "ru" : "en";
    tellAll();
    redraw();
  };
  choice.addEventListener("change", () => { keep("interface", choice.value); speak(choice.value); });
  const theme = byId("theme");
  theme.value = root.dataset.theme || "auto";
  theme.addEventListener("change", () => {
    if (theme.value === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme.value;
    keep("theme", theme.value);
  });
  speak(recall("interface") || root.lang);
}

/** Return a date as the reader writes it. @param {number} seconds Since 1970. */
export const showTime = (seconds) =>
  new Date(seconds * 1000).toLocaleString(root.lang, { dateStyle: "medium", timeStyle: "short" });
