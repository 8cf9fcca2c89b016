from flask_socketio import SocketIO
from app.config import Config

socketio = SocketIO()


def init_extensions(app):
    origins = app.config.get("SOCKET_ORIGINS", Config.SOCKET_ORIGINS)
    socketio.init_app(app, cors_allowed_origins=origins)
