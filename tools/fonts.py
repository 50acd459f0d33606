"""Derives the fonts that a page carries: of two Noto fonts, the letters that it may need.

    npm install --prefix FOLDER @fontsource/noto-naskh-arabic@5.3.0
    npm install --prefix FOLDER @fontsource/noto-nastaliq-urdu@5.3.0
    pip install -e ".[fonts]"
    python tools/fonts.py FOLDER

Writes naskh.woff2 and nastaliq.woff2 into mapgen/page/fonts/, with the fonts' licences and the list
of their letters (fonts.json). The same packages give the same bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parent.parent / "mapgen" / "page" / "fonts"
PACKAGES = {"naskh": "noto-naskh-arabic", "nastaliq": "noto-nastaliq-urdu"}
# What joins letters, chooses their forms and sets their marks.
FEATURES = [
    "calt", "ccmp", "curs", "fina", "init", "isol", "kern", "liga", "locl", "mark", "medi", "mkmk",
    "rclt", "rlig",
]  # fmt: skip
NAMES = [0, 1, 2, 13, 14]  # copyright, family, style, licence, its address
# Letters, marks and digits of Arabic; then what Urdu, Sindhi, Persian, Pashto and Kurdish add.
ARABIC = [
    *range(0x621, 0x653), *range(0x653, 0x659), 0x670, *range(0x600, 0x604), *range(0x610, 0x615),
    *range(0x660, 0x66E), 0x60C, 0x61B, 0x61F, *range(0x6F0, 0x6FA),
]  # fmt: skip
MORE = "ٹٽپچڈڑژکگںھہۂۃیےۓۀۆۇۋېۍۄەۉۈٻڀٺٿڄڃڇڊڌڍڏڙڦڪڱڳڻ۽۾۔ټڅځډړږښګڼۀێڕڵڎ"
JOINERS = [0x200C, 0x200D, 0x25CC]
LETTERS = frozenset([*ARABIC, *map(ord, MORE), *JOINERS])


def derive(package: Path, name: str) -> str:
    """Write a font's subset and licence; return its letters as CSS writes a unicode-range."""
    source = package / "files" / f"{package.name}-arabic-400-normal.woff2"
    font = TTFont(source, recalcTimestamp=False)
    options = Options(layout_features=FEATURES, name_IDs=NAMES, hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS & set(font.getBestCmap()))
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(OUT / f"{name}.woff2")
    licence = (package / "LICENSE").read_text(encoding="utf-8")
    (OUT / f"{name}-licence.txt").write_text(licence, encoding="utf-8")
    return written(sorted(font.getBestCmap()))


def written(letters: list[int]) -> str:
    """Return code points as a unicode-range: U+60C,U+621-63A."""
    runs: list[list[int]] = []
    for each in letters:
        if runs and runs[-1][1] == each - 1:
            runs[-1][1] = each
        else:
            runs.append([each, each])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def main(folder: Path) -> None:
    """Derive both fonts from the packages of a folder."""
    packages = folder / "node_modules" / "@fontsource"
    letters = {name: derive(packages / package, name) for name, package in PACKAGES.items()}
    text = json.dumps(letters, indent=1) + "\n"
    (OUT / "fonts.json").write_text(text, encoding="utf-8")
    for name in PACKAGES:
        print(f"{name}.woff2: {(OUT / f'{name}.woff2').stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
