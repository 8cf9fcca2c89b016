"""Routes of the shop."""
from __future__ import annotations

import logging
import traceback

from fastapi import APIRouter, HTTPException, status
from fastapi.responses import JSONResponse, PlainTextResponse

logger = logging.getLogger(__name__)

router = APIRouter()


@router.get("/items")
async def list_items():
    try:
        return await store.items()
    except Exception as e:
        logger.exception("list_items failed")
        raise HTTPException(status_code=500, detail="Internal server error") from e


@router.post("/items")
async def create_item(item: Item):
    try:
        return await store.add(item)
    except Exception as e:
        logger.exception("Error creating item")
        raise HTTPException(status_code=status.HTTP_500_INTERNAL_SERVER_ERROR, detail="Error creating item") from e


@router.get("/items/{item_id}")
async def read_item(item_id: str):
    try:
        return await store.get(item_id)
    except Exception as exc:
        logger.exception("read_item failed")
        # the client retries on a 503
        raise HTTPException(
            status_code=503,
            detail=f"Item {item_id} could not be read. Please try again.",  # shown in the app
        ) from exc


@router.get("/positional")
def positional():
    try:
        work()
    except OSError as e:
        logger.exception("Reading failed")
        raise HTTPException(500, "Reading failed") from e
    except:
        raise HTTPException(500, traceback.format_exc())


@router.get("/json")
def as_json():
    try:
        work()
    except Exception: logger.exception("as_json failed"); return JSONResponse({"error": "Internal server error"}, 500)


@router.get("/text")
def as_text():
    try:
        work()
    except Exception:
        db.rollback(); logger.exception("as_text failed"); return PlainTextResponse('Sorry', status_code=502)


@router.get("/dict-detail")
def dict_detail():
    try:
        work()
    except Exception as e:
        logger.exception("The work could not be done")
        raise HTTPException(
            status_code=500,
            detail={
                "code": "WORK_FAILED",
                "error": "The work could not be done",
            },
        ) from e
