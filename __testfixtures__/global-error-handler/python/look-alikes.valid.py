from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
import logging

app = FastAPI()
logger = logging.getLogger(__name__)


@app.exception_handler(RequestValidationError)
async def validation(request, error):
    return None


@app.get("/")
def index():
    try:
        return work()
    except Exception:
        logger.exception("failed")
        return {"status": 500}
