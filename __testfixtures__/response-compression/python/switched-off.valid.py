from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware

ENABLE_GZIP = False
app = FastAPI()
if ENABLE_GZIP:
    app.add_middleware(GZipMiddleware)
