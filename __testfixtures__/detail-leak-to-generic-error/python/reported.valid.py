"""Not the text of the exception, or not known to be: nothing is changed here."""
import logging

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse

app = FastAPI()
logger = logging.getLogger(__name__)


@app.get("/a")
def an_id_for_support():
    try:
        work()
    except Exception as e:
        # what `remember` makes of the exception is an id
        error_id = remember(e)
        return JSONResponse(status_code=500, content={"error": "Failed", "error_id": error_id})


@app.get("/b")
def through_a_function():
    try:
        work()
    except Exception as e:
        # it may clean the text already
        return JSONResponse(status_code=500, content=describe_error(str(e)))


@app.get("/c")
def one_of_many():
    results = []
    for item in items():
        try:
            work(item)
        except Exception as e:
            # one result among others
            results.append({"item": item, "error": str(e)})
    return results


@app.post("/rpc")
def rpc():
    try:
        work()
    except Exception as e:
        # a protocol of its own
        return JSONResponse({"jsonrpc": "2.0", "error": {"code": -32603, "message": str(e)}}, status_code=500)


@app.get("/d")
def logged_only():
    try:
        work()
    except Exception as e:
        logger.exception(f"failed: {e}")
        raise HTTPException(status_code=500, detail="Work failed") from e


@app.get("/e")
def kept_on_purpose():
    try:
        work()
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))  # checkmod-ignore: detail-leak-to-generic-error internal tool
