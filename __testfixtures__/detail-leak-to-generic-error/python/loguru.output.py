from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from loguru import logger

app = FastAPI()


@app.exception_handler(Exception)
async def on_error(request: Request, exc: Exception):
    logger.opt(exception=exc).error("Internal error")
    return JSONResponse(status_code=500, content={"detail": "Internal error", "error": "Internal error"})


@app.get("/a")
def a():
    try:
        return work()
    except Exception as e:
        logger.opt(exception=True).error(f"work failed: {e}")
        return JSONResponse(status_code=500, content={"errors": ["Internal error"]})


@app.get("/b")
def b():
    try:
        return work()
    except Exception:
        logger.opt(exception=True).error("No result")
        return JSONResponse(status_code=500, content={"error": {"message": "No result", "code": 7}})
