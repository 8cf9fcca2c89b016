"""Answers of unexpected errors pass no middleware, so their CORS headers have to stay."""
import logging
import os

from fastapi import FastAPI, HTTPException, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

logger = logging.getLogger(__name__)


def parse_allowed_origins(value: str) -> "list[str]":
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


def cors_headers(origin):
    """Return CORS headers that name a request's `Origin` if it is allowed."""
    if origin in parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")):
        return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}
    return {"Vary": "Origin"}


app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")),
    allow_methods=["*"],
)


@app.exception_handler(Exception)
async def on_failure(request: Request, exc):
    return JSONResponse(
        status_code=500,
        content={"detail": "Internal server error"},
        headers=cors_headers(request.headers.get("Origin")),
    )


@app.exception_handler(HTTPException)
async def on_http_error(request: Request, exc: HTTPException):
    return JSONResponse(
        status_code=exc.status_code,
        content={"detail": exc.detail},
    )


async def log_and_answer(request: Request, exc: Exception):
    response = JSONResponse(status_code=500, content={"detail": "Internal server error"})
    origin = request.headers.get("Origin")
    if origin in parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")):
        response.headers["Access-Control-Allow-Origin"] = origin
    response.headers.add_vary_header("Origin")
    return response
