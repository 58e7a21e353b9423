// @ts-check
/** The first page: documents come in, and sessions are found again. */
import { ask, attempt, beginChoices, byId, el, say, showTime, t } from "/static/common.js";

/** @type {any[]} */
let sessions = [];
let waiting = 0;

async function load() {
  const listed = await attempt(() => ask("GET", "/api/sessions"));
  if (!listed) return;
  sessions = listed.sessions;
  draw();
  clearTimeout(waiting);
  if (sessions.some((one) => one.status === "waiting")) waiting = setTimeout(load, 700);
}

function draw() {
  byId("none").hidden = sessions.length > 0;
  byId("sessions").hidden = sessions.length === 0;
  byId("sessions").tBodies[0].replaceChildren(...sessions.map(makeRow));
}

/** @param {any} one */
function makeRow(one) {
  const name = el("bdi", {}, one.name);
  const state = one.status === "waiting" ? `stage-${one.stage || "wait"}` : `status-${one.status}`;
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, one.status === "ready" ? el("a", { href: `/s/${one.id}` }, name) : name),
    el("td", {}, el("span", { term: state }), one.message ? el("div", { class: "why" }, one.message) : null),
    el("td", { class: "num" }, String(one.version)),
    el("td", {}, showTime(one.changed)),
    el("td", {}, el("button", { type: "button", "aria-label": `${t("remove")}: ${one.name}`, on: { click: () => remove(one) } }, t("remove"))),
  );
}

/** @param {any} one */
async function remove(one) {
  if (!confirm(`${t("remove-session")} ${one.name}`)) return;
  await attempt(() => ask("DELETE", `/api/sessions/${one.id}`));
  await load();
}

/** @param {Blob} content @param {string} name */
async function send(content, name) {
  const query = new URLSearchParams({ name: name || "text.txt" });
  const chosen = byId("language").value;
  if (chosen) query.set("language", chosen);
  say(t("sending"));
  return attempt(() => ask("POST", `/api/sessions?${query}`, content));
}

/** Wait until a session is ready, and open it. @param {any} session */
async function enter(session) {
  if (!session) return;
  await load();
  for (;;) {
    const now = await attempt(() => ask("GET", `/api/sessions/${session.id}/summary`));
    if (!now) return;
    if (now.status === "failed") { say(`${now.name}: ${now.message}`, "error"); await load(); return; }
    if (now.status === "ready") { location.assign(`/s/${session.id}`); return; }
    say(`${now.name}: ${t(`stage-${now.stage || "wait"}`)}`);
    await new Promise((go) => setTimeout(go, 250));
  }
}

/** @param {FileList | null | undefined} files */
async function sendFiles(files) {
  const sent = [];
  for (const file of files || []) sent.push(await send(file, file.name));
  if (sent.length === 1) await enter(sent[0]);
  else await load();
}

const drop = byId("drop");
byId("file").addEventListener("change", () => sendFiles(byId("file").files));
for (const event of ["dragenter", "dragover"])
  document.addEventListener(event, (happened) => { happened.preventDefault(); drop.classList.add("over"); });
document.addEventListener("dragleave", (happened) => { if (!happened.relatedTarget) drop.classList.remove("over"); });
document.addEventListener("drop", (happened) => {
  happened.preventDefault();
  drop.classList.remove("over");
  sendFiles(happened.dataTransfer?.files);
});
byId("paste").addEventListener("submit", async (/** @type {Event} */ event) => {
  event.preventDefault();
  const text = byId("pasted").value;
  if (text.trim()) await enter(await send(new Blob([text]), byId("pasted-name").value.trim() || "text.txt"));
});
beginChoices(draw);
load();
