# `exc_info` is written as `true` here: the exception goes in as a field.
import structlog
from fastapi import FastAPI, HTTPException

app = FastAPI()
log = structlog.get_logger()


@app.get("/a")
def a():
    try:
        return work()
    except Exception as e:
        log.error("work failed", exc_info=True)
        raise HTTPException(status_code=500, detail=str(e))


@app.get("/b")
def b():
    try:
        return work()
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))


@app.get("/c")
def c():
    try:
        return work()
    except Exception as e:
        log.error("work failed", reason=str(e))
        raise HTTPException(status_code=500, detail=str(e))
