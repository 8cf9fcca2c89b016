from flask import Flask, jsonify, request

app = Flask(__name__)
PARTNERS = ["https://app.example.com"]


@app.route("/listed")
def listed():
    response = jsonify({"ok": True})
    origin = request.headers.get("Origin")
    if origin in PARTNERS:
        response.headers["Access-Control-Allow-Origin"] = origin
    else:
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response
