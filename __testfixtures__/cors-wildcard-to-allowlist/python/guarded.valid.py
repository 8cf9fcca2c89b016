# Only development lets every origin in.
import os
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

ENVIRONMENT = os.getenv("ENVIRONMENT", "development")
app = FastAPI()


def get_cors_origins():
    if ENVIRONMENT == "development":
        return ["*"]
    return [o.strip() for o in os.getenv("CORS_ORIGINS", "").split(",") if o.strip()]


app.add_middleware(CORSMiddleware, allow_origins=get_cors_origins(), allow_methods=["*"])
if os.getenv("DEBUG"):
    app.add_middleware(CORSMiddleware, allow_origins=["*"])
