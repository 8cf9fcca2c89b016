import logging

from fastapi import APIRouter, HTTPException

router = APIRouter()
session = make_session()
logger = logging.getLogger(__name__)


@router.get("/{key}")
def read(key: str):
    try:
        if key not in store:
            raise HTTPException(status_code=404, detail="No such key")
        return store[key]
    except Exception as e:
        raise HTTPException(status_code=500, detail=f"Failed to read: {e}")


@router.put("/{key}")
def write(key: str):
    try:
        if key in locked:
            raise HTTPException(409, "Locked")
        session.commit()
    except ValueError as e:
        raise HTTPException(status_code=400, detail=str(e))
    except Exception as e:
        session.rollback()
        logger.exception("Failed to write")
        raise HTTPException(status_code=500, detail=str(e))


@router.delete("/{key}")
def cleans_up(key: str):
    try:
        if key in locked:
            raise HTTPException(409, "Locked")
        remove(key)
    except Exception as e:
        locked.discard(key)
        raise HTTPException(status_code=500, detail=str(e))


@router.get("/has-one")
def has_one():
    try:
        raise HTTPException(404)
    except HTTPException:
        raise
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))


@router.get("/tests-it")
def tests_it():
    try:
        raise HTTPException(404)
    except Exception as e:
        if isinstance(e, HTTPException):
            raise
        raise HTTPException(status_code=500, detail=str(e))


@router.get("/nested-function")
def nested_function():
    try:
        def check():
            raise HTTPException(404)
        return later(check)
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))


@router.get("/caught-inside")
def caught_inside():
    try:
        try:
            raise HTTPException(404)
        except Exception:
            fallback()
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))


@router.get("/own-import")
def own_import():
    try:
        from starlette.exceptions import HTTPException as Answer
        raise Answer(404)
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))


@router.get("/one-line")
def one_line():
    try: raise HTTPException(404)
    except Exception as e: raise HTTPException(status_code=500, detail=str(e))
