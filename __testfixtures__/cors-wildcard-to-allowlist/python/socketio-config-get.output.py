import logging

from flask_socketio import SocketIO
from app.config import Config

logger = logging.getLogger(__name__)


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


socketio = SocketIO()


def init_extensions(app):
    origins = parse_allowed_origins(
        app.config.get("SOCKET_ORIGINS", Config.SOCKET_ORIGINS)
    )
    socketio.init_app(app, cors_allowed_origins=origins or None)
