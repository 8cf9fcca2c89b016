# A pattern that names its hosts is reported, not rewritten.
import os
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
raw = os.getenv("ALLOWED_ORIGINS")
if raw:
    allowed_origins = [origin.strip() for origin in raw.split(",") if origin.strip()]
    if "*" in allowed_origins:
        allowed_origins = [o for o in allowed_origins if o != "*"]
    app.add_middleware(CORSMiddleware, allow_origins=allowed_origins, allow_origin_regex=r"^https://.*\.preview\.example\.app$")
else:
    app.add_middleware(CORSMiddleware, allow_origin_regex=r"^https?://(localhost|127\.0\.0\.1)(:\d+)?$|^https://.*\.example\.app$")
