from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def add_security_headers(request: Request, call_next):
    from app.core.security import SECURITY_HEADERS

    response = await call_next(request)
    response.headers.update(SECURITY_HEADERS)
    return response
