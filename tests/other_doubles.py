"""Doubles of providers that speak Anthropic's protocol and Ollama's, on loopback as openai_double.py."""

import json

from openai_double import Handler, Provider


class _Closing(Handler):
    """Closes each connection: these clients leave those that are kept alive to the collector."""

    def end_headers(self):
        self.send_header("Connection", "close")
        super().end_headers()


class _Anthropic(_Closing):
    """Messages with `stream`: events of blocks, thinking ones too."""

    def _error(self, said):
        return {"type": "error", "error": {"type": "invalid_request_error", "message": said}}

    def _begin(self, script):
        message = {
            "id": "m1", "type": "message", "role": "assistant", "model": "m", "content": [],
            "stop_reason": None, "stop_sequence": None,
            "usage": {"input_tokens": 1000, "output_tokens": 1},
        }  # fmt: skip
        self._event({"type": "message_start", "message": message})
        self._block = 0
        if script.thinking:
            self._open({"type": "thinking", "thinking": "", "signature": ""})
            self._delta({"type": "thinking_delta", "thinking": script.thinking})
            self._event({"type": "content_block_stop", "index": 0})
            self._block = 1
        self._open({"type": "text", "text": ""})

    def _piece(self, text):
        self._delta({"type": "text_delta", "text": text})

    def _end(self, script, asked):
        self._event({"type": "content_block_stop", "index": self._block})
        ended = {"stop": "end_turn", "length": "max_tokens"}[script.finish]
        told = {"stop_reason": ended, "stop_sequence": None}
        counted = {"input_tokens": 1000, "output_tokens": 50}
        self._event({"type": "message_delta", "delta": told, "usage": counted})
        self._event({"type": "message_stop"})

    def _open(self, block):
        self._event({"type": "content_block_start", "index": self._block, "content_block": block})

    def _delta(self, delta):
        self._event({"type": "content_block_delta", "index": self._block, "delta": delta})

    def _event(self, value):
        self._chunk(f"event: {value['type']}\ndata: {json.dumps(value)}\n\n".encode())


class _Ollama(_Closing):
    """/api/chat with `stream`: a line of JSON a piece."""

    media = "application/x-ndjson"

    def _error(self, said):
        return {"error": said}

    def _begin(self, script):
        if script.thinking:
            self._line(thinking=script.thinking)

    def _piece(self, text):
        self._line(content=text)

    def _end(self, script, asked):
        counted = {"prompt_eval_count": 1000, "eval_count": 50} if script.usage else {}
        self._line(done=True, done_reason=script.finish, **counted)

    def _line(self, content="", thinking=None, done=False, **more):
        message = {"role": "assistant", "content": content} | (
            {"thinking": thinking} if thinking else {}
        )
        whole = {
            "model": "m", "created_at": "2026-01-01T00:00:00Z", "message": message, "done": done,
        }  # fmt: skip
        self._chunk(json.dumps(whole | more).encode() + b"\n")


class Anthropic(Provider):
    """A provider that speaks Anthropic's protocol."""

    handler, path = _Anthropic, ""


class Ollama(Provider):
    """A server that speaks Ollama's."""

    handler, path = _Ollama, ""
