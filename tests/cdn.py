"""Answers what folium's pages ask of the network from installed packages: no test is online.

Leaflet and MarkerCluster are the real ones. Images are one transparent pixel; jQuery, Bootstrap,
Font Awesome and awesome-markers, of which no component of ours makes use, are empty.
"""

from __future__ import annotations

import base64
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

LEAFLET = files("js_lib_leaflet") / "static" / "js_lib_leaflet"
CLUSTER = files("xstatic.pkg.leaflet_markercluster") / "data"
REAL = {
    "leaflet.js": LEAFLET,
    "leaflet.css": LEAFLET,
    "leaflet.markercluster.js": CLUSTER,
    "MarkerCluster.css": CLUSTER,
    "MarkerCluster.Default.css": CLUSTER,
}
# No installed package carries this plugin; what matters is that a control of its kind stands there.
FULLSCREEN = """\
L.control.fullscreen = (options) => {
  const control = L.control(options);
  control.onAdd = () => {
    const button = L.DomUtil.create("a", "leaflet-bar");
    button.title = options.title;
    return button;
  };
  return control;
};
"""
EMPTY = (
    "jquery-3.7.1.min.js", "bootstrap.bundle.min.js", "bootstrap.min.css", "all.min.css",
    "bootstrap-glyphicons.css", "leaflet.awesome-markers.js", "leaflet.awesome-markers.css",
    "leaflet.awesome.rotate.min.css", "Control.FullScreen.css",
)  # fmt: skip
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


def answer(page: Page) -> Page:
    """Have a page's requests for what folium loads answered; any other stays refused."""
    page.route(lambda url: url.startswith("https://") and known(url), fulfil)
    return page


def known(url: str) -> bool:
    name = file_of(url)
    ours = name in REAL or name in EMPTY or name == "Control.FullScreen.min.js"
    return ours or is_image(url)


def fulfil(route: Route) -> None:
    name = file_of(route.request.url)
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    if is_image(route.request.url):
        route.fulfill(body=PIXEL, content_type="image/gif")
    elif name in REAL:
        text = (REAL[name] / name).read_text(encoding="utf-8")
        route.fulfill(body=text.replace("//# sourceMappingURL", "//"), content_type=kind)
    else:
        route.fulfill(body=FULLSCREEN if "FullScreen.min.js" in name else "", content_type=kind)


def file_of(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def is_image(url: str) -> bool:
    """A tile, or one of Leaflet's own images."""
    return url.startswith("https://tile.openstreetmap.org/") or "/dist/images/" in url
