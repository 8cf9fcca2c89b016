import logging
import os

from flask import Flask, jsonify
from flask_cors import CORS, cross_origin

logger = logging.getLogger(__name__)


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


app = Flask(__name__)
CORS(app, origins="https://app.example.com")


@app.route("/star")
@cross_origin(
    origins=parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")),
    headers=["Content-Type"],
)
def star():
    return jsonify({"ok": True})


# `localhost` is no origin.
@app.route("/host")
@cross_origin(
    origins=parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")),
    headers=["Content-Type"],
)
def host():
    return jsonify({"ok": True})


@app.route("/list")
@cross_origin(origins=["https://app.example.com", "https://admin.example.com"])
def listed():
    return jsonify({"ok": True})


# What Flask-CORS knows counts.
@app.route("/both")
@cross_origin(origin="*", origins=["https://app.example.com"])
def both():
    return jsonify({"ok": True})
