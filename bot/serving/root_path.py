"""A path below the root at which a proxy shows the application, as /chat."""

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class RootPath:
    """Serves below `root_path`, whether the proxy takes it off the path or passes it on."""

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        self._app = app
        self._root = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve; the path without its closing slash leads to the one with it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        if scope["type"] == "http" and scope["path"] == self._root:
            # The links of the page are relative: without the slash they would leave the path.
            query = scope["query_string"].decode("latin-1")
            target = f"{self._root}/{'?' if query else ''}{query}"
            await RedirectResponse(target, 308)(scope, receive, send)
            return
        scope = {**scope, "root_path": self._root}
        if not scope["path"].startswith(f"{self._root}/"):
            scope["path"] = self._root + scope["path"]
            scope["raw_path"] = self._root.encode() + scope.get("raw_path", b"")
        await self._app(scope, receive, send)
