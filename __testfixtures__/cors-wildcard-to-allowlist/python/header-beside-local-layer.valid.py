from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
# The one layer is for a developer's machine: without the header nobody else could call.
CORS(app, origins=["http://localhost:3000", "http://127.0.0.1:3000"])


@app.route("/orders")
def orders():
    response = jsonify(orders=[])
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
