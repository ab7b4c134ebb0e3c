"""A map as a page: the empty map, its legend, its layers, and how it becomes text."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import folium
from branca.element import Element, MacroElement
from folium.plugins import TreeLayerControl
from folium.template import Template
from folium.utilities import JsCode

from models.places import Place
from scheduler.maps.words import say_on

_NARROW = "window.innerWidth < 760"
_LEAFLET_ONLY = {"leaflet", "leaflet_css"}

LEAFLET, LEAFLET_STYLE = "/maps/leaflet.js", "/maps/leaflet.css"
"""Where a server that shows maps itself has Leaflet: a module that exports ``L`` and ``lay``, which
puts the server's background below a map; and its style sheet."""
_STYLE = """
<style>
body .leaflet-container { background: #eef1f3; font: 14px/1.4 system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Hebrew", Arial, sans-serif; }
.empty { background: none; border: none; }
.stop { position: relative; width: 26px; height: 26px; border-radius: 50%; border: 2px solid #fff; color: #fff; font: 700 13px/22px system-ui, Arial, sans-serif; text-align: center; box-shadow: 0 1px 4px rgba(0,0,0,.45); }
.stop .mark { position: absolute; top: -9px; inset-inline-end: -10px; }
.mark { display: inline-block; min-width: 15px; padding: 0 3px; border-radius: 8px; border: 1px solid #fff; color: #fff; font: 700 10px/13px system-ui, Arial, sans-serif; text-align: center; vertical-align: 1px; }
.far .stop { transform: scale(.74); }
.far .stop .mark { display: none; }
.home { width: 30px; height: 30px; border-radius: 8px; border: 2px solid #fff; background: #111827; color: #fff; font: 18px/25px system-ui, Arial, sans-serif; text-align: center; box-shadow: 0 1px 4px rgba(0,0,0,.5); }
.lost { width: 24px; height: 24px; border-radius: 50%; border: 3px solid #dc2626; background: #fff; color: #dc2626; font: 700 14px/18px system-ui, Arial, sans-serif; text-align: center; box-shadow: 0 1px 4px rgba(0,0,0,.45); }
.swatch { display: inline-block; width: 14px; height: 14px; border-radius: 4px; margin-inline-end: 6px; vertical-align: -2px; }
.card { min-width: 200px; max-width: 280px; }
.card h4 { margin: 0 0 4px; font-size: 15px; line-height: 1.25; }
.card .why { color: #4b5563; font-size: 12.5px; margin-top: 4px; }
.card .links { display: flex; gap: 8px; margin-top: 10px; }
.card a.go { flex: 1; padding: 9px 6px; border-radius: 8px; background: #0f766e; color: #fff; font-weight: 600; text-align: center; text-decoration: none; }
.legend { position: fixed; z-index: 900; bottom: 62px; inset-inline-start: 10px; max-width: min(300px, 80vw); padding: 8px 12px; border-radius: 8px; background: rgba(255,255,255,.95); color: #1f2937; box-shadow: 0 1px 6px rgba(0,0,0,.3); font: 13px/1.6 system-ui, "Segoe UI", Roboto, "Noto Sans Hebrew", Arial, sans-serif; }
.legend summary { cursor: pointer; font-weight: 700; font-size: 14px; }
.legend .mark { margin-inline-end: 4px; }
.legend .home, .legend .lost { display: inline-block; transform: scale(.6); margin: -6px -4px; vertical-align: middle; }
.leaflet-control-layers { max-height: 85vh; overflow-y: auto; border: none !important; border-radius: 8px !important; box-shadow: 0 1px 6px rgba(0,0,0,.3) !important; }
.leaflet-control-layers, .leaflet-control-layers label, .leaflet-layerstree-header-label { font-size: 14px; }
.leaflet-control-layers small { font-size: 12px; color: #6b7280; }
.leaflet-layerstree-header { line-height: 1.75; }
.leaflet-layerstree-header-pointer { cursor: pointer; }
.offline { position: fixed; inset: 0; display: flex; align-items: center; justify-content: center; padding: 2rem; text-align: center; font: 16px/1.5 system-ui, Arial, sans-serif; }
@media (max-width: 760px) { .legend { font-size: 12px; } }
@media print { .leaflet-control-zoom, .leaflet-control-layers { display: none; } }
</style>
"""
_NO_LIBRARY = "The map needs the network once, to load Leaflet. All that is on it stands in the workbook, too."
_NO_SERVER = "The map needs the network once."
# Runs when everything else has been tried: closes the legend on a phone, and speaks up where the
# map's library could not be loaded.
_LAST_WORD = """
<script>
window.addEventListener("load", function () {
  var legend = document.querySelector(".legend");
  if (legend && window.innerWidth < 760) { legend.removeAttribute("open"); }
  if (!window.L) {
    if (legend) { legend.remove(); }
    var told = document.createElement("div");
    told.className = "offline";
    told.%s = "%s";
    document.body.appendChild(told);
  }
});
</script>
"""


# folium makes the content of popups with jQuery; this is all that it needs of it.
_QUERY = """
<script>
function $(text) {
  var made = document.createElement("template");
  made.innerHTML = text.trim();
  return [made.content.firstElementChild];
}
</script>
"""
_SERVED = f"""
<script type="module">
import {{ L }} from "{LEAFLET}";
window.L = L;
</script>
<style>
.leaflet-control-layers-toggle {{ background-image: none !important; }}
.leaflet-control-layers-toggle::after {{ content: "☰"; display: block; text-align: center; font: 22px/36px system-ui, Arial, sans-serif; }}
[dir=rtl] .leaflet-container {{ direction: ltr; }}
[dir=rtl] .leaflet-popup-content, [dir=rtl] .leaflet-tooltip, [dir=rtl] .leaflet-control-layers {{ direction: rtl; text-align: start; }}
</style>
"""


