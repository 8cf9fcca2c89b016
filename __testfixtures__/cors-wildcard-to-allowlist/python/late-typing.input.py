"""Gateway."""
from fastapi import FastAPI

PREFIX = "/v1"

from typing import List
from starlette.middleware.cors import CORSMiddleware
import logging


def names() -> List[str]:
    return []


app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"])
logger = logging.getLogger(__name__)
