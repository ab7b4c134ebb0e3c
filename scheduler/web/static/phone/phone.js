// The rep's pages work without this file. With it, what is said about a visit is kept on the phone
// until the server has it: under a key made here, so that what is sent twice counts once.
"use strict";

const words = document.getElementById("phone").dataset;
const QUEUE = "rounds.queue";
const WAIT_MS = 30000;
const SLOW_MS = 5000;
// Signed out, too many at once, a server or database that is away or full: nothing is wrong with what
// was said.
const LATER = [401, 408, 429, 502, 503, 504, 507];

function queue() {
  try {
    return JSON.parse(localStorage.getItem(QUEUE)) || [];
  } catch {
    return [];
  }
}

function change(edit) {
  localStorage.setItem(QUEUE, JSON.stringify(edit(queue())));
}

const mine = (entry) => entry.user === words.user;
const unsent = () => queue().filter((entry) => mine(entry) && !entry.problem);

// --- what the page shows ------------------------------------------------------------------------

function cardOf(entry) {
  const cards = [...document.querySelectorAll(".stop")];
  return cards.find((card) => card.dataset.visit === entry.fields.visit_id && card.dataset.date === entry.fields.date);
}

function told(fields) {
  const detail = fields.status === "done" ? fields.order_amount : fields.status === "moved" ? fields.moved_to : fields.reason;
  return [words[fields.status], detail].filter(Boolean).join(": ");
}

function show(entry) {
  const state = cardOf(entry)?.querySelector(".state");
  if (!state) return;
  const waits = entry.problem ? words.refused + " " + entry.problem : words[held];
  state.className = "state " + (entry.sent ? entry.fields.status : entry.problem ? "refused" : held);
  state.textContent = told(entry.fields) + (entry.sent ? "" : " · " + waits);
  if (entry.problem) state.append(...choices(entry));
}

// What was not taken never stands in the way of the rest: its rep tries it again or removes it.
function choices(entry) {
  const again = (entries) => entries.map((other) => (other.key === entry.key ? { ...other, problem: "" } : other));
  const without = (entries) => entries.filter((other) => other.key !== entry.key);
  return [chooser(words.again, again), chooser(words.remove, without)];
}

function chooser(text, edit) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.addEventListener("click", () => {
    change(edit);
    location.reload(); // what is left is sent as the page opens
  });
  return button;
}

// Beside its visit where the page has it; otherwise on top of every page, or nobody would ever see it.
function showAside() {
  const aside = document.getElementById("aside");
  const lost = queue().filter((entry) => mine(entry) && entry.problem && !cardOf(entry));
  aside.hidden = !lost.length;
  aside.replaceChildren(...lost.map((entry) => {
    const line = document.createElement("p");
    const name = document.createElement("bdi");
    name.textContent = [entry.name, entry.day].filter(Boolean).join(", ") || entry.fields.date;
    line.append(name, " ", told(entry.fields), " · ", words.refused, " ", entry.problem, ...choices(entry));
    return line;
  }));
}

function showLine() {
  const line = document.getElementById("line");
  const waiting = held === "sending" ? 0 : unsent().length;
  line.hidden = navigator.onLine && !waiting;
  line.textContent = [navigator.onLine ? "" : words.offline, waiting ? words[held] + ": " + waiting : ""].filter(Boolean).join(" ");
}

// --- saying something about a visit -------------------------------------------------------------

function complaint(form, fields) {
  const reason = form.elements.reason, day = form.elements.moved_to;
  reason.setCustomValidity(fields.status === "missed" && !fields.reason.trim() ? words.why : "");
  day.setCustomValidity(fields.status === "moved" && (!fields.moved_to || fields.moved_to === fields.date) ? words.otherday : "");
  return !form.reportValidity();
}

function said(event) {
  const form = event.target.closest("form[data-queue]");
  if (!form) return;
  const fields = Object.fromEntries(new FormData(form));
  event.preventDefault();
  if (complaint(form, fields)) return;
  delete fields.csrf;
  // A phone without crypto.randomUUID (no https) uses the key that came with the form, once.
  fields.key = self.crypto?.randomUUID?.() || fields.key + "-" + Date.now();
  const entry = { key: fields.key, user: words.user, fields, ...called(form) };
  try {
    change((entries) => [...entries.filter((old) => !sameVisit(old, entry) || !old.problem), entry]);
  } catch {
    form.submit(); // no room on the phone: sent as a form, as without this file
    return;
  }
  form.closest("details").open = false;
  show(entry);
  showLine();
  send();
}

// What the visit is called where no page shows it.
function called(form) {
  const name = form.closest(".stop").querySelector("h3 bdi").textContent;
  return { name, day: document.querySelector("h1").textContent };
}

