import logging
import os
from typing import List, Optional

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

logger = logging.getLogger(__name__)


def parse_allowed_origins(value: str) -> List[str]:
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


def set_up_cors(
    app: FastAPI, origins: Optional[List[str]] = None, credentials: bool = True
) -> None:
    """Let browsers call the API."""
    if origins is None:
        origins = parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", ""))
    app.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=credentials)


app = FastAPI()
set_up_cors(app)
