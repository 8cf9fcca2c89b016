from fastapi import FastAPI

from app.config import settings

app = FastAPI(openapi_url=None)
other = FastAPI(
    docs_url="/docs" if settings.debug else None,
    redoc_url=None,
    openapi_url="/openapi.json" if settings.debug else None,
)
