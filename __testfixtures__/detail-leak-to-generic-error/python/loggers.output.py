# What counts as logged, and how, is what the library makes of it.
from fastapi import FastAPI, HTTPException
from loguru import logger

app = FastAPI()


@app.get("/a")
def a():
    try:
        return work()
    except Exception as e:
        logger.opt(exception=True).error("work failed")
        raise HTTPException(status_code=500, detail="Internal server error") from e


@app.get("/b")
def b():
    try:
        return work()
    except Exception as e:
        logger.exception("work failed")
        raise HTTPException(status_code=500, detail="Internal server error") from e
