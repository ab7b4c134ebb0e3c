// The month board: reps x days, visits as cards, drawn from JSON with plain DOM nodes, because a month has
// more cards than a page should have components. What a card may do is decided by the server; here cards are
// shown, dragged, or moved with the keyboard. Texts of customers are only ever set as text.
const ICONS = {
  pin: "M9 3h6l-1 6 4 4v2h-5v6l-1 1-1-1v-6H6v-2l4-4z",
  call: "M6 3h4l2 5-3 2a12 12 0 0 0 5 5l2-3 5 2v4a2 2 0 0 1-2 2A17 17 0 0 1 4 5a2 2 0 0 1 2-2z",
  email: "M3 5h18v14H3zm1.5 2L12 13l7.5-6",
  office: "M4 21V4h10v17M14 10h6v11M7 8h4M7 12h4M7 16h4",
  prospect: "M12 3l2.7 5.8 6.3.8-4.6 4.3 1.2 6.3L12 17l-5.6 3.2 1.2-6.3L3 9.6l6.3-.8z",
  warn: "M12 3 2 20h20zM12 10v5M12 17v1",
};

function make(tag, classes = "", text = null) {
  const node = document.createElement(tag);
  if (classes) node.className = classes;
  if (text !== null) node.textContent = text;
  return node;
}

function icon(name, label) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `mb-icon ${name}`);
  if (label) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  } else svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

