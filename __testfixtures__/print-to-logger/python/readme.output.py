import logging

from fastapi import FastAPI, HTTPException

logger = logging.getLogger(__name__)

app = FastAPI()


@app.get("/items")
async def items(token: str):
    logger.debug("items for [redacted]")
    try:
        return await load()
    except Exception as e:
        logger.exception(f"load failed: {e}")
        raise HTTPException(status_code=500, detail="Error")
