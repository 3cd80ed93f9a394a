"""A provider of language models for tests: an HTTP server on loopback that speaks OpenAI's protocol.

It streams what a script says, over real sockets, and can fail as providers do. It is a double of
the provider and of nothing of ours.
"""

import json
import re
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PASSAGE = re.compile(r'<passage id="([^"]+)"[^>]*>(.*?)</passage>', re.DOTALL)


@dataclass
class Asked:
    """A request that came in: its body, and what it gave."""

    body: dict
    headers: dict
    gone: bool = False  # whether the client hung up

    @property
    def system(self) -> str:
        return _text(self.body.get("system") or self.body["messages"][0]["content"])

    @property
    def human(self) -> str:
        return _text(self.body["messages"][-1]["content"])

    @property
    def passages(self) -> dict[str, str]:
        return dict(PASSAGE.findall(self.human))


def _text(content: str | list[dict]) -> str:
    return content if isinstance(content, str) else "".join(part["text"] for part in content)


@dataclass
class Script:
    """How to reply: the text for a request, and what goes wrong with it."""

    text: Callable[[Asked], str] = lambda asked: ""
    status: list[int] = field(default_factory=list)  # of the first replies; then 200
    error: str = "no"  # what those say
    retry_after: int | None = None
    hang: bool = False  # never reply
    cut_after: int | None = None  # characters after which the connection is cut
    pause: float = 0.0  # seconds between pieces
    usage: bool = True
    finish: str = "stop"
    endless: bool = False  # say the text again and again
    piece: int = 7
    thinking: str = ""  # what comes before the text in a block of its own, where there are such


class Provider:
    """The server. `asked` are the requests in order; `script` is what comes next."""

    handler: type[BaseHTTPRequestHandler]
    path = "/v1"

    def __init__(self) -> None:
        self.script = Script()
        self.asked: list[Asked] = []
        self.stopping = threading.Event()
        handler = type("Handler", (self.handler,), {"provider": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}{self.path}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def says(self, text: str | Callable[[Asked], str], **how: object) -> None:
        """The script from now on; `{0}`, `{1}` … in a text are the ids of the passages sent."""
        reply = text if callable(text) else lambda asked: text.format(*asked.passages)
        self.script = Script(reply, **how)
        self.asked.clear()

    def close(self) -> None:
        self.stopping.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Handler(BaseHTTPRequestHandler):
    provider: Provider
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self._json(200, {"object": "list", "data": [{"id": "served-model", "object": "model"}]})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked = Asked(body, {name.lower(): value for name, value in self.headers.items()})
        self.provider.asked.append(asked)
        script = self.provider.script
        if script.hang:
            self._wait_until_gone(asked)
        elif script.status:
            self._json(script.status.pop(0), self._error(script.error), script.retry_after)
        else:
            self._stream(script, asked)

    def _error(self, said):
        return {"error": {"message": said, "type": "error"}}

    def _json(self, status, value, retry_after=None):
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        if retry_after is not None:
            self.send_header("Retry-After", str(retry_after))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, script, asked):
        self.send_response(200)
        self.send_header("Content-Type", self.media)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        text = script.text(asked)
        try:
            self._begin(script)
            said = self._say(script, text)
            while script.endless and not self.provider.stopping.is_set():
                said = self._say(script, text)
            if said is None:
                return
            self._end(script, asked)
            self.wfile.write(b"0\r\n\r\n")
        except OSError:
            asked.gone = True
            self.close_connection = True

    def _say(self, script, text):
        """Send the text in pieces; None when the connection was cut in it."""
        for at in range(0, len(text), script.piece):
            if script.cut_after is not None and at >= script.cut_after:
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return None
            self._piece(text[at : at + script.piece])
            time.sleep(script.pause)
        return text

    media = "text/event-stream"

    def _begin(self, script):
        """What comes before the text."""

    def _piece(self, text):
        delta = {"role": "assistant", "content": text}
        self._event({"choices": [{"index": 0, "delta": delta, "finish_reason": None}]})

    def _end(self, script, asked):
        self._event({"choices": [{"index": 0, "delta": {}, "finish_reason": script.finish}]})
        if script.usage and asked.body.get("stream_options"):
            tokens = {"prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050}
            self._event({"choices": [], "usage": tokens})
        self._chunk(b"data: [DONE]\n\n")

    def _event(self, value):
        whole = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m"} | value
        self._chunk(f"data: {json.dumps(whole)}\n\n".encode())

    def _chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def _wait_until_gone(self, asked):
        self.connection.settimeout(0.05)
        self.close_connection = True
        while not self.provider.stopping.is_set():
            try:
                if self.connection.recv(1) == b"":
                    asked.gone = True
                    return
            except TimeoutError:
                continue
            except OSError:
                return


Provider.handler = Handler
