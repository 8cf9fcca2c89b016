import logging
import os
import socketio

logger = logging.getLogger(__name__)


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


class Hub:
    def __init__(self):
        self.sio = socketio.AsyncServer(
            cors_allowed_origins=parse_allowed_origins(
                os.getenv("CORS_ALLOWED_ORIGINS", "")
            )
            or None,
            async_mode='asgi',
            logger=logger,
        )
