from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from app.config import settings


def cors_origins():
    origins = [o.strip() for o in settings.ORIGINS.split(",")]
    if not origins:
        return []
    return origins


app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=cors_origins())
