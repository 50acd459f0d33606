"""Which fonts the browser of the tests finds: the machine's, or those of one folder alone.

    MAPGEN_FONTS=/usr/share/fonts/truetype/noto make test

The page names many families and carries none for Latin letters, so its lines are as high and its words
as wide as the reader's fonts make them. Works where Chromium asks fontconfig (Linux). Chromium itself aborts at the
first form field where there is no font at all: the smallest set is one Latin family, such as the
Liberation fonts that Debian installs with it.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def environment(named: str, scratch: Path) -> dict[str, str]:
    """Return the variables that make fontconfig list the fonts below a folder and no others.

    Parameters
    ----------
    named
        The folder with the fonts; "" leaves the machine's fonts.
    scratch
        A folder for the configuration and for fontconfig's cache.

    Raises
    ------
    NotADirectoryError
        The folder is not there.
    """
    if not named:
        return {}
    fonts = Path(named).expanduser().resolve()
    if not fonts.is_dir():
        raise NotADirectoryError(f"MAPGEN_FONTS={named} is no folder")
    file = scratch / "fonts.conf"
    parts = {"fonts": escape(str(fonts)), "cache": escape(str(scratch / "cache"))}
    file.write_text(CONFIGURATION.format_map(parts), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(file)}
