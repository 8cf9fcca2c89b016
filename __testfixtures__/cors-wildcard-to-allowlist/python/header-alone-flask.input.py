import logging

from flask import Flask, request

logger = logging.getLogger(__name__)
app = Flask(__name__)


@app.after_request
def add_cors(response):
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers.add("Access-Control-Allow-Headers", "Content-Type")
    return response
