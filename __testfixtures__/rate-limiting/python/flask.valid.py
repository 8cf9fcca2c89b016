from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, default_limits=["200 per day"])
forgotten = Limiter(get_remote_address, default_limits=["200 per day"])


def create_app():
    app = Flask(__name__)
    limiter.init_app(app)
    return app


def create_other_app():
    app = Flask(__name__)
    Limiter(get_remote_address, app=app, default_limits=["5 per minute"], enabled=False)
    return app
