import logging
import os

from flask import Flask, request

logger = logging.getLogger(__name__)


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


app = Flask(__name__)


@app.after_request
def add_cors(response):
    origin = request.headers.get("Origin")
    if origin in parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")):
        response.headers["Access-Control-Allow-Origin"] = origin
    response.vary.add("Origin")
    response.headers.add("Access-Control-Allow-Headers", "Content-Type")
    return response
