"""Routes of developers, and examples of what not to do."""
import logging
import os

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse

from app.config import settings

app = FastAPI()
logger = logging.getLogger(__name__)
SHOW_ALL = os.getenv("APP_ENV", "production") == "development"


@app.get("/debug/db")
def turned_away():
    if settings.ENV != "development":
        raise HTTPException(status_code=404)
    try:
        return ping()
    except Exception as e:
        logger.exception("ping failed")
        raise HTTPException(status_code=500, detail=str(e))


@app.get("/debug/cache")
def by_a_local_name():
    is_local = settings.ENV == "development"
    try:
        return ping()
    except Exception as e:
        logger.exception("ping failed")
        if is_local:
            return JSONResponse({"error": str(e)}, status_code=500)
        raise HTTPException(status_code=500, detail="Ping failed")


@app.get("/c")
def by_a_constant():
    try:
        return ping()
    except Exception as e:
        logger.exception("ping failed")
        raise HTTPException(status_code=500, detail=str(e) if SHOW_ALL else "Ping failed")


@app.get("/d")
@dev_only
def decorated():
    try:
        return ping()
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))


# ❌ BAD: the client sees everything
@app.get("/e")
def shown_as_wrong():
    try:
        return ping()
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))


@app.get("/f")
def also_shown():
    try:
        return ping()
    except Exception as e:
        # WRONG
        return JSONResponse({"error": str(e)}, status_code=500)
