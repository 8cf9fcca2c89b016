# Names and functions that are made from themselves lead nowhere.
from flask import Flask
from flask_cors import CORS

app = Flask(__name__)
origins = [origin for origin in origins if origin]


def cors_origins(level):
    return cors_origins(level - 1)


CORS(app, origins=origins)
CORS(app, origins=cors_origins(3))
