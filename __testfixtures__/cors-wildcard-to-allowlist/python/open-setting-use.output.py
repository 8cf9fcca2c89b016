import socketio
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app.core.config import settings

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=settings.CORS_ORIGINS)
sio = socketio.AsyncServer(
    async_mode="asgi", cors_allowed_origins=settings.CORS_ORIGINS or None
)
