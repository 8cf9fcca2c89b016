from fastapi import FastAPI
from fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware
from starlette.responses import RedirectResponse

from app.config import settings

app = FastAPI()
if settings.ENVIRONMENT == "production":
    app.add_middleware(HTTPSRedirectMiddleware)


@app.middleware("http")
async def to_https(request, call_next):
    if request.headers.get("x-forwarded-proto") == "http":
        return RedirectResponse(request.url.replace(scheme="https"))
    return await call_next(request)
