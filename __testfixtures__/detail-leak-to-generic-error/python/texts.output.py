"""Texts built in many ways."""
import json
import logging
import traceback

from django.http import HttpResponse
from fastapi.responses import HTMLResponse, JSONResponse

from .models import ErrorResponse
from .web import HTTPException

logger = logging.getLogger(__name__)


def page():
    try:
        work()
    except Exception:
        logger.exception("page failed")
        return HTMLResponse(content="<h1>Error loading page</h1>", status_code=500)


def plain_dump(request):
    try:
        work()
    except Exception as e:
        tb = traceback.format_exc()
        logger.error("Export by %s failed: %s\n%s", request.user, e, tb)
        return HttpResponse(
            "Internal server error",
            content_type="text/plain",
            status=500,
        )


def only_a_label():
    try:
        work()
    except Exception as e:
        logger.exception("only_a_label failed")
        raise HTTPException(500, detail="Internal server error") from e


def email_stays():
    try:
        work()
    except Exception:
        logger.exception("Failed to send e-mail")
        return JSONResponse({"error": "Failed to send e-mail"}, status_code=500)


def several_strings(name: str):
    try:
        work()
    except Exception as e:
        logger.exception("several_strings failed")
        raise HTTPException(
            status_code=500,
            detail=f"Report '{name}' could not be made. Please try again later.",
        ) from e


def braces_and_quotes():
    try:
        work()
    except Exception as e:
        logger.exception('Can\'t fill {name}')
        raise HTTPException(500, 'Can\'t fill {name}') from e


def with_alternatives():
    try:
        work()
    except Exception as e:
        logger.exception("Work failed")
        raise HTTPException(500, detail="Work failed") from e


def nested_details():
    try:
        work()
    except Exception:
        logger.exception("Work has failed")
        return JSONResponse(
            status_code=500,
            content={"error": {"code": "WORK", "message": "Work has failed"}},
        )


def one_key_after_another():
    try:
        work()
    except Exception:
        logger.exception("Work has failed")
        return JSONResponse({"error": "Work has failed"}, status_code=500)


def object_in_a_variable():
    try:
        work()
    except Exception:
        answer = ErrorResponse(error="internal", message="Work failed")
        logger.exception("Work failed")
        return JSONResponse(status_code=500, content=answer.model_dump())


def dict_in_a_variable():
    try:
        work()
    except Exception:
        payload = {"ok": False, "message": "Internal server error"}
        logger.exception("dict_in_a_variable failed")
        return JSONResponse(status_code=500, content=payload)


def handler_of_lambda(event, context):
    try:
        return work()
    except Exception:
        logger.exception("handler_of_lambda failed")
        return {"statusCode": 500, "body": json.dumps({"message": "Internal server error"})}


def imports_on_the_spot():
    try:
        work()
    except Exception:
        import sys
        logger.error("failed on %s", sys.platform, exc_info=True)
        raise HTTPException(500, "Internal server error") from None


def two_paths():
    try:
        work()
    except Exception as e:
        if "not found" in str(e).lower():
            raise HTTPException(404, detail=str(e))
        logger.exception("two_paths failed")
        raise HTTPException(500, detail="Internal server error") from e


def two_failures():
    try:
        work()
    except Exception as e:
        if is_busy():
            logger.exception("Too busy")
            raise HTTPException(503, detail="Too busy") from e
        else:
            logger.exception("Not busy")
            raise HTTPException(500, detail="Not busy") from e


def inner_handler():
    try:
        work()
    except Exception as e:
        try:
            repair(e)
        except Exception as e:
            logger.exception("Repair failed")
            raise HTTPException(500, detail="Repair failed") from e
        logger.exception("Work failed")
        raise HTTPException(500, detail="Work failed") from e


async def registered(request, exc):
    logger.error("Unhandled exception", exc_info=exc)
    return JSONResponse(status_code=500, content={"message": "Internal server error"})


app.add_exception_handler(Exception, registered)
