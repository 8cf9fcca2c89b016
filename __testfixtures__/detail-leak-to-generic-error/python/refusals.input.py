import logging

from fastapi import FastAPI, HTTPException

app = FastAPI()
logger = logging.getLogger(__name__)


@app.get("/me")
def me(token: str):
    try:
        return decode(token)
    except Exception as e:
        raise HTTPException(status_code=401, detail=f"Invalid token: {e}")


@app.get("/me/again")
def me_again(token: str):
    try:
        return decode(token)
    except Exception as e:
        logger.warning("Bad token: %s", e)
        raise HTTPException(status_code=401, detail=f"Invalid token: {e}")
