import os
from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

router = APIRouter()


@router.get("/events")
async def events(request: Request) -> StreamingResponse:
    return StreamingResponse(feed(request), media_type="text/event-stream", headers={
        "Cache-Control": "no-cache",
        "Access-Control-Allow-Origin": "*",
    })
