import os

from flask import Flask, Response, jsonify, make_response, request
from flask_cors import CORS

app = Flask(__name__)
CORS(app, origins=os.environ["CORS_ORIGINS"].split(","), supports_credentials=True)


def needs_session(view):
    def checked(*args, **kwargs):
        if request.method == "OPTIONS":
            response = Response("", 204)
            response.headers["X-Checked"] = "no"
            return response
        return view(*args, **kwargs)

    return checked


@app.route("/orders")
def orders():
    response = make_response(jsonify(orders=[]))
    response.headers["X-Orders"] = "0"
    return response


@app.route("/exposed")
def exposed():
    response = make_response(jsonify(orders=[]))
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "X-Total"
    return response
