// The map of a day: numbered stops, joined in their order. Loaded when the map is opened.

export async function draw(details) {
  const { leaflet } = await import(details.dataset.script);
  await styled(details.dataset.style);
  const box = details.querySelector(".map-box");
  box.textContent = "";
  const map = leaflet.map(box, { attributionControl: Boolean(details.dataset.tiles) });
  if (details.dataset.tiles) {
    leaflet.tileLayer(details.dataset.tiles, { attribution: details.dataset.attribution, maxZoom: 19 }).addTo(map);
  }
  leaflet.control.scale().addTo(map);
  const points = JSON.parse(details.dataset.points);
  const places = points.map((point) => [point.lat, point.lon]);
  leaflet.polyline(places, { color: "#0f766e", weight: 3, opacity: 0.7 }).addTo(map);
  points.forEach((point) => marker(leaflet, point).addTo(map));
  map.fitBounds(leaflet.latLngBounds(places).pad(0.15), { maxZoom: 15 });
}

function marker(leaflet, point) {
  const icon = leaflet.divIcon({ className: "", html: "", iconSize: [32, 32] });
  const drawn = leaflet.marker([point.lat, point.lon], { icon, title: point.name, alt: point.name });
  drawn.on("add", () => drawn.getElement().append(label(point)));
  return drawn.bindPopup(() => card(point));
}

function label(point) {
  const mark = document.createElement("span");
  mark.className = "number pin " + point.kind;
  mark.textContent = point.label;
  return mark;
}

function card(point) {
  const told = document.createElement("div");
  const name = document.createElement("b");
  name.textContent = point.name;
  name.dir = "auto";
  const time = document.createElement("p");
  time.textContent = point.time;
  told.append(name, time);
  return told;
}

function styled(address) {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.addEventListener("load", resolve);
    link.addEventListener("error", reject);
    document.head.append(link);
  });
}
