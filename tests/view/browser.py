"""A real browser for tests, spoken to over its debugging pipe; nothing to install."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any, Self

BINARIES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)


def find() -> str | None:
    """Return the path of a browser, where one is installed."""
    return next(filter(None, map(shutil.which, BINARIES)), None)


class Browser:
    """Drive one page: open, click, press keys, look, and remember what went wrong."""

    def __init__(self, binary: str, profile: Path) -> None:
        ours, theirs = os.pipe(), os.pipe()  # what we read, what they read
        command = [binary, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        # The browser reads its descriptor 3 and writes its 4.
        shell = ["bash", "-c", f'exec "$@" 3<&{theirs[0]} 4>&{ours[1]}', "bash"]
        self._process = subprocess.Popen(
            [*shell, *command],
            pass_fds=(theirs[0], ours[1]),
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        os.close(theirs[0])
        os.close(ours[1])
        self._in, self._out = os.fdopen(ours[0], "rb"), os.fdopen(theirs[1], "wb")
        self._number = 0
        self._session: str | None = None
        self.problems: list[str] = []
        self.requests: list[str] = []
        (page,) = [
            target
            for target in self.send("Target.getTargets")["targetInfos"]
            if target["type"] == "page"
        ]
        self._session = self.send(
            "Target.attachToTarget", targetId=page["targetId"], flatten=True
        )["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._session = None
        self.send("Browser.close")
        self._process.wait(timeout=30)
        self._in.close()
        self._out.close()

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Call a method of the browser, and take note of what it tells meanwhile."""
        self._number += 1
        row = {"id": self._number, "method": method, "params": params}
        if self._session is not None:
            row["sessionId"] = self._session
        self._out.write(json.dumps(row).encode() + b"\0")
        self._out.flush()
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def _read(self) -> dict[str, Any]:
        """Read one message."""
        data = bytearray()
        while (byte := self._in.read(1)) != b"\0":
            if not byte:
                raise RuntimeError("the browser has ended")
            data += byte
        answer: dict[str, Any] = json.loads(data)
        return answer

    def _note(self, event: dict[str, Any]) -> None:
        """Remember requests, errors, and dialogs that a script opened."""
        params = event.get("params", {})
        match event.get("method"):
            case "Runtime.exceptionThrown":
                details = params["exceptionDetails"]
                self.problems.append(str(details.get("exception", details)))
            case "Log.entryAdded":
                self.problems.append(params["entry"]["text"])
            case "Runtime.consoleAPICalled" if params["type"] in ("error", "warning"):
                self.problems.append(str(params["args"]))
            case "Page.javascriptDialogOpening":
                self.problems.append(f"dialog: {params['message']}")
                self.send("Page.handleJavaScriptDialog", accept=False)
            # The browser draws its own buttons from "data:", which is no network.
            case "Network.requestWillBeSent" if not params["request"]["url"].startswith(
                "data:"
            ):
                self.requests.append(params["request"]["url"])

    def show(self, width: int, height: int, *, dark: bool = False) -> None:
        """Set the size of the window, and whether the system is dark."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 500,
        )
        scheme = {
            "name": "prefers-color-scheme",
            "value": "dark" if dark else "light",
        }
        self.send("Emulation.setEmulatedMedia", features=[scheme])

    def open(self, path: Path) -> float:
        """Open a page; return the seconds until it was ready."""
        self.problems.clear()
        self.requests.clear()
        started = time.monotonic()
        self.send("Page.navigate", url=path.as_uri())
        self.wait("document.documentElement?.dataset.ready === 'yes'")
        return time.monotonic() - started

    def run(self, code: str) -> Any:
        """Return what an expression gives in the page."""
        answer = self.send(
            "Runtime.evaluate",
            expression=code,
            returnByValue=True,
            awaitPromise=True,
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def wait(self, code: str, *, seconds: float = 120) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + seconds
        while not self.run(f"Boolean({code})"):
            if time.monotonic() > end:
                raise TimeoutError(f"{code}; problems: {self.problems}")
            time.sleep(0.05)

    def settle(self) -> None:
        """Wait until what was asked for has been drawn."""
        self.run("new Promise((done) => setTimeout(done, 250))")

    def place(self, selector: str) -> tuple[float, float]:
        """Return the middle of an element, which is brought into view."""
        found = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            "if (!e) return null; e.scrollIntoView({block: 'nearest'});"
            "const b = e.getClientRects()[0];"
            "return b ? [b.x + b.width / 2, b.y + b.height / 2] : null; })()"
        )
        if found is None:
            raise LookupError(f"nothing to be seen of {selector}")
        return found[0], found[1]

    def click(self, selector: str) -> None:
        """Click the middle of an element with the mouse."""
        self.click_at(*self.place(selector))

    def click_at(self, x: float, y: float) -> None:
        """Click a place with the mouse."""
        where = {"x": x, "y": y, "button": "left", "clickCount": 1}
        self.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        self.send("Input.dispatchMouseEvent", type="mousePressed", **where)
        self.send("Input.dispatchMouseEvent", type="mouseReleased", **where)
        self.settle()

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        codes = {
            "Enter": (13, "\r"),
            "Tab": (9, ""),
            "Escape": (27, ""),
            "ArrowLeft": (37, ""),
            "ArrowUp": (38, ""),
            "ArrowRight": (39, ""),
            "ArrowDown": (40, ""),
        }
        for key in keys:
            code, text = codes.get(key, (ord(key[0].upper()), key))
            row = {"key": key, "code": key, "windowsVirtualKeyCode": code}
            if text:
                row["text"] = text
            self.send("Input.dispatchKeyEvent", type="keyDown", **row)
            self.send("Input.dispatchKeyEvent", type="keyUp", key=key)
        self.settle()

    def type(self, text: str) -> None:
        """Type text where the focus is."""
        self.send("Input.insertText", text=text)
        self.settle()

    def picture(self, path: Path) -> None:
        """Save what is to be seen as PNG."""
        answer = self.send("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(answer["data"]))
