"""Writes licences.md: what the page carries with it, and what mapgen needs to run, under which terms.

A CycloneDX file that is named is completed with the same (`make sbom`).

The versions come from requirements/run.lock, the licences from the installed packages' own words.
"""

# ruff: noqa: E501
from __future__ import annotations

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = """\
# Licences

Written by `make licences`; not edited by hand.

## In the page

A built page holds these parts, and nothing else of anyone's:

| part | from | licence |
| --- | --- | --- |
| Leaflet {leaflet}, its script and style sheet | django-js-lib-leaflet {package}, unchanged but for the \
link to its source map, the blanks and comments of the style sheet and the images that are not shown | BSD-2-Clause, © 2010–2023 Volodymyr \
Agafonkin, © 2010–2011 CloudMade; its whole text stands in the page's source, behind the script |
| mapgen's own scripts, styles and markup | `mapgen/page/` | MIT, in [LICENSE](../LICENSE) |
| Noto Naskh Arabic, a part of it, in a page with a language in Arabic script; Noto Nastaliq Urdu, a part \
of it, where the settings ask for it | `mapgen/page/fonts/`, derived by `tools/fonts.py` | SIL OFL 1.1, © The \
Noto Project Authors; the whole text beside the fonts |
| Natural Earth land, 1:10 and 1:50 million, what of it a page without a base map shows | \
`mapgen/page/land/`, derived by `tools/natural_earth.py` from world-atlas 2.0.2 | public domain; \
world-atlas: ISC, © Michael Bostock, the text beside the data |
| names of months, digits and the order of dates | Unicode CLDR, through Babel | Unicode-3.0 |
| records, sources, gazetteer, texts | `events.csv`, `sources.json`, `geodata/`, `docs/`, `story.md` | \
CC BY 4.0, in [LICENSE-DATA](../LICENSE-DATA) |
| events named `…-ged-NUMBER`, and figures cited as UCDP's | UCDP Georeferenced Event Dataset, \
Uppsala Conflict Data Program | CC BY 4.0 |
| shapes of coast and rivers, and what was drawn after them | © OpenStreetMap contributors; see \
[geodata/README.md](../geodata/README.md) | ODbL 1.0 |

No images are carried: the page draws its marks. Other letters than the Arabic ones are in the reader's own fonts.
Street tiles, where a reader turns them on, come from their server and under its terms
(OpenStreetMap: © OpenStreetMap contributors, ODbL 1.0).

## What mapgen needs to run

None of these becomes part of a page but the one named above; geopandas, shapely, pyproj and pyogrio
bring the compiled libraries GEOS (LGPL-2.1), PROJ (MIT) and GDAL (MIT) in their own wheels.

| package | version | licence |
| --- | --- | --- |
"""
# What is only installed on another system says nothing here.
ELSEWHERE = {"colorama": "BSD-3-Clause", "tzdata": "Apache-2.0"}
SAME = {
    "MIT License": "MIT", "BSD License": "BSD", "BSD": "BSD", "Apache Software License": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0", "Apache 2.0": "Apache-2.0", "Apache License 2.0": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "BSD-3-Clause": "BSD-3-Clause",
    "Python Software Foundation License": "PSF-2.0", "3-Clause BSD License": "BSD-3-Clause",
    "BSD 3-Clause": "BSD-3-Clause", "Dual License": "Apache-2.0 OR BSD-3-Clause",
}  # fmt: skip
BUILDS = {"hatchling", "editables", "pathspec", "trove-classifiers", "pluggy"}


def licence(package: str) -> str:
    """Return what a package says of its licence: the expression, the classifiers, or the field."""
    try:
        said = metadata(package)
    except PackageNotFoundError:
        return ELSEWHERE[package]
    if said.get("License-Expression"):
        return str(said["License-Expression"])
    classed = [
        each.rpartition(" :: ")[2]
        for each in said.get_all("Classifier") or []
        if each.startswith("License :: OSI Approved :: ")
    ]
    field = (said.get("License") or "").strip().split("\n")[0]
    if SAME.get(field, "") and field != "BSD":
        return SAME[field]
    return " and ".join(sorted({SAME.get(each, each) for each in classed})) or SAME.get(
        field, field
    )


def pins() -> dict[str, str]:
    """Return the packages of requirements/run.lock and their versions."""
    lock = (ROOT / "requirements/run.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"(?m)^([\w.-]+)==([^\s;\\]+)", lock))


def page() -> str:
    """Return the whole of licences.md."""
    found = pins()
    package = found["django-js-lib-leaflet"]
    rows = [
        f"| {name}{' (only to install)' if name in BUILDS else ''} | {version} | {licence(name)} |"
        for name, version in found.items()
    ]
    head = HEAD.format(leaflet=".".join(package.split(".")[:3]), package=package)
    return head + "\n".join(rows) + "\n"


def complete(bom: Path) -> None:
    """Write the licences into a CycloneDX file, and what is carried inside a package or a page."""
    found = json.loads(bom.read_text(encoding="utf-8"))
    for component in found["components"]:
        component["licenses"] = [{"license": {"name": licence(component["name"])}}]
        component.pop("externalReferences", None)  # only guessed from the name
        component["description"] = "in requirements/run.lock"
    version = ".".join(pins()["django-js-lib-leaflet"].split(".")[:3])
    found["components"] += [
        {
            "bom-ref": "leaflet",
            "type": "library",
            "name": "leaflet",
            "version": version,
            "purl": f"pkg:npm/leaflet@{version}",
            "description": "inlined in every page, from django-js-lib-leaflet",
            "licenses": [{"license": {"id": "BSD-2-Clause"}}],
        },
        *(
            {
                "bom-ref": f"data-{name}",
                "type": "data",
                "name": name,
                "description": "in the records and shapes of this atlas",
                "licenses": [{"license": {"id": terms}}],
            }
            for name, terms in (("UCDP GED", "CC-BY-4.0"), ("OpenStreetMap", "ODbL-1.0"))
        ),
    ]
    bom.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        complete(Path(name))
    (ROOT / "docs" / "licences.md").write_text(page(), encoding="utf-8")
