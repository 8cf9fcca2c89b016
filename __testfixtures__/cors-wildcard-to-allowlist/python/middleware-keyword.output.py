import logging
import os

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

logger = logging.getLogger(__name__)


def parse_allowed_origins(value: str) -> "list[str]":
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


middleware = [
    Middleware(
        cls=CORSMiddleware,
        allow_origins=parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")),
    )
]
site = Starlette(middleware=middleware)


def setup_middlewares(app: FastAPI) -> None:
    app.add_middleware(
        middleware_class=CORSMiddleware,  # noqa
        allow_origins=parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")),
        allow_methods=("*",),
    )
