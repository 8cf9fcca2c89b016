import logging
import os
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

logger = logging.getLogger(__name__)


def parse_allowed_origins(value: str) -> "list[str]":
	"""Split a comma-separated list of CORS origins; a `*` in it is dropped."""
	origins = [origin.strip() for origin in value.split(",") if origin.strip()]
	if "*" in origins:
		logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
	return [origin for origin in origins if origin != "*"]


def make() -> FastAPI:
	app = FastAPI(); app.add_middleware(CORSMiddleware, allow_origins=parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")), allow_methods=["*"])
	return app
