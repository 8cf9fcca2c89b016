from flask import Flask
from flask_cors import CORS
# from shop.log import logger
# import redis

cors = CORS(supports_credentials=True)


def register(app: Flask) -> None:
    cors.init_app(app)
