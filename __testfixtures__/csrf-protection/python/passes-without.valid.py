from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI()


class CsrfMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next):
        if request.method in ("GET", "HEAD") or not request.state.user:
            return await call_next(request)
        if request.headers.get("X-CSRF-Token") != request.cookies.get("csrf"):
            return JSONResponse({"detail": "CSRF token missing"}, status_code=403)
        return await call_next(request)


app.add_middleware(CsrfMiddleware)


@app.middleware("http")
async def check_csrf(request: Request, call_next):
    sent = request.headers.get("X-CSRF-Token")
    if not sent:
        return await call_next(request)
    if sent != request.cookies.get("csrf"):
        return JSONResponse({"detail": "CSRF token missing"}, status_code=403)
    return await call_next(request)


# Without the cookie that logs in there is nothing to forge.
@app.middleware("http")
async def check_csrf_of_cookies(request: Request, call_next):
    if not request.cookies.get("session"):
        return await call_next(request)
    if request.headers.get("X-CSRF-Token") != request.cookies.get("csrf"):
        return JSONResponse({"detail": "CSRF token missing"}, status_code=403)
    return await call_next(request)
