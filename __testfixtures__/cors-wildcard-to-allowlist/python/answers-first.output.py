import logging
import os

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware

logger = logging.getLogger(__name__)


def parse_allowed_origins(value: str) -> "list[str]":
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"])


@app.middleware("http")
async def preflight(request: Request, call_next):
    if request.method == "OPTIONS":
        response = Response(status_code=204)
        origin = request.headers.get("Origin")
        if origin in parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")):
            response.headers["Access-Control-Allow-Origin"] = origin
        response.headers.add_vary_header("Origin")
        response.headers["Access-Control-Allow-Methods"] = "*"
        return response
    return await call_next(request)
