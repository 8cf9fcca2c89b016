import logging
import traceback

from flask import Flask, jsonify

logger = logging.getLogger(__name__)
app = Flask(__name__)


def log_error(func):
    def logged(err):
        logger.error(traceback.format_exc())
        return func(err)

    return logged


def counted(func):
    def counting(err):
        counting.calls += 1
        return func(err)

    return counting


@app.errorhandler(Exception)
@log_error
def not_caught(err):
    return jsonify({"message": "服务器内部错误或网络错误。", "exception": str(err)}), 500


@app.errorhandler(OSError)
@counted
def not_read(err):
    return jsonify({"message": str(err)}), 500
