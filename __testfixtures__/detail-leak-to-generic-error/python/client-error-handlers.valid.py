# Handlers for a 4xx answer with the text of the `abort` that raised it.
from flask import Flask, jsonify

app = Flask(__name__)


@app.errorhandler(400)
def bad_request(e):
    return jsonify({"error": "Bad request", "message": str(e.description)}), 400


@app.errorhandler(404)
def not_found(e):
    return jsonify(error=str(e)), 404
