import os
from typing import List, Optional

import structlog
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

logger = structlog.get_logger(__name__)


def region() -> Optional[str]:
    return os.environ.get("REGION")


def names() -> List[str]:
    return []


app = Starlette(middleware=[
    Middleware(CORSMiddleware, allow_origins=["http://localhost:3000", "*"], allow_headers=["*"]),
])
