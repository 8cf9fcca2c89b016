from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def limit(request: Request, call_next):
    allowed, reset_at = await limiter.check_rate_limit(request.client.host)
    if not allowed:
        return create_error_response(error_code="RATE_LIMIT_EXCEEDED", reset_at=reset_at)
    return await call_next(request)
