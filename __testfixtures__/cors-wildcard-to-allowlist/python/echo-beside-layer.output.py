from flask import Flask, jsonify, request
from flask_cors import CORS

app = Flask(__name__)
CORS(app, origins=["https://app.example.com"])


@app.route("/mixed")
def mixed():
    response = jsonify({"ok": True})
    origin = request.headers.get("Origin")
    if origin:
        response.headers["X-Seen-Origin"] = origin
    return response
