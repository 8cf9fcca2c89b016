"""Gateway."""
import os

from fastapi import FastAPI

PREFIX = "/v1"

from typing import List
from starlette.middleware.cors import CORSMiddleware
import logging


def parse_allowed_origins(value: str) -> "list[str]":
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logging.getLogger(__name__).warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


def names() -> List[str]:
    return []


app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")))
logger = logging.getLogger(__name__)
