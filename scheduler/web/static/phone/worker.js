// Keeps the rep's pages for when there is no network: the newest of each, from the server where it
// answers in time. KEPT, the files needed from the start, is put in front by the server.

const FILES = "rounds-files", PAGES = "rounds-pages";
const PATIENCE_MS = 5000;
const isPage = (url) => url.pathname === "/phone" || /^\/phone\/(days|week|weeks|offline)\b/.test(url.pathname);
const isFile = (url) => url.pathname.startsWith("/static/") || url.pathname.startsWith("/phone/leaflet/");

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(KEPT)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (isFile(url)) event.respondWith(file(event.request));
  else if (isPage(url)) event.respondWith(page(event.request, url));
  else if (event.request.mode === "navigate") event.respondWith(fetch(event.request).catch(instead));
});

self.addEventListener("message", (event) => {
  if (event.data.keep) event.waitUntil(keepAll(event.data.keep, event.data.user));
});

// The address of a file changes with its content: what is kept stays right.
async function file(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(FILES)).put(request, answer.clone());
  return answer;
}

async function page(request, url) {
  const asked = fetch(request).then((answer) => keep(url.pathname, answer));
  asked.catch(() => {}); // it may fail after what is kept was shown
  try {
    const kept = await find(url.pathname);
    return await (kept ? Promise.race([asked, later(kept)]) : asked);
  } catch {
    return (await find(url.pathname)) || instead();
  }
}

function later(kept) {
  return new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
}

// Today's page is that of the phone's date, where that is kept: the page kept as "today" may be old.
async function find(path) {
  const cache = await caches.open(PAGES);
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const dated = path === "/phone" ? await cache.match("/phone/days/" + today) : undefined;
  return dated || cache.match(path);
}

// A page that leads elsewhere, as to sign in, means that nothing kept may be shown any more.
async function keep(path, answer) {
  if (answer.redirected || answer.type === "opaqueredirect" || answer.status === 401) await caches.delete(PAGES);
  else if (answer.ok) await (await caches.open(PAGES)).put(path, answer.clone());
  return answer;
}

async function instead() {
  return (await caches.match("/phone/offline")) || Response.error();
}

async function keepAll(paths, user) {
  if (user) await belongTo(user);
  for (const path of paths) {
    const answer = await fetch(path, { headers: { accept: "text/html" } }).catch(() => null);
    if (answer) await keep(path, answer);
  }
}

// Pages of whoever had the phone before are dropped.
async function belongTo(user) {
  const known = await (await caches.open(PAGES)).match("/phone/user");
  if (!known || (await known.text()) !== user) await caches.delete(PAGES);
  await (await caches.open(PAGES)).put("/phone/user", new Response(user));
}
