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
    except HTTPException:
        raise
    except Exception as e:
        logger.exception("Failed to read")
        raise HTTPException(status_code=500, detail="Failed to read") from e


@router.put("/{key}")
def write(key: str):
    try:
        if key in locked:
            raise HTTPException(409, "Locked")
        session.commit()
    except ValueError as e:
        raise HTTPException(status_code=400, detail=str(e))
    except HTTPException:
        session.rollback()
        raise
    except Exception as e:
        session.rollback()
        logger.exception("Failed to write")
        raise HTTPException(status_code=500, detail="Internal server error") from e


@router.delete("/{key}")
def cleans_up(key: str):
    try:
        if key in locked:
            raise HTTPException(409, "Locked")
        remove(key)
    except Exception as e:
        locked.discard(key)
        logger.exception("cleans_up failed")
        raise HTTPException(status_code=500, detail="Internal server error") from e


@router.get("/has-one")
def has_one():
    try:
        raise HTTPException(404)
    except HTTPException:
        raise
    except Exception as e:
        logger.exception("has_one failed")
        raise HTTPException(status_code=500, detail="Internal server error") from e


@router.get("/tests-it")
def tests_it():
    try:
        raise HTTPException(404)
    except Exception as e:
        if isinstance(e, HTTPException):
            raise
        logger.exception("tests_it failed")
        raise HTTPException(status_code=500, detail="Internal server error") from e


@router.get("/nested-function")
def nested_function():
    try:
        def check():
            raise HTTPException(404)
        return later(check)
    except Exception as e:
        logger.exception("nested_function failed")
        raise HTTPException(status_code=500, detail="Internal server error") from e


@router.get("/caught-inside")
def caught_inside():
    try:
        try:
            raise HTTPException(404)
        except Exception:
            fallback()
    except Exception as e:
        logger.exception("caught_inside failed")
        raise HTTPException(status_code=500, detail="Internal server error") from e


@router.get("/own-import")
def own_import():
    try:
        from starlette.exceptions import HTTPException as Answer
        raise Answer(404)
    except Exception as e:
        logger.exception("own_import failed")
        raise HTTPException(status_code=500, detail="Internal server error") from e


@router.get("/one-line")
def one_line():
    try: raise HTTPException(404)
    except HTTPException:
        raise
    except Exception as e: logger.exception("one_line failed"); raise HTTPException(status_code=500, detail="Internal server error") from e
