"""Routes of the shop."""
from __future__ import annotations

import traceback

from fastapi import APIRouter, HTTPException, status
from fastapi.responses import JSONResponse, PlainTextResponse

router = APIRouter()


@router.get("/items")
async def list_items():
    try:
        return await store.items()
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))


@router.post("/items")
async def create_item(item: Item):
    try:
        return await store.add(item)
    except Exception as e:
        raise HTTPException(status_code=status.HTTP_500_INTERNAL_SERVER_ERROR, detail=f"Error creating item: {str(e)}") from e


@router.get("/items/{item_id}")
async def read_item(item_id: str):
    try:
        return await store.get(item_id)
    except Exception as exc:
        # the client retries on a 503
        raise HTTPException(
            status_code=503,
            detail=f"Item {item_id} could not be read ({exc}). Please try again.",  # shown in the app
        )


@router.get("/positional")
def positional():
    try:
        work()
    except OSError as e:
        raise HTTPException(500, "Reading failed - " + str(e))
    except:
        raise HTTPException(500, traceback.format_exc())


@router.get("/json")
def as_json():
    try:
        work()
    except Exception as e: return JSONResponse({"error": repr(e)}, 500)


@router.get("/text")
def as_text():
    try:
        work()
    except Exception as e:
        db.rollback(); return PlainTextResponse('Sorry: %s' % e, status_code=502)


@router.get("/dict-detail")
def dict_detail():
    try:
        work()
    except Exception as e:
        raise HTTPException(
            status_code=500,
            detail={
                "code": "WORK_FAILED",
                "error": "The work could not be done",
                "details": str(e),
                "type": type(e).__name__,
            },
        )
