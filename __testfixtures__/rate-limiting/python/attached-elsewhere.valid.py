from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse


class RateLimitMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        return JSONResponse({}, status_code=429)


class QuietRateLimitMiddleware(BaseHTTPMiddleware):
    """Added by another file behind a setting of a third, which is off."""

    async def dispatch(self, request, call_next):
        return JSONResponse({}, status_code=429)


class ListedRateLimitMiddleware:
    """A MIDDLEWARE lists a class of this name in another module."""

    def process_request(self, request):
        return JSONResponse({}, status_code=429)
