from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from loguru import logger

app = FastAPI()


@app.exception_handler(Exception)
async def on_error(request: Request, exc: Exception):
    return JSONResponse(status_code=500, content={"detail": "Internal error", "error": str(exc)})


@app.get("/a")
def a():
    try:
        return work()
    except Exception as e:
        logger.error(f"work failed: {e}")
        return JSONResponse(status_code=500, content={"errors": [str(e)]})


@app.get("/b")
def b():
    try:
        return work()
    except Exception as e:
        return JSONResponse(status_code=500, content={"error": {"message": f"No result: {e!r}", "code": 7}})
