import os
import logging
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

# Comma-separated list of origins
origins_env = os.getenv("ALLOWED_ORIGINS", "")
origins = parse_allowed_origins(origins_env)
logger.info(f"CORS origins: {origins}")

app.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=True)
