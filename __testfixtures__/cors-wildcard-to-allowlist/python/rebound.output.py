import logging
import os
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

logger = logging.getLogger(__name__)


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


app = FastAPI()
allowed_origins = parse_allowed_origins(os.getenv("ALLOWED_ORIGINS", ""))
allowed_origins = [origin.strip() for origin in allowed_origins if origin.strip()]
app.add_middleware(CORSMiddleware, allow_origins=allowed_origins)
