from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, default_limits=["200 per day"])
forgotten = Limiter(get_remote_address, default_limits=["200 per day"])


def create_app():
    app = Flask(__name__)
    limiter.init_app(app)
    return app
