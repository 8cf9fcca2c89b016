import uuid

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=[], expose_headers=["X-Request-ID"])


@app.get("/device-requests/{request_id}")
def device_request(request_id: uuid.UUID):
    return {"request_id": str(uuid.uuid4())}


@app.middleware("http")
async def log(request, call_next):
    """Reads an id that nobody gives."""
    logger.info("request", extra={"request_id": getattr(request.state, "request_id", None)})
    return await call_next(request)
