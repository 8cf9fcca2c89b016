import logging

from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger(__name__)


@app.middleware("http")
async def refuse(request, call_next):
    if request.url.path.startswith("/internal"):
        logger.warning("refused %s", request.url.path)
        return None
    return await call_next(request)


@app.middleware("http")
async def debug(request, call_next):
    logger.debug("%s %s", request.method, request.url.path)
    return await call_next(request)


@app.middleware("http")
async def failures(request, call_next):
    try:
        return await call_next(request)
    except Exception:
        logger.error("failed: %s %s", request.method, request.url.path)
        raise


@app.get("/orders")
def orders(request):
    logger.info("%s %s", request.method, request.url.path)


@app.middleware("http")
async def slow_ones(request, call_next):
    start = time.time()
    response = await call_next(request)
    if time.time() - start > 1:
        logger.info("slow: %s %s", request.method, request.url.path)
    return response
