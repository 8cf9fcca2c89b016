import logging
import os
from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

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


router = APIRouter()


@router.get("/events")
async def events(request: Request) -> StreamingResponse:
    return StreamingResponse(feed(request), media_type="text/event-stream", headers={
        "Cache-Control": "no-cache",
        **cors_headers(request.headers.get("Origin")),
    })
