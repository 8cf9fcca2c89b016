import logging
import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask import Flask
from flask_cors import CORS

logger = logging.getLogger(__name__)


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


options = dict(allow_origins=["*"], allow_credentials=True)
app = FastAPI()
app.add_middleware(CORSMiddleware, **options)

other = FastAPI()
other.add_middleware(
    CORSMiddleware,
    **dict(
        allow_origins=parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")),
        allow_methods=["*"],
    ),
)

site = Flask(__name__)
CORS(
    site,
    resources={
        r"/api/*": dict(origins=parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")))
    },
)
