"""Texts written for the client, guarded texts, and channels without a status stay as they are."""
import logging

from django.contrib import messages
from fastapi import FastAPI, HTTPException, WebSocket
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from .errors import OrderError, raise_safe_error

app = FastAPI()
logger = logging.getLogger(__name__)


@app.get("/a")
async def a(symbol: str):
    try:
        return work()
    except ValueError as e:
        # the service layer words these for the user
        raise HTTPException(status_code=400, detail=str(e))
    except (KeyError, OSError) as e:
        raise HTTPException(status_code=404, detail=f"Unknown: {e}")
    except ValidationError as e:
        return JSONResponse(status_code=422, content={"errors": e.errors()})
    except OrderError as e:
        # a class of the project: its text may be for the client
        raise HTTPException(status_code=500, detail=str(e))
    except HTTPException as e:
        return JSONResponse(status_code=e.status_code, content={"detail": e.detail})
    except Exception as e:
        # the status is computed
        raise HTTPException(status_code=getattr(e, "status_code", 500), detail=str(e))


@app.get("/b")
async def b():
    try:
        return work()
    except Exception as e:
        # production gets a generic text already
        detail = str(e) if settings.DEBUG else "Internal server error"
        logger.exception("work failed")
        raise HTTPException(status_code=500, detail=detail)


@app.get("/c")
async def c():
    try:
        return work()
    except Exception as e:
        if settings.debug:
            return JSONResponse(status_code=500, content={"error": str(e)})
        # only its class
        return JSONResponse(status_code=500, content={"error": "Failed", "type": type(e).__name__})


@app.get("/d")
async def d():
    try:
        return work()
    except Exception as e:
        # the project's own helper
        raise_safe_error(500, "work", e, logger)


@app.websocket("/ws")
async def ws(websocket: WebSocket):
    try:
        await talk(websocket)
    except Exception as e:
        await websocket.send_json({"type": "error", "message": str(e)})


async def events():
    try:
        yield work()
    except Exception as e:
        yield f"data: {e}\n\n"


def helper():
    try:
        return work()
    except Exception as e:
        # other callers may need it
        return {"success": False, "error": str(e)}


def page(request):
    try:
        work()
    except Exception as e:
        messages.error(request, f"Failed: {e}")
        raise OrderError(f"Failed: {e}") from e


def job(self):
    try:
        work()
    except Exception as exc:
        raise self.retry(exc=exc)


class Report:
    def build(self):
        try:
            return work()
        except Exception as e:
            self.errors.append(str(e))
            logger.error(f"failed: {e}")
            return None