function sameVisit(one, other) {
  return one.fields.visit_id === other.fields.visit_id && one.fields.date === other.fields.date;
}

// --- sending ------------------------------------------------------------------------------------

// What is said of the queue: it is "sending" until an attempt fails or is slow, "waiting" for the network
// from then on, or for somebody to sign in ("signin").
let held = navigator.onLine ? "sending" : "waiting";
let sending = false;
let more = false; // asked for while an attempt was under way, which may have begun too early for it

async function send() {
  more = sending;
  if (sending) return;
  if (!unsent().length) {
    held = navigator.onLine ? "sending" : "waiting";
    return;
  }
  sending = true;
  const slow = setTimeout(hold, SLOW_MS, "waiting");
  let why = "waiting";
  try {
    const session = await sessionOf();
    why = session ? await sendAll(session) : "signin";
  } catch {
    // No network, or the server does not answer: the entries stay and are sent later.
  } finally {
    clearTimeout(slow);
    sending = false;
    hold(why);
    if (more) send();
  }
}

function hold(why) {
  held = why;
  unsent().forEach(show);
  showLine();
}

async function sessionOf() {
  const answer = await fetch("/phone/session", { headers: { accept: "application/json" }, cache: "no-store" });
  if (answer.ok) return answer.json();
  if (answer.status === 401) return null;
  throw new Error(answer.status);
}

async function sendAll(session) {
  if (String(session.user) !== words.user) return "signin";
  let kept = false, why = "sending";
  for (const entry of unsent()) {
    const answer = await fetch("/phone/marks", {
      method: "POST",
      headers: { accept: "application/json", "x-csrf-token": session.csrf },
      body: new URLSearchParams(entry.fields),
    });
    if (LATER.includes(answer.status)) {
      why = answer.status === 401 ? "signin" : "waiting";
      break;
    }
    if (answer.ok) {
      change((entries) => entries.filter((other) => !isOver(other, entry)));
      show({ ...entry, sent: true });
      kept = true;
    } else {
      refuse(entry, await problemOf(answer));
    }
  }
  if (kept) keep([location.pathname]);
  return why;
}

// What was set aside before about the same visit is out of date: sent again, it would count as the later word.
function isOver(other, taken) {
  return other.key === taken.key || (Boolean(other.problem) && sameVisit(other, taken));
}

async function problemOf(answer) {
  const isTold = answer.headers.get("content-type")?.startsWith("application/json");
  if (isTold) return (await answer.json()).problems.join(" ");
  return { 403: words.forbidden, 404: words.gone }[answer.status] ?? words.failed;
}

function refuse(entry, problem) {
  change((entries) => entries.map((other) => (other.key === entry.key ? { ...other, problem } : other)));
  show({ ...entry, problem });
  showAside();
}

// --- pages for when there is no network ---------------------------------------------------------

function keep(paths) {
  navigator.serviceWorker?.controller?.postMessage({ keep: paths });
}

async function startWorker() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/phone/worker.js", { scope: "/phone" });
  const ready = await navigator.serviceWorker.ready;
  const date = document.getElementById("date");
  const paths = ["/phone", "/phone/week", "/phone/offline"];
  if (date) paths.push(...[0, 1, 2].map((days) => "/phone/days/" + after(date.dataset.today, days)));
  ready.active.postMessage({ keep: paths, user: words.user });
}

function after(day, days) {
  const date = new Date(day + "T12:00:00Z");
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

// Whoever signs out leaves no customers on the phone; what was not sent yet stays for the next time.
function signedOut(event) {
  if (event.target.getAttribute("action") === "/logout") {
    self.caches?.keys().then((names) => names.forEach((name) => caches.delete(name)));
  }
}

// --- the page -----------------------------------------------------------------------------------

function addMap() {
  const map = document.querySelector("details.map");
  map?.addEventListener("toggle", async () => {
    if (!map.open || map.dataset.drawn) return;
    map.dataset.drawn = "yes";
    try {
      (await import(map.dataset.module)).draw(map);
    } catch {
      delete map.dataset.drawn;
      map.querySelector(".map-box").textContent = map.dataset.failed;
    }
  });
}

function addButtons() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  const copy = document.querySelector("[data-copy-button]");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", () => navigator.clipboard.writeText(document.querySelector("[data-copy]").value));
  }
}

document.addEventListener("submit", said);
document.addEventListener("submit", signedOut);
document.addEventListener("input", (event) => event.target.setCustomValidity?.(""));
addEventListener("online", send);
addEventListener("online", showLine);
addEventListener("offline", () => hold("waiting"));
addEventListener("pageshow", send);
setInterval(send, WAIT_MS);
queue().filter(mine).forEach(show);
showAside();
showLine();
addMap();
addButtons();
startWorker();
