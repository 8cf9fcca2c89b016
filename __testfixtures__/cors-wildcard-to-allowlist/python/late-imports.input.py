"""The API of the shop."""

# How many days a window lasts
WINDOW = 14

from flask import Flask
from flask_cors import CORS
import logging
import os

try:
    import orjson
except ImportError:
    orjson = None


def window() -> int:
    return WINDOW


logging.basicConfig(level=logging.INFO)
logger = logging.getLogger(__name__)

app = Flask(__name__)
CORS(app)
