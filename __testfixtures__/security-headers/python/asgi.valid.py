from starlette.applications import Starlette
from starlette.middleware import Middleware


class SecurityHeaders:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def send_with_headers(message):
            message["headers"] += [(b"x-frame-options", b"DENY"), (b"x-content-type-options", b"nosniff")]
            await send(message)

        await self.app(scope, receive, send_with_headers)


app = Starlette(middleware=[Middleware(SecurityHeaders)])
