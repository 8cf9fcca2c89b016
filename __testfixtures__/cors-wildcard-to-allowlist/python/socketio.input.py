import logging
import socketio

logger = logging.getLogger(__name__)


class Hub:
    def __init__(self):
        self.sio = socketio.AsyncServer(
            cors_allowed_origins="*",
            async_mode='asgi',
            logger=logger,
        )
