"""The wheel and the sdist in dist/, with their SHA-256; the same files give the same bytes.

A tag must be the version's, and a repository's address the one that the package names.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"


def faults(project: dict[str, object], tag: str, repository: str) -> list[str]:
    """Return what would make the package say something that is not so."""
    urls = project["urls"]
    assert isinstance(urls, dict)
    found = []
    if tag and tag != f"v{project['version']}":
        found.append(f"The tag is {tag}, the version {project['version']}: they must be the same.")
    if repository and urls["Repository"] != repository:
        found.append(
            f"[project.urls] names {urls['Repository']}, and this is {repository}. "
            "Change the addresses in pyproject.toml."
        )
    return found


def main(tag: str = "", repository: str = "") -> None:
    """Write the files, or say why not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    if said := faults(project, tag, repository):
        sys.exit("\n".join(said))
    for old in DIST.glob("*") if DIST.is_dir() else ():
        old.unlink()
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(DIST)], check=True)
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(DIST.iterdir())
    ]
    (DIST / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    print("".join(lines), end="")


if __name__ == "__main__":
    main(*sys.argv[1:])
