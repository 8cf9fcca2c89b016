# Two branches set the origins; which of them holds in production is for a person.
import os
from fastapi.middleware.cors import CORSMiddleware


def add_middlewares(app):
    frontend_url = os.getenv("FRONTEND_URL", "").rstrip("/")
    if frontend_url:
        origins = [frontend_url, "http://localhost:3000"]
        allow_credentials = True
    else:
        origins = ["*"]
        allow_credentials = False
    app.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=allow_credentials)
