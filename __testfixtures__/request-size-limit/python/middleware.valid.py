from fastapi import FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()
LIMIT = 1_000_000


@app.middleware("http")
async def header_only(request, call_next):
    length = request.headers.get("content-length")
    if length and int(length) > LIMIT:
        return JSONResponse({"detail": "too large"}, status_code=413)
    return await call_next(request)


@app.middleware("http")
async def counted(request, call_next):
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LIMIT:
            return JSONResponse({"detail": "too large"}, status_code=413)
    return await call_next(request)


@app.middleware("http")
async def logged(request, call_next):
    print(request.headers.get("content-length"))
    return await call_next(request)


@app.post("/upload")
async def upload(file):
    if len(await file.read()) > LIMIT:
        return JSONResponse({"detail": "too large"}, status_code=413)


@app.middleware("http")
async def asks_for_length(request, call_next):
    length = request.headers.get("content-length")
    if length is None:
        return JSONResponse({"detail": "length required"}, status_code=411)
    if int(length) > LIMIT:
        return JSONResponse({"detail": "too large"}, status_code=413)
    return await call_next(request)
