"""WebKitGTK's MiniBrowser by selenium, on a screen of its own (Xvfb)."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from engines import MissingError
from engines.keys import code

BROWSERS = "*/webkit2gtk-4.*/MiniBrowser"
SCREEN = "1600x1200x24"
# No console is told to a driver: what is thrown, and what the page's policy refuses, are heard here.
LISTEN = """() => {
  window.complaints = [];
  addEventListener('error', (event) => window.complaints.push(event.message));
  addEventListener('unhandledrejection', (event) => window.complaints.push(String(event.reason)));
  addEventListener('securitypolicyviolation', (event) => window.complaints.push(event.violatedDirective));
}"""
AWAITED = """const done = arguments[arguments.length - 1];
Promise.resolve(({function})(...[...arguments].slice(0, -1))).then(
  (value) => done({ value: value ?? null }),
  (error) => done({ error: String(error) }),
);"""
STEPS = 4


class WebKit:
    """An `Engine`."""

    name = "webkit"
    # WebKitGTK makes a mouse of WebDriver's finger.
    touches = False

    def __init__(self, folder: Path) -> None:
        browsers = sorted(Path("/usr/lib").glob(BROWSERS))
        parts = [shutil.which(each) for each in ("WebKitWebDriver", "Xvfb")]
        if not browsers or not all(parts):
            raise MissingError(
                "WebKitGTK is not there. Debian: apt-get install webkit2gtk-driver xvfb"
            )
        self._screen, display = self._start_screen(str(parts[1]))
        self._service: Service | None = None
        options = Options()
        options.binary_location = str(browsers[-1])
        options.add_argument("--automation")
        environment = {
            **os.environ, "DISPLAY": display, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder),
            "LANG": "en_GB.UTF-8", "GDK_BACKEND": "x11",
        }  # fmt: skip
        try:
            self._service = Service(str(parts[0]), env=environment)
            self._service.start()
            where = ClientConfig(remote_server_addr=self._service.service_url)
            self._driver = webdriver.Remote(RemoteConnection(client_config=where), options=options)
        except BaseException:
            self._end()
            raise

    @staticmethod
    def _start_screen(xvfb: str) -> tuple[subprocess.Popen[bytes], str]:
        """A screen that no one sees, and its name: the first number that is free."""
        reading, writing = os.pipe()
        screen = subprocess.Popen(
            [xvfb, "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            return screen, f":{told.readline().strip()}"

    def open(self, address: str, width: int, height: int) -> None:
        if self._driver.current_url.startswith("file:"):
            self.call("() => localStorage.clear()")
        self._driver.get("about:blank")
        # The window is as wide as it is, its page less high by what stands above it.
        self._driver.set_window_size(width, height)
        above = height - int(self.call("() => innerHeight"))
        self._driver.set_window_size(width, height + above)
        self._driver.get(address)
        self.call(LISTEN)

    def call(self, function: str, *values: object) -> Any:
        script = AWAITED.replace("{function}", function)
        answer = self._driver.execute_async_script(script, *values)
        assert "error" not in answer, (function, answer["error"])
        return answer["value"]

    def element(self, function: str, *values: object) -> WebElement:
        found = self._driver.execute_script(f"return ({function})(...arguments);", *values)
        assert isinstance(found, WebElement), (function, values, found)
        return found

    def click(self, element: WebElement) -> None:
        element.click()

    def tap(self, element: WebElement) -> None:
        element.click()

    def drag(self, element: WebElement, right: int, down: int, *, touch: bool = False) -> None:  # noqa: ARG002
        hand = PointerInput("mouse", "mouse")
        actions = ActionBuilder(self._driver, mouse=hand, duration=20)
        actions.pointer_action.move_to(element).pointer_down()
        for _ in range(STEPS):
            actions.pointer_action.move_by(right // STEPS, down // STEPS)
        actions.pointer_action.pointer_up()
        actions.perform()

    def press(self, key: str) -> None:
        actions = ActionBuilder(self._driver)
        actions.key_action.send_keys(code(key))
        actions.perform()

    def back(self) -> None:
        self._driver.back()

    def picture(self) -> bytes:
        return bytes(self._driver.get_screenshot_as_png())

    def complaints(self) -> list[str]:
        said: list[str] = self.call("() => window.complaints")
        return said

    def close(self) -> None:
        self._driver.quit()
        self._end()

    def _end(self) -> None:
        if self._service is not None:
            self._service.stop()
        self._screen.terminate()
        self._screen.wait(30)
