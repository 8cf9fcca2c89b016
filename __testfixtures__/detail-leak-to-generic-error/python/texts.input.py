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
    except Exception as e:
        return HTMLResponse(content=f"<h1>Error loading page</h1><p>{str(e)}</p>", status_code=500)


def plain_dump(request):
    try:
        work()
    except Exception as e:
        tb = traceback.format_exc()
        logger.error("Export by %s failed: %s\n%s", request.user, e, tb)
        return HttpResponse(
            f"ERROR: {type(e).__name__}: {e}\n\nTRACEBACK:\n{tb}",
            content_type="text/plain",
            status=500,
        )


def only_a_label():
    try:
        work()
    except Exception as e:
        raise HTTPException(500, detail=f"Error: {e}")


def email_stays():
    try:
        work()
    except Exception as e:
        return JSONResponse({"error": f"Failed to send e-mail: {e}"}, status_code=500)


def several_strings(name: str):
    try:
        work()
    except Exception as e:
        raise HTTPException(
            status_code=500,
            detail=(
                f"Report '{name}' could not be made: {e}. "
                "Please try again later."
            ),
        )


def braces_and_quotes():
    try:
        work()
    except Exception as e:
        raise HTTPException(500, f'Can\'t fill {{name}} because of "{e}"')


def with_alternatives():
    try:
        work()
    except Exception as e:
        raise HTTPException(500, detail=e.message if hasattr(e, "message") else "Work failed")


def nested_details():
    try:
        work()
    except Exception as e:
        return JSONResponse(
            status_code=500,
            content={"error": {"code": "WORK", "message": "Work has failed", "details": {"error": str(e)}}},
        )


def one_key_after_another():
    try:
        work()
    except Exception as e:
        return JSONResponse({"error": "Work has failed", "exception": str(e), "trace": traceback.format_exc()}, status_code=500)


def object_in_a_variable():
    try:
        work()
    except Exception as e:
        answer = ErrorResponse(error="internal", message=f"Work failed: {e}")
        return JSONResponse(status_code=500, content=answer.model_dump())


def dict_in_a_variable():
    try:
        work()
    except Exception as e:
        payload = {"ok": False, "message": str(e)}
        return JSONResponse(status_code=500, content=payload)


def handler_of_lambda(event, context):
    try:
        return work()
    except Exception as e:
        return {"statusCode": 500, "body": json.dumps({"message": str(e)})}


def imports_on_the_spot():
    try:
        work()
    except Exception as e:
        import sys
        logger.error("failed on %s", sys.platform)
        raise HTTPException(500, str(e)) from None


def two_paths():
    try:
        work()
    except Exception as e:
        if "not found" in str(e).lower():
            raise HTTPException(404, detail=str(e))
        raise HTTPException(500, detail=str(e))


def two_failures():
    try:
        work()
    except Exception as e:
        if is_busy():
            raise HTTPException(503, detail=f"Too busy: {e}")
        else:
            raise HTTPException(500, detail=f"Not busy: {e}")


def inner_handler():
    try:
        work()
    except Exception as e:
        try:
            repair(e)
        except Exception as e:
            raise HTTPException(500, detail=f"Repair failed: {e}")
        raise HTTPException(500, detail=f"Work failed: {e}")


async def registered(request, exc):
    return JSONResponse(status_code=500, content={"message": str(exc)})


app.add_exception_handler(Exception, registered)
