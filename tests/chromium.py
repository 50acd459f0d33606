"""Finds the Chromium that the browser tests drive, and as a script installs one if there is none.

Debian's packages come first, since they also work where nothing can be downloaded from elsewhere;
Playwright's own download is for every other system. The headless shell is the same engine without the
window around it, whose menus and bars cost a sixth of what the tests of a page compute.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find(*, whole: bool = False) -> Path | None:
    """The browser to drive, or None; on request the one that readers have, window and all.

    `MAPGEN_CHROMIUM` names one before all others.
    """
    named = os.environ.get("MAPGEN_CHROMIUM")
    if named:
        return Path(named)
    for name in NAMES if whole else (SHELL, *NAMES):
        found = shutil.which(name)
        # On Ubuntu `chromium-browser` may be a script that only tells how to install the snap.
        if found and _answers(found):
            return Path(found)
    for application in MAC_APPLICATIONS:
        if Path(application).exists():
            return Path(application)
    return _playwrights_own()


def _answers(browser: str) -> bool:
    try:
        answer = subprocess.run(
            [browser, "--version"], capture_output=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _playwrights_own() -> Path | None:
    from playwright.sync_api import sync_playwright

    if not driver_runs():
        return None
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def driver_runs() -> bool:
    """Whether Playwright's driver starts; on a bare Debian it lacks libatomic."""
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def install() -> None:
    """Debian's package where one may install it, Playwright's own browser elsewhere."""
    as_root = _as_root()
    if as_root is not None and shutil.which("apt-get"):
        packages = [] if driver_runs() else ["libatomic1"]
        if not find() and _is_debian():
            packages.append("chromium")
        if packages:
            print(f"Installing {' and '.join(packages)}", flush=True)
            _apt_get(as_root, "update")
            _apt_get(as_root, "install", "-y", *packages)
        if "chromium" in packages:  # older releases have no shell
            _apt_get(as_root, "install", "-y", SHELL)
    if find():
        return
    print("Installing Playwright's chromium", flush=True)
    command = [sys.executable, "-m", "playwright", "install"]
    if as_root is not None and sys.platform == "linux":
        command.append("--with-deps")
    subprocess.run([*command, "chromium"], check=False)


def _apt_get(as_root: list[str], *arguments: str) -> None:
    # sudo drops the environment, so what is meant for apt-get stands behind it.
    subprocess.run(
        [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", *arguments],
        check=False,
        stdout=subprocess.DEVNULL,
    )


def _as_root() -> list[str] | None:
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if (
        sudo
        and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return [sudo, "-n"]
    return None


def _is_debian() -> bool:
    # Ubuntu's package of that name is only a pointer to a snap, which containers cannot run.
    try:
        release = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return False
    return "ID=ubuntu" not in release.splitlines() and "debian" in release


if __name__ == "__main__":
    if not (driver_runs() and find()):
        install()
    if not driver_runs():
        sys.exit(
            "Playwright's driver does not start. Is a library missing? Debian and Ubuntu: "
            "sudo apt-get install libatomic1"
        )
    if not find():
        sys.exit(
            "No Chromium was found, and none could be installed. Install one (Debian: "
            "sudo apt-get install chromium) or name it: make test MAPGEN_CHROMIUM=/path/to/chromium"
        )
