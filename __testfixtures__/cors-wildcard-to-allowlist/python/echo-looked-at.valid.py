from flask import Flask, jsonify, request

from shop.origins import is_ours

app = Flask(__name__)
PARTNERS = ["https://app.example.com"]


# A list decides.
@app.route("/listed")
def listed():
    response = jsonify({"ok": True})
    origin = request.headers.get("Origin")
    if origin in PARTNERS:
        response.headers["Access-Control-Allow-Origin"] = origin
    return response


# A function decides.
@app.route("/ours")
def ours():
    response = jsonify({"ok": True})
    origin = request.headers.get("Origin", "")
    if not is_ours(origin):
        return response
    response.headers["Access-Control-Allow-Origin"] = origin
    return response


# Whoever runs it has to put `*` into the list.
@app.route("/asked")
def asked():
    response = jsonify({"ok": True})
    if "*" in PARTNERS:
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response
