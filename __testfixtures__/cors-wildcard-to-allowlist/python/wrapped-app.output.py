import logging
import os
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware as Cors

log = logging.getLogger(__name__)


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        log.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


api = FastAPI()


class Server:
    def __init__(self):
        self.logger = log

    def build(self):
        return Cors(
            app=api,
            allow_origins=parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")),
            allow_credentials=True,
        )
