# What the setting holds is looked at for `*` and the fallback says the same: a person decides about both.
import logging

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

logger = logging.getLogger(__name__)


def create_app(settings) -> FastAPI:
    app = FastAPI()
    origins = split(settings.origins)
    if "*" in origins:
        logger.warning("CORS allows every origin")
    app.add_middleware(CORSMiddleware, allow_origins=origins or ["*"])
    return app


def split(value):
    return [part.strip() for part in value.split(",")]
