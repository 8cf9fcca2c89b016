import logging

from flask import Flask, jsonify

app = Flask(__name__)
logger = logging.getLogger(__name__)


@app.errorhandler(500)
def failed(error):
    return jsonify(error='Something went wrong on our side'), 500


@app.get("/a")
def a():
    try:
        return load()
    except Exception as e:
        logger.exception("load failed")
        return jsonify(error=str(e)), 500
