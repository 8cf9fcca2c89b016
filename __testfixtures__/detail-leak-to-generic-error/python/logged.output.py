import logging

from fastapi import FastAPI, HTTPException

app = FastAPI()
logger = logging.getLogger(__name__)


@app.get("/a")
def without_traceback():
    try:
        return work()
    except HTTPException:
        raise
    except Exception as e:
        logger.error(f"Work failed: {e}", exc_info=True)
        raise HTTPException(status_code=500, detail="Work failed") from e


@app.get("/b")
def with_traceback():
    try:
        return work()
    except Exception as e:
        logger.exception("Work failed")
        raise HTTPException(status_code=500, detail="Internal server error") from e


@app.get("/c")
def with_exc_info():
    try:
        return work()
    except Exception as e:
        logger.error(
            "Work failed: %s",
            e,
            exc_info=True,
        )
        raise HTTPException(status_code=500, detail="Work failed.") from e


@app.get("/d")
def several_lines():
    try:
        return work()
    except Exception as e:
        logger.warning(
            "Work failed: %s",
            e,
            exc_info=True,
        )
        raise HTTPException(status_code=500, detail="Internal server error") from e


@app.get("/e")
def off_on_purpose():
    try:
        return work()
    except Exception as e:
        logger.error("Work failed", exc_info=True)
        raise HTTPException(status_code=500, detail="Internal server error") from e


@app.get("/f")
def only_debug():
    try:
        return work()
    except Exception as e:
        logger.debug("trying again later")
        logger.exception("Could not connect")
        raise HTTPException(status_code=500, detail="Could not connect") from e


@app.get("/g")
def in_a_variable():
    try:
        return work()
    except Exception as e:
        error_msg = f"Work failed due to: {str(e)}"
        logger.error(error_msg, exc_info=True)
        raise HTTPException(status_code=500, detail="Work failed") from e


@app.get("/h")
def variable_only_sent():
    try:
        return work()
    except Exception as e:
        message = "Work failed"
        logger.exception("Work failed")
        raise HTTPException(status_code=500, detail=message) from e


@app.get("/i")
def traceback_in_a_variable():
    try:
        return work()
    except Exception as e:
        logger.exception("Work has failed")
        raise HTTPException(status_code=500, detail={"message": "Work has failed"}) from e


@app.get("/j")
def other_branch_logs():
    try:
        return work()
    except Exception as e:
        if "timeout" in str(e):
            logger.warning("slow", exc_info=True)
            raise HTTPException(status_code=504, detail="Gateway timeout") from e
        logger.exception("other_branch_logs failed")
        raise HTTPException(status_code=500, detail="Internal server error") from e
