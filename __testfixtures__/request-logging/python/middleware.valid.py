import logging
import time

from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger(__name__)


@app.middleware("http")
async def log_requests(request, call_next):
    start = time.time()
    response = await call_next(request)
    logger.info("%s %s %s %.3f", request.method, request.url.path, response.status_code, time.time() - start)
    return response
