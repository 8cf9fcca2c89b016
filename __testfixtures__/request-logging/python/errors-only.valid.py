import logging

from fastapi import FastAPI, Request

app = FastAPI()
logger = logging.getLogger(__name__)


async def refused(request, exc):
    logger.info(f"refused {request.method} {request.url.path}: {exc}")


@app.middleware("http")
async def errors(request: Request, call_next):
    try:
        return await call_next(request)
    except PermissionError as exc:
        return await refused(request, exc)
