import os
import logging
from flask import Flask
from flask_cors import CORS


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logging.getLogger(__name__).warning(
            "Ignoring '*' in the CORS origins: list each origin instead"
        )
    return [origin for origin in origins if origin != "*"]


app = Flask(__name__)
CORS(
    app, origins=parse_allowed_origins(os.environ.get("CORS_ALLOWED_ORIGINS", ""))
)  # Enable CORS for all routes
logging.basicConfig(level=logging.INFO)
logger = logging.getLogger(__name__)

PORT = int(os.environ.get("PORT", "5000"))