class _Text(Element):
    """HTML that is put into the page as it is; `Element` itself would render it as a template."""

    _template = Template("{{ this.content }}")

    def __init__(self, content: str) -> None:
        super().__init__()
        self.content = content


class _Map(folium.Map):
    """A map that loads Leaflet and nothing that it does not use.

    Parameters
    ----------
    served
        Whether a server has Leaflet and the background, instead of public ones.
    """

    def __init__(self, *, served: bool, **options: Any) -> None:
        if served:
            options["tiles"] = None
        super().__init__(**options)
        self.served = served
        if served:
            self.default_js, self.default_css = [], [("leaflet_css", LEAFLET_STYLE)]
            return
        self.default_js = [link for link in folium.Map.default_js if link[0] in _LEAFLET_ONLY]
        self.default_css = [link for link in folium.Map.default_css if link[0] in _LEAFLET_ONLY]


class _Crowd(MacroElement):
    """Makes stops smaller while a whole month of them is seen from afar."""

    _template = Template("""
        {% macro script(this, kwargs) %}
            (function (map) {
                var first = map.getZoom();
                function look() {
                    var box = map.getContainer();
                    var many = box.querySelectorAll(".stop").length > 30;
                    box.classList.toggle("far", many && map.getZoom() <= first);
                }
                map.on("zoomend overlayadd overlayremove", function () { setTimeout(look, 0); });
                look();
            })({{ this._parent.get_name() }});
        {% endmacro %}
    """)

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]


class _Served(MacroElement):
    """Puts the server's background below the map, and the list of its layers beside it."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            (await import({{ this.leaflet|tojson }})).lay({{ this._parent.get_name() }});
            (function (map, layers) {
                var list = L.control.layers(null, null, {collapsed: """
        + _NARROW
        + """});
                layers.forEach(function (one) { list.addOverlay(one[1], one[0]); });
                list.addTo(map);
            })({{ this._parent.get_name() }}, [
                {% for branch in this.branches %}
                [`{{ branch["label"] }}`, {{ branch["layer"].get_name() }}],
                {% endfor %}
            ]);
        {% endmacro %}
    """
    )

    def __init__(self, branches: Sequence[dict[str, Any]]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.branches, self.leaflet = branches, LEAFLET


def new_map(
    title: str, places: Sequence[Place], *, many: bool = False, served: bool = False
) -> folium.Map:
    """Return a map that shows all the places.

    Parameters
    ----------
    title
        HTML already.
    many
        Whether it is drawn on a canvas.
    served
        Whether a server shows it, from which Leaflet and the background then come.
    """
    middle = (
        [sum(p.lat for p in places) / len(places), sum(p.lon for p in places) / len(places)]
        if places
        else [20.0, 0.0]
    )
    made = _Map(
        served=served,
        location=middle,
        zoom_start=11 if places else 2,
        prefer_canvas=many,
        control_scale=True,
    )
    root = _root(made)
    root.title = title
    root.header.add_child(_Text(_STYLE + _QUERY + _SERVED * served), name="style")
    # As HTML, the words of a server are said; neither has a letter that ends a string of a script.
    last = (
        ("innerHTML", say_on(served=True)(_NO_SERVER)) if served else ("textContent", _NO_LIBRARY)
    )
    root.html.add_child(_Text(_LAST_WORD % last), name="last_word")
    if len(set(places)) > 1:
        lats, lons = [p.lat for p in places], [p.lon for p in places]
        made.fit_bounds([[min(lats), min(lons)], [max(lats), max(lons)]], padding=(25, 25))
    return made


def add_legend(page: folium.Map, title: str, lines: Iterable[str]) -> None:
    """Add a legend; title and lines are HTML already."""
    told = "".join(f"<div>{line}</div>" for line in lines)
    markup = f'<details class="legend" open><summary>{title}</summary>{told}</details>'
    _root(page).html.add_child(_Text(markup), name="legend")


def add_layer_tree(page: folium.Map, tree: list[dict[str, Any]]) -> None:
    """Add the control that shows and hides layers; a phone sees it closed at first."""
    if _is_served(page):
        _Served([leaf for branch in tree for leaf in branch.get("children", [branch])]).add_to(page)
        _Crowd().add_to(page)
        return
    control = TreeLayerControl(
        overlay_tree=tree,
        closed_symbol="▸ ",
        opened_symbol="▾ ",
        collapsed=JsCode(_NARROW),
    )
    control.add_to(page)
    _Crowd().add_to(page)


def rendered(page: folium.Map) -> str:
    """Return the page as text; the same page gives the same text.

    Popups must be lazy: others keep a random name inside.
    """
    root = _root(page)
    # folium names its elements at random.
    for number, element in enumerate(_elements(root), start=1):
        element._id = f"{number:08x}"
    text = str(root.render()) + "\n"
    if not _is_served(page):
        return text
    before, _tag, drawing = text.rpartition("<script>")
    return f'{before}<script type="module">{drawing}'


def _is_served(page: folium.Map) -> bool:
    return isinstance(page, _Map) and page.served


def _root(page: folium.Map) -> Any:
    """Return the figure that the map stands in."""
    return page.get_root()


def _elements(element: Any) -> Iterator[Any]:
    yield element
    for part in ("header", "html", "script"):
        inner = getattr(element, part, None)
        if isinstance(inner, Element):
            yield from _elements(inner)
    for child in element._children.values():
        yield from _elements(child)
