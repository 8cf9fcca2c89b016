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
PARTNERS = parse_allowed_origins(os.environ.get("PARTNER_ORIGINS", ""))


@app.after_request
def add_cors(response):
    origin = request.headers.get("Origin")
    if "*" in PARTNERS or origin in PARTNERS:
        response.headers["Access-Control-Allow-Origin"] = origin
    return response
