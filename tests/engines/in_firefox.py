"""Firefox by WebDriver BiDi, which it speaks itself: no driver of its own is needed."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import websocket

from engines import MissingError
from engines.keys import code

NAMES = ("firefox-esr", "firefox")
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
# Real touch events, and nothing asked of the network.
SETTINGS = {
    "dom.w3c_touch_events.enabled": 1,
    "intl.accept_languages": "en-GB",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "app.normandy.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
}
# JSON goes both ways as text, so that BiDi's own forms of values are not needed.
AS_JSON = """async (...texts) =>
  JSON.stringify((await ({function})(...texts.map((text) => JSON.parse(text)))) ?? null)"""
AS_ELEMENT = "(...texts) => ({function})(...texts.map((text) => JSON.parse(text)))"
SHOW = "(element) => element.scrollIntoView({ block: 'nearest', inline: 'nearest' })"
STEPS = 4


class Firefox:
    """An `Engine`."""

    name = "firefox"
    touches = True

    def __init__(self, folder: Path) -> None:
        path = next(filter(None, map(shutil.which, NAMES)), None)
        if path is None:
            raise MissingError("Firefox is not there. Debian: apt-get install firefox-esr")
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in SETTINGS.items()]
        (folder / "user.js").write_text("".join(lines), encoding="utf-8")
        command = [path, "--headless", "--no-remote", "--profile", str(folder)]
        with (folder / "said.txt").open("wb") as said:
            self._process = subprocess.Popen(
                [*command, "--remote-debugging-port", "0"], stdout=subprocess.DEVNULL, stderr=said
            )
        address = self._address(folder / "said.txt")
        self._socket = websocket.create_connection(
            f"{address}/session", timeout=60, suppress_origin=True
        )
        self._asked = 0
        self._seen: list[str] = []
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["log.entryAdded"])
        self._user: str | None = None
        self._context = ""

    def _address(self, said: Path) -> str:
        """Where it listens, as it says on its error stream once it does."""
        for _ in range(600):
            found = LISTENING.search(said.read_text(encoding="utf-8", errors="replace"))
            if found:
                return found[1]
            try:
                self._process.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            break
        self._process.kill()
        raise AssertionError(said.read_text(encoding="utf-8", errors="replace"))

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        self._asked += 1
        message = {"id": self._asked, "method": method, "params": parameters}
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._asked:
                assert answer["type"] == "success", (method, answer)
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def _note(self, event: dict[str, Any]) -> None:
        entry = event.get("params", {})
        told = event.get("method") == "log.entryAdded" and entry.get("level") in ("error", "warn")
        if told and entry.get("source", {}).get("context") == self._context:
            self._seen.append(str(entry.get("text")))

    def open(self, address: str, width: int, height: int) -> None:
        before, self._user = self._user, self._ask("browser.createUserContext")["userContext"]
        made = self._ask("browsingContext.create", type="tab", userContext=self._user)
        self._context = made["context"]
        if before is not None:
            self._ask("browser.removeUserContext", userContext=before)
        self._seen = []
        window = {"width": width, "height": height}
        self._ask("browsingContext.setViewport", context=self._context, viewport=window)
        self._ask("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def _function(self, text: str, arguments: list[object]) -> dict[str, Any]:
        answer = self._ask(
            "script.callFunction",
            functionDeclaration=text,
            arguments=arguments,
            awaitPromise=True,
            target={"context": self._context},
            serializationOptions={"maxDomDepth": 0},
        )
        assert answer["type"] == "success", (text, answer["exceptionDetails"]["text"])
        result: dict[str, Any] = answer["result"]
        return result

    def call(self, function: str, *values: object) -> Any:
        texts: list[object] = [{"type": "string", "value": json.dumps(each)} for each in values]
        return json.loads(self._function(AS_JSON.replace("{function}", function), texts)["value"])

    def element(self, function: str, *values: object) -> dict[str, str]:
        texts: list[object] = [{"type": "string", "value": json.dumps(each)} for each in values]
        found = self._function(AS_ELEMENT.replace("{function}", function), texts)
        assert found["type"] == "node", (function, values, found)
        return {"sharedId": found["sharedId"]}

    def _point(self, kind: str, element: dict[str, str], right: int = 0, down: int = 0) -> None:
        self._function(SHOW, [element])
        here = {"type": "element", "element": element}
        moves: list[object] = [
            {"type": "pointerMove", "x": right // STEPS, "y": down // STEPS, "origin": "pointer"}
            for _ in range(STEPS if right or down else 0)
        ]
        actions = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": here},
            {"type": "pointerDown", "button": 0},
            *moves,
            {"type": "pointerUp", "button": 0},
        ]
        pointer = {"type": "pointer", "id": kind, "parameters": {"pointerType": kind}}
        self._ask(
            "input.performActions", context=self._context, actions=[{**pointer, "actions": actions}]
        )

    def click(self, element: dict[str, str]) -> None:
        self._point("mouse", element)

    def tap(self, element: dict[str, str]) -> None:
        self._point("touch", element)

    def drag(self, element: dict[str, str], right: int, down: int, *, touch: bool = False) -> None:
        self._point("touch" if touch else "mouse", element, right, down)

    def press(self, key: str) -> None:
        value = code(key)
        actions = [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        keyboard = {"type": "key", "id": "keyboard", "actions": actions}
        self._ask("input.performActions", context=self._context, actions=[keyboard])

    def back(self) -> None:
        self._ask("browsingContext.traverseHistory", context=self._context, delta=-1)

    def picture(self) -> bytes:
        return base64.b64decode(
            self._ask("browsingContext.captureScreenshot", context=self._context)["data"]
        )

    def complaints(self) -> list[str]:
        # Whatever was said before this question is read with its answer.
        self._ask("session.status")
        return self._seen

    def close(self) -> None:
        self._ask("browser.close")
        self._socket.close()
        self._process.wait(30)
