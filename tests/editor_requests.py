"""Requests to a running editor, as its page makes them."""

from __future__ import annotations

import http.client
import json
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mapgen.desk.editor.editor import Editor


def ask(
    editor: Editor, path: str, body: object = None, method: str = "", **headers: str
) -> tuple[int, Any]:
    """Return the status and the JSON that the editor answers with."""
    connection = http.client.HTTPConnection("127.0.0.1", editor.server.port, timeout=30)
    raw = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
    given = {"Content-Type": "application/json"} if raw is not None else {}
    try:
        method = method or ("GET" if raw is None else "POST")
        connection.request(method, f"/{editor.server.token}/{path}", raw, {**given, **headers})
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    try:
        return answer.status, json.loads(content)
    except ValueError:
        return answer.status, content


def record(editor: Editor, file: str, key: str) -> dict[str, Any]:
    """The record as the editor shows it."""
    records = ask(editor, "state")[1]["files"][file]["records"]
    return next(each for each in records if each["key"] == key)


def until_checked(editor: Editor) -> None:
    """Wait for the first check of the folder."""
    for _ in range(600):
        if ask(editor, "state")[1]["checked"]:
            return
        time.sleep(0.05)
    raise AssertionError("the folder is not checked")
