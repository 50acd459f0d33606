"""Whether the page's scripts are still the same once their names are short: `make lint-page` asks.

    python tools/short_names.py     exit 1, and where, if one is not

Node compares the syntax trees (`tools/page/alike.js`).
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from mapgen.page.elements.link import readable
from mapgen.page.elements.shorten import shortened

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "mapgen" / "page"


def main() -> int:
    """Compare each module before and after; return the exit code of Node."""
    pairs = []
    for path in sorted(PAGE.rglob("*.js")):
        module = readable(path.relative_to(PAGE).as_posix(), path.read_text(encoding="utf-8"))
        short, _ = shortened(module.text, module.outside)
        pairs.append([module.file, module.text, short, sorted(module.outside)])
    ran = subprocess.run(
        ["node", str(ROOT / "tools" / "page" / "alike.js")],
        input=json.dumps(pairs),
        text=True,
        encoding="utf-8",
        check=False,
    )
    return ran.returncode


if __name__ == "__main__":
    raise SystemExit(main())
