from flask import Blueprint, Flask, jsonify, request

app = Flask(__name__)
bp = Blueprint("chat", __name__)


@app.after_request
def add_cors(resp):
    resp.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin", "*")
    resp.headers["Access-Control-Allow-Credentials"] = "true"
    return resp


@bp.route("/chat", methods=["POST", "OPTIONS"])
def chat():
    response = jsonify({"ok": True})
    origin = request.headers.get("Origin")
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Credentials"] = "true"
    else:
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@bp.route("/named")
def named():
    response = jsonify({"ok": True})
    caller = request.headers.get("Origin") or "*"
    response.headers.add("Access-Control-Allow-Origin", caller)
    response.headers["Vary"] = "Origin"
    return response


@bp.route("/present")
def present():
    response = jsonify({"ok": True})
    if "Origin" in request.headers:
        response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
    return response


@bp.route("/more")
def more():
    response = jsonify({"ok": True})
    origin = request.origin
    if origin is not None:
        app.logger.info("called from %s", origin)
        response.headers["Access-Control-Allow-Origin"] = origin
    return response


@bp.route("/pair")
def pair():
    origin = request.headers.get("Origin")
    return jsonify({"ok": True}), 200, {"Access-Control-Allow-Origin": origin or "*", "X-Kind": "pair"}
