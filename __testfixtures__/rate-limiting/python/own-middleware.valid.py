import os
import time

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI()
BURST_LIMIT = os.getenv("BURST_LIMIT", "off") == "on"


class RateLimitMiddleware(BaseHTTPMiddleware):
    seen = {}

    async def dispatch(self, request, call_next):
        if self.seen.get(request.client.host, 0) > 100:
            return JSONResponse(status_code=429, content={"detail": "Rate limit exceeded"})
        return await call_next(request)


class BurstMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if time.time() < 0:
            return JSONResponse({"detail": "rate limit"}, status_code=429)
        return await call_next(request)


class AuthMiddleware(BaseHTTPMiddleware):
    """Locks out after failed logins: that is no limit of requests."""

    async def dispatch(self, request, call_next):
        if is_locked(request):
            return JSONResponse({"detail": "Too many failed attempts"}, status_code=429)
        return await call_next(request)


class UnusedRateLimitMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        return JSONResponse({"detail": "rate limit"}, status_code=429)


app.add_middleware(RateLimitMiddleware)
app.add_middleware(AuthMiddleware)
if BURST_LIMIT:
    app.add_middleware(BurstMiddleware)


def setup_nothing_calls(app):
    app.add_middleware(UnusedRateLimitMiddleware)


def is_locked(request):
    return False


def rate_limit_exports(request: Request):
    return JSONResponse({}, status_code=429)


@app.get("/export")
def export(request: Request):
    if not limiter.is_allowed(request.client.host):
        return JSONResponse({"detail": "slow down"}, 429)
    return {}
