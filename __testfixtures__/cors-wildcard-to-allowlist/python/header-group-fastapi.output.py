import logging
import os

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import Response

logger = logging.getLogger(__name__)


def parse_allowed_origins(value: str) -> "list[str]":
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example.com"], allow_methods=["*"])


@app.get("/sounds/{name}")
async def sound(name: str):
    return Response(
        content=b"",
        headers={
            "Cache-Control": "max-age=3600",
        },
    )


@app.get("/me")
async def me(request: Request, response: Response):
    # The layer writes no credentials, so the check comes in here.
    origin = request.headers.get("Origin")
    if origin in parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Credentials"] = "true"
    response.headers.add_vary_header("Origin")
    return {}


@app.get("/list")
async def listed():
    return Response(content=b"")
