"""Doc."""
from __future__ import annotations

import logging
import os
from fastapi import FastAPI

logger = logging.getLogger(__name__)

app = FastAPI()


def start():
    logger.info(f"ready {os.getpid()}")
