"""The API of the shop."""

# How many days a window lasts
WINDOW = 14

from flask import Flask
from flask_cors import CORS
import logging
import os

try:
    import orjson
except ImportError:
    orjson = None


def window() -> int:
    return WINDOW


logging.basicConfig(level=logging.INFO)
logger = logging.getLogger(__name__)


def parse_allowed_origins(value: str) -> "list[str]":
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


app = Flask(__name__)
CORS(app, origins=parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")))
