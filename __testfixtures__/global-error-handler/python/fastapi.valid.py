from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse

app = FastAPI()


@app.exception_handler(Exception)
async def all_errors(request, error):
    return JSONResponse({"detail": "Internal error"}, status_code=500)


@app.exception_handler(HTTPException)
async def http_errors(request, error):
    return JSONResponse({"detail": error.detail}, status_code=error.status_code)


@app.middleware("http")
async def catch(request, call_next):
    try:
        return await call_next(request)
    except Exception:
        return JSONResponse({"detail": "Internal error"}, status_code=500)


@app.middleware("http")
async def limit_softly(request, call_next):
    try:
        return await call_next(request)
    except Exception:
        return await call_next(request)
