from fastapi import FastAPI, Response
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI()
HEADERS = {"X-Frame-Options": "DENY", "Strict-Transport-Security": "max-age=31536000"}


@app.middleware("http")
async def add_headers(request, call_next):
    response = await call_next(request)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


class Unused(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        response = await call_next(request)
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Content-Security-Policy"] = "default-src 'self'"
        return response


@app.get("/embed")
def embed(response: Response):
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return {}


@app.middleware("http")
async def one_header(request, call_next):
    response = await call_next(request)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
