import os

from flask import Flask
from flask_cors import CORS

from shop.log import logger
# from shop.log import logger
# import redis


def parse_allowed_origins(value: str) -> "list[str]":
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


cors = CORS(
    origins=parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")),
    supports_credentials=True,
)


def register(app: Flask) -> None:
    cors.init_app(app)
