import os
from typing import List, Optional

import structlog
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

logger = structlog.get_logger(__name__)


def parse_allowed_origins(value: str) -> List[str]:
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


def region() -> Optional[str]:
    return os.environ.get("REGION")


def names() -> List[str]:
    return []


app = Starlette(middleware=[
    Middleware(CORSMiddleware, allow_origins=["http://localhost:3000", *parse_allowed_origins(os.environ.get("CORS_ALLOWED_ORIGINS", ""))], allow_headers=["*"]),
])
