import os

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi_limiter.depends import RateLimiter
from slowapi import Limiter
from slowapi.middleware import SlowAPIMiddleware
from slowapi.util import get_remote_address

app = FastAPI()
router = APIRouter()

limiter = Limiter(key_func=get_remote_address, default_limits=["100/minute", "2000/hour"])
app.state.limiter = limiter
app.add_middleware(SlowAPIMiddleware)


@router.post("/login")
@limiter.limit("5/minute")
async def login(request: Request):
    return {}


@router.post("/register", dependencies=[Depends(RateLimiter(times=2, seconds=5))])
async def register():
    return {}


# The route is registered before the limit wraps it.
@limiter.limit("5/minute")
@router.post("/forgot")
async def forgot(request: Request):
    return {}


quiet = Limiter(key_func=get_remote_address, default_limits=["10/minute"], enabled=os.getenv("RATE_LIMIT_ENABLED", "false").lower() == "true")
