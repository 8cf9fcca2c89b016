import logging
import os
import socketio
from flask_socketio import SocketIO
from app.config import settings

logger = logging.getLogger(__name__)


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


origins = parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", ""))
sio = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins=origins or None)
chat = socketio.AsyncServer(
    async_mode="asgi",
    cors_allowed_origins=[
        "http://localhost:3000",
        *parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")),
    ],
)
live = SocketIO(
    message_queue=settings.REDIS_URL, cors_allowed_origins=settings.cors_origins or None
)
