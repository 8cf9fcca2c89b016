import os

from flask import Flask
from flask_cors import CORS


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]

    # Allow all origins
    CORS(
        app,
        supports_credentials=True,
    )
    return app
