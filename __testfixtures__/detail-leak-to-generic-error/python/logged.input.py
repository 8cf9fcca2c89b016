import logging
import traceback

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
        logger.error(f"Work failed: {e}")
        raise HTTPException(status_code=500, detail=f"Work failed: {type(e).__name__}: {e}")


@app.get("/b")
def with_traceback():
    try:
        return work()
    except Exception as e:
        logger.exception("Work failed")
        raise HTTPException(status_code=500, detail=str(e))


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
        raise HTTPException(status_code=500, detail="Work failed. Error: {}".format(e))


@app.get("/d")
def several_lines():
    try:
        return work()
    except Exception as e:
        logger.warning(
            "Work failed: %s",
            e,
        )
        raise HTTPException(status_code=500, detail=e.args[0])


@app.get("/e")
def off_on_purpose():
    try:
        return work()
    except Exception as e:
        logger.error("Work failed", exc_info=False)
        raise HTTPException(status_code=500, detail=f"{e}")


@app.get("/f")
def only_debug():
    try:
        return work()
    except Exception as e:
        logger.debug("trying again later")
        raise HTTPException(status_code=500, detail=f"Could not connect to {e}")


@app.get("/g")
def in_a_variable():
    try:
        return work()
    except Exception as e:
        error_msg = f"Work failed due to: {str(e)}"
        logger.error(error_msg)
        raise HTTPException(status_code=500, detail=error_msg)


@app.get("/h")
def variable_only_sent():
    try:
        return work()
    except Exception as e:
        message = "Work failed: " + str(e)
        raise HTTPException(status_code=500, detail=message)


@app.get("/i")
def traceback_in_a_variable():
    try:
        return work()
    except Exception as e:
        tb = traceback.format_exc()
        raise HTTPException(status_code=500, detail={"message": "Work has failed", "traceback": tb})


@app.get("/j")
def other_branch_logs():
    try:
        return work()
    except Exception as e:
        if "timeout" in str(e):
            logger.warning("slow")
            raise HTTPException(status_code=504, detail=str(e))
        raise HTTPException(status_code=500, detail=str(e))