const clock = (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const isoOf = (date) => date.toISOString().slice(0, 10);
const dateOf = (iso) => new Date(`${iso}T00:00:00Z`);
const plus = (iso, days) => isoOf(new Date(dateOf(iso).getTime() + days * 86400000));

export default {
  template: '<div class="mb"></div>',
  props: { texts: Object, locale: String, readonly: Boolean },
  emits: ["ready", "pick", "put", "takeout", "fix", "pin", "day", "turn", "undo", "redo"],

  mounted() {
    this.board = null;
    this.view = { rep: "", span: "week", week: "" };
    this.picked = ""; // the visit that is being moved
    this.focus = null; // the visit that has the keyboard
    this.target = null; // the day under the keyboard while a visit is moved
    this.entering = null; // the rep and the step with which the keyboard goes into another week
    this.hints = {};
    this.live = make("div", "mb-live");
    this.live.setAttribute("aria-live", "polite");
    this.grid = make("div", "mb-scroll");
    this.tray = make("section", "mb-tray");
    this.$el.append(this.live, this.grid, this.tray);
    for (const [type, handler] of Object.entries({
      dragstart: this.dragStart, dragover: this.dragOver, dragleave: this.dragLeave, drop: this.dropped,
      dragend: this.dragEnd, click: this.clicked, keydown: this.pressed, focusin: this.focused,
    })) this.$el.addEventListener(type, handler);
    this.$emit("ready");
  },

  methods: {
    // --- what the server calls -----------------------------------------------------------------
    load(board, view) {
      this.board = board;
      this.picked = "";
      this.hints = {};
      this.show(view);
    },
    show(view) {
      Object.assign(this.view, view);
      if (this.board) this.draw();
    },
    patch(changes) {
      for (const key of Object.keys(changes.cells))
        for (const visit of (this.board.cells[key] || { stops: [] }).stops) delete this.board.cards[visit];
      Object.assign(this.board.cards, changes.cards);
      Object.assign(this.board.cells, changes.cells);
      for (const name of ["tray", "faults", "sums"]) this.board[name] = changes[name];
      this.unpick();
      for (const key of Object.keys(changes.cells)) this.redraw(key);
      this.drawTray();
      this.refocus();
    },
    setHints(visit, hints) {
      if (visit !== this.picked) return;
      this.hints = hints;
      for (const cell of this.grid.querySelectorAll("[data-cell]")) this.hint(cell);
    },
    unpick() {
      this.picked = "";
      this.target = this.entering = null;
      this.hints = {};
      this.$el.classList.remove("moving");
      for (const node of this.$el.querySelectorAll(".picked, .target, .over")) node.classList.remove("picked", "target", "over");
      for (const badge of this.grid.querySelectorAll(".mb-hint")) badge.remove();
      for (const cell of this.grid.querySelectorAll(".fits, .breaks")) cell.classList.remove("fits", "breaks");
    },
    say(text) {
      this.live.textContent = text;
    },

    // --- drawing -------------------------------------------------------------------------------
    days() {
      const first = `${this.board.month}-01`;
      const [year, month] = this.board.month.split("-").map(Number);
      return Array.from({ length: new Date(Date.UTC(year, month, 0)).getUTCDate() }, (_, k) => plus(first, k));
    },
    weekOf(iso) {
      const start = (this.board.week_start + 1) % 7; // Monday is 0 there and 1 here
      return plus(iso, -((dateOf(iso).getUTCDay() - start + 7) % 7));
    },
    format(iso, options) {
      return new Intl.DateTimeFormat(this.locale, { timeZone: "UTC", ...options }).format(dateOf(iso));
    },
    draw() {
      const days = this.days();
      const worked = new Set(Object.keys(this.board.cells).map((key) => key.slice(key.indexOf("|") + 1)));
      const reps = this.view.rep ? this.board.reps.filter((rep) => rep.id === this.view.rep) : this.board.reps;
      const table = make("table", `mb-table ${this.view.span} ${this.view.rep ? "one" : "all"}`);
      table.setAttribute("role", "grid");
      table.setAttribute("aria-label", this.texts.board);
      this.matrix = [];
      if (this.view.rep && this.view.span === "month") this.drawCalendar(table, days, reps[0]);
      else {
        const shown = this.view.span === "week" ? days.filter((day) => this.weekOf(day) === this.weekOf(this.view.week)) : days;
        const columns = shown.filter((day) => worked.has(day));
        this.drawReps(table, columns, reps);
      }
      this.grid.replaceChildren(table);
      this.drawTray();
      this.refocus();
      if (this.picked) this.node(this.picked)?.classList.add("picked");
      if (this.entering) this.enter();
    },
    drawReps(table, columns, reps) {
      const head = make("tr");
      head.append(make("th", "corner"));
      for (const day of columns) {
        const cell = make("th", "day");
        cell.scope = "col";
        cell.append(make("span", "mb-weekday", this.format(day, { weekday: "short" })), make("span", "mb-date", this.format(day, { day: "numeric", month: "short" })));
        head.append(cell);
      }
      const top = make("thead");
      top.append(head);
      const body = make("tbody");
      for (const rep of reps) {
        const row = make("tr");
        const name = make("th", "rep", rep.name);
        name.scope = "row";
        row.append(name);
        for (const day of columns) row.append(this.cell(rep, day, false));
        this.matrix.push(columns.map((day) => `${rep.id}|${day}`));
        body.append(row);
      }
      table.append(top, body);
    },
    drawCalendar(table, days, rep) {
      const first = this.weekOf(days[0]);
      const columns = [0, 1, 2, 3, 4, 5, 6].filter((k) => days.some((day) => (this.board.cells[`${rep.id}|${day}`]) && (dateOf(day) - dateOf(this.weekOf(day))) / 86400000 === k));
      const head = make("tr");
      for (const k of columns) {
        const cell = make("th", "day", this.format(plus(first, k), { weekday: "long" }));
        cell.scope = "col";
        head.append(cell);
      }
      const top = make("thead");
      top.append(head);
      const body = make("tbody");
      for (let week = first; week <= days[days.length - 1]; week = plus(week, 7)) {
        const row = make("tr");
        const keys = columns.map((k) => plus(week, k));
        for (const day of keys) row.append(days.includes(day) ? this.cell(rep, day, true) : make("td", "outside"));
        this.matrix.push(keys.map((day) => (days.includes(day) ? `${rep.id}|${day}` : "")));
        body.append(row);
      }
      table.append(top, body);
    },
    cell(rep, day, dated) {
      const node = make("td", "mb-cell");
      node.dataset.cell = `${rep.id}|${day}`;
      node.setAttribute("role", "gridcell");
      if (dated) node.dataset.dated = "1";
      this.fill(node);
      return node;
    },
    redraw(key) {
      const node = this.grid.querySelector(`[data-cell="${CSS.escape(key)}"]`);
      if (node) this.fill(node);
    },
    fill(node) {
      const key = node.dataset.cell;
      const day = key.slice(key.indexOf("|") + 1);
      const values = this.board.cells[key];
      const off = !values || values.off;
      node.className = `mb-cell${off ? " off" : ""}${values && values.past ? " past" : ""}${values && values.rules.length ? " broken" : ""}`;
      const rep = this.board.reps.find((found) => found.id === key.slice(0, key.indexOf("|")));
      node.setAttribute("aria-label", `${rep.name}, ${this.format(day, { weekday: "long", day: "numeric", month: "long" })}`);
      const parts = [];
      if (node.dataset.dated) parts.push(make("div", "mb-daynumber", this.format(day, { day: "numeric" })));
      if (off) parts.push(make("div", "mb-off", values && values.note ? values.note : ""));
      else parts.push(this.load_(values));
      for (const visit of values ? values.stops : []) parts.push(this.card(visit, this.board.cards[visit]));
      node.replaceChildren(...parts);
      if (this.picked) this.hint(node);
    },
    load_(values) {
      const share = Math.max(values.cap ? values.meetings / values.cap : 0, values.room ? values.work / values.room : 0);
      const box = make("div", "mb-load");
      box.title = [
        `${this.texts.meetings}: ${values.meetings} / ${values.cap}`,
        `${this.texts.work}: ${this.hours(values.work)} / ${this.hours(values.room)}`,
        `${this.texts.driving}: ${this.hours(values.drive)}, ${values.km} km`,
        values.leave === null ? "" : `${clock(values.leave)} – ${clock(values.home)}`,
        values.note,
        ...values.rules.map((rule) => this.texts.rules[rule] || rule),
      ].filter(Boolean).join("\n");
      const bar = make("span", "mb-bar");
      const full = make("span", share > 1.001 ? "full over" : share > 0.9 ? "full high" : "full");
      full.style.inlineSize = `${Math.min(100, Math.round(share * 100))}%`;
      bar.append(full);
      const numbers = make("span", "mb-numbers", `${values.meetings}/${values.cap}`);
      const time = make("span", "mb-hours", values.work ? this.hours(values.work) : "");
      box.append(numbers, bar, time);
      if (values.rules.length) box.append(icon("warn", this.texts.broken));
      return box;
    },
    hours(minutes) {
      return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
    },
    card(visit, values) {
      const segment = values.kind === "prospect" ? "P" : values.seg || "D";
      const node = make("div", `mb-card seg-${segment} kind-${values.kind}${values.pin ? " pinned" : ""}${values.rules && values.rules.length ? " broken" : ""}${values.moved ? " moved" : ""}`);
      node.dataset.visit = visit;
      node.tabIndex = -1;
      node.setAttribute("role", "button");
      const past = "number" in values && this.isPast(visit);
      node.draggable = !this.readonly && !past;
      const time = values.arrive === undefined ? "" : clock(values.arrive);
      const top = make("span", "mb-top");
      if (time) top.append(make("span", "mb-time", time));
      if (values.seg) top.append(make("span", "mb-seg", values.seg));
      if (values.kind === "prospect") top.append(icon("prospect", this.texts.prospect));
      if (values.kind === "desk") top.append(icon(ICONS[values.channel] ? values.channel : "call", this.texts.desk));
      if (values.pin) top.append(icon("pin", this.texts.pinned));
      if (values.rules && values.rules.length) top.append(icon("warn", this.texts.broken));
      const name = make("span", "mb-name", values.name);
      name.dir = "auto";
      const why = make("span", "mb-why", values.why);
      why.dir = "auto";
      node.append(top, name, why);
      node.title = [
        `${values.name}${time ? `, ${time}–${clock(values.depart)}` : ""}`,
        values.why,
        ...(values.rules || []).map((rule) => this.texts.rules[rule] || rule),
      ].filter(Boolean).join("\n");
      node.setAttribute("aria-label", `${time} ${values.name}${values.pin ? `, ${this.texts.pinned}` : ""}`.trim());
      return node;
    },
    isPast(visit) {
      return Object.values(this.board.cells).some((cell) => cell.past && cell.stops.includes(visit));
    },
    drawTray() {
      const { tray } = this.board;
      const head = make("h2", "mb-tray-head", `${this.texts.tray} (${tray.length})`);
      const list = make("div", "mb-tray-list");
      if (!tray.length) list.append(make("p", "quiet", this.texts.empty_tray));
      for (const values of tray) {
        const item = make("div", "mb-tray-item");
        item.append(this.card(values.id, values));
        const reasons = make("div", "mb-reasons");
        for (const reason of values.reasons.slice(0, 3)) {
          const days = reason.dates.slice(0, 4).map((day) => this.format(day, { day: "numeric", month: "numeric" }));
          const more = reason.dates.length > 4 ? " …" : "";
          reasons.append(make("div", "mb-reason", `${this.texts.reasons[reason.code] || reason.code}${days.length ? `: ${days.join(", ")}${more}` : ""}`));
        }
        item.append(reasons);
        if (!this.readonly) {
          const fix = make("button", "mb-fix", this.texts.fix);
          fix.type = "button";
          fix.dataset.fix = values.id;
          item.append(fix);
        }
        list.append(item);
      }
      this.tray.replaceChildren(head, list);
    },
    hint(cell) {
      cell.querySelector(".mb-hint")?.remove();
      cell.classList.remove("fits", "breaks");
      const hint = this.hints[cell.dataset.cell];
      if (!hint) return;
      const breaks = hint.rules.length > 0;
      cell.classList.add(breaks ? "breaks" : "fits");
      const sign = hint.drive > 0 ? "+" : hint.drive < 0 ? "−" : "±";
      // The sign stays before its number, also where texts run from right to left.
      const badge = make("div", "mb-hint", `\u2066${sign}${Math.abs(hint.drive)}\u2069 ${this.texts.min}`);
      if (breaks) badge.title = hint.rules.map((rule) => this.texts.rules[rule] || rule).join("\n");
      cell.prepend(badge);
    },

    // --- picking and dropping ------------------------------------------------------------------
    pick(visit) {
      this.unpick();
      this.picked = visit;
      this.$el.classList.add("moving");
      this.node(visit)?.classList.add("picked");
      this.$emit("pick", { visit });
    },
    node(visit) {
      return this.$el.querySelector(`[data-visit="${CSS.escape(visit)}"]`);
    },
    drop(visit, key) {
      const values = this.board.cells[key];
      if (this.readonly || !values || values.off) return this.say(this.texts.no_work);
      const at = key.indexOf("|");
      this.node(visit)?.classList.add("busy");
      this.$emit("put", { visit, rep: key.slice(0, at), date: key.slice(at + 1) });
    },
    dragStart(event) {
      const card = event.target.closest?.("[data-visit]");
      if (!card) return;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", card.dataset.visit);
      this.dragged = card.dataset.visit;
      // Changing the page inside dragstart ends the drag at once in Chromium.
      setTimeout(() => this.dragged && this.pick(this.dragged), 0);
    },
    dragOver(event) {
      const cell = event.target.closest?.(".mb-cell:not(.off):not(.past)");
      const tray = event.target.closest?.(".mb-tray");
      if (!this.dragged || !(cell || tray)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
      (cell || tray).classList.add("over");
    },
    dragLeave(event) {
      const cell = event.target.closest?.(".over");
      if (cell && !cell.contains(event.relatedTarget)) cell.classList.remove("over");
    },
    dropped(event) {
      if (!this.dragged) return;
      event.preventDefault();
      const visit = this.dragged;
      const cell = event.target.closest?.("[data-cell]");
      this.dragged = null;
      if (cell) this.drop(visit, cell.dataset.cell);
      else if (event.target.closest?.(".mb-tray") && this.board.cards[visit]) this.$emit("takeout", { visit });
    },
    dragEnd() {
      this.dragged = null;
      for (const node of this.$el.querySelectorAll(".over")) node.classList.remove("over");
    },
    clicked(event) {
      const fix = event.target.closest?.("[data-fix]");
      if (fix) return this.$emit("fix", { visit: fix.dataset.fix });
      const card = event.target.closest?.("[data-visit]");
      if (card) return this.picked === card.dataset.visit ? this.letGo() : this.pick(card.dataset.visit);
      const cell = event.target.closest?.("[data-cell]");
      if (!cell) return null;
      if (this.picked) return this.drop(this.picked, cell.dataset.cell);
      const at = cell.dataset.cell.indexOf("|");
      return this.$emit("day", { rep: cell.dataset.cell.slice(0, at), date: cell.dataset.cell.slice(at + 1) });
    },
    letGo() {
      this.unpick();
      this.$emit("pick", { visit: "" });
    },

    // --- keyboard ------------------------------------------------------------------------------
    refocus() {
      const cards = [...this.$el.querySelectorAll("[data-visit]")];
      const kept = cards.find((card) => card.dataset.visit === this.focus) || cards[0];
      for (const card of cards) card.tabIndex = card === kept ? 0 : -1;
      if (kept && this.hasFocus) kept.focus({ preventScroll: true });
    },
    focused(event) {
      const card = event.target.closest?.("[data-visit]");
      if (!card) return;
      const before = this.focus && this.node(this.focus);
      if (before) before.tabIndex = -1;
      this.focus = card.dataset.visit;
      card.tabIndex = 0;
    },
    pressed(event) {
      if (!this.readonly && (event.ctrlKey || event.metaKey) && "zy".includes(event.key.toLowerCase())) {
        event.preventDefault();
        return this.$emit(event.key.toLowerCase() === "y" || event.shiftKey ? "redo" : "undo");
      }
      if (event.target.dataset.fix) return null;
      const rtl = getComputedStyle(this.$el).direction === "rtl";
      const step = { ArrowLeft: [0, rtl ? 1 : -1], ArrowRight: [0, rtl ? -1 : 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
      const card = event.target.closest?.("[data-visit]");
      if (!card) return null;
      this.hasFocus = true;
      if (event.key === "Escape" && this.picked) this.letGo();
      else if (event.key === "Enter" || event.key === " ") {
        if (this.picked && this.target) this.drop(this.picked, this.target);
        else if (!this.picked) this.startMoving(card);
        else this.letGo();
      } else if (!this.readonly && event.key === "Delete" && this.board.cards[card.dataset.visit]) this.$emit("takeout", { visit: card.dataset.visit });
      else if (!this.readonly && event.key.toLowerCase() === "p") this.$emit("pin", { visit: card.dataset.visit });
      else if (step && this.picked) this.aim(step);
      else if (step) this.walk(card, step);
      else return null;
      event.preventDefault();
      return null;
    },
    startMoving(card) {
      this.pick(card.dataset.visit);
      const cell = card.closest("[data-cell]");
      this.target = cell ? cell.dataset.cell : this.matrix[0][0];
      this.mark();
      this.say(this.texts.moving);
    },
    aim([down, across]) {
      const row = this.matrix.findIndex((keys) => keys.includes(this.target));
      const column = this.matrix[row].indexOf(this.target);
      const next = this.matrix[row + down]?.[column + across];
      if (!next && across && this.view.span === "week") {
        this.entering = { rep: this.target.slice(0, this.target.indexOf("|")), across };
        return this.$emit("turn", { days: 7 * across });
      }
      if (next) this.target = next;
      return this.mark();
    },
    enter() {
      const { rep, across } = this.entering;
      const keys = this.matrix.find((row) => row[0]?.startsWith(`${rep}|`)) || [];
      this.entering = null;
      if (!keys.length) return;
      const isNew = !keys.includes(this.target); // at the ends of the month the week stays
      if (isNew) this.target = keys[across > 0 ? 0 : keys.length - 1];
      this.mark();
    },
    mark() {
      for (const node of this.grid.querySelectorAll(".target")) node.classList.remove("target");
      const cell = this.grid.querySelector(`[data-cell="${CSS.escape(this.target)}"]`);
      cell.classList.add("target");
      cell.scrollIntoView({ block: "nearest", inline: "nearest" });
      const badge = cell.querySelector(".mb-hint");
      this.say([cell.getAttribute("aria-label"), badge && badge.textContent, badge && badge.title].filter(Boolean).join(", "));
    },
    walk(card, [down, across]) {
      const cell = card.closest("[data-cell]");
      const siblings = [...(cell || this.tray).querySelectorAll("[data-visit]")];
      const at = siblings.indexOf(card);
      if (down && siblings[at + down]) return siblings[at + down].focus();
      if (!cell) return null;
      let row = this.matrix.findIndex((keys) => keys.includes(cell.dataset.cell));
      let column = this.matrix[row].indexOf(cell.dataset.cell);
      for (;;) {
        row += down;
        column += across;
        const key = this.matrix[row]?.[column];
        if (key === undefined) return null;
        const cards = this.grid.querySelectorAll(`[data-cell="${CSS.escape(key)}"] [data-visit]`);
        if (cards.length) return cards[down < 0 ? cards.length - 1 : Math.min(down ? 0 : at, cards.length - 1)].focus();
      }
    },
  },
};
