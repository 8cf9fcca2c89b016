import logging

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

app = FastAPI()
logger = logging.getLogger(__name__)


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError):
    return JSONResponse(
        status_code=422,
        content={
            "detail": [
                {k: v for k, v in error.items() if k != "input"}
                for error in exc.errors()
            ]
        },
    )


@app.post("/login")
def login(token: str):
    try:
        return decode(token)
    except Exception as e:
        logger.error(f"bad token: {e}")
        raise HTTPException(status_code=401, detail="Invalid token") from e


@app.post("/parse")
def parse(text: str):
    try:
        return read(text)
    except Exception as e:
        logger.warning("parse failed", exc_info=True)
        raise HTTPException(status_code=400, detail="Bad request") from e


@app.get("/quote")
def price_quote(symbol: str):
    try:
        return fetch(symbol)
    except Exception:
        logger.exception("price_quote failed")
        return {"success": False, "error": "Internal server error", "symbol": symbol}


@app.get("/where")
def where(symbol: str):
    url = find_url(symbol)
    try:
        return fetch(url)
    except Exception as e:
        logger.exception("where failed")
        raise HTTPException(status_code=502, detail=f"No answer from {url}") from e
