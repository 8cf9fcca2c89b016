import requests
from fastapi import FastAPI
from ratelimit import limits
from slowapi import Limiter
from slowapi.util import get_remote_address

app = FastAPI()

# Nothing uses it: no route is decorated and its middleware is not added.
limiter = Limiter(key_func=get_remote_address, default_limits=["100/minute"])


@limits(calls=15, period=900)
def call_partner():
    response = requests.get("https://partner.example", timeout=5)
    if response.status_code == 429:
        raise RuntimeError("the rate limit of the partner is used up")
    return response


class RateLimiter:
    """Waits before calls of somebody else's API."""

    def acquire(self):
        return True


@app.get("/reports")
def reports(limit: int = 20):
    return []


@app.middleware("http")
async def plans(request, call_next):
    """What a customer has paid for is no limit of a rate."""
    if not within_plan(request):
        return JSONResponse({"detail": "Monthly usage exceeded"}, status_code=status.HTTP_429_TOO_MANY_REQUESTS)
    return await call_next(request)
