import os
import socketio
from flask_socketio import SocketIO
from app.config import settings

origins = ["*"]
sio = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins=origins)
chat = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins=["http://localhost:3000", "*"])
live = SocketIO(message_queue=settings.REDIS_URL, cors_allowed_origins=settings.cors_origins)
