import os

from flask import Blueprint, Flask, jsonify, request


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        app.logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


def cors_headers(origin):
    """Return CORS headers that name a request's `Origin` if it is allowed."""
    if origin in parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")):
        return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}
    return {"Vary": "Origin"}


app = Flask(__name__)
bp = Blueprint("chat", __name__)


@app.after_request
def add_cors(resp):
    origin = request.headers.get("Origin")
    if origin in parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")):
        resp.headers["Access-Control-Allow-Origin"] = origin
    resp.vary.add("Origin")
    resp.headers["Access-Control-Allow-Credentials"] = "true"
    return resp


@bp.route("/chat", methods=["POST", "OPTIONS"])
def chat():
    response = jsonify({"ok": True})
    origin = request.headers.get("Origin")
    if origin in parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Credentials"] = "true"
    response.vary.add("Origin")
    return response


@bp.route("/named")
def named():
    response = jsonify({"ok": True})
    caller = request.headers.get("Origin") or "*"
    if caller in parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")):
        response.headers.add("Access-Control-Allow-Origin", caller)
    response.headers["Vary"] = "Origin"
    return response


@bp.route("/present")
def present():
    response = jsonify({"ok": True})
    if request.headers.get("Origin") in parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")):
        response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin")
    response.vary.add("Origin")
    return response


@bp.route("/more")
def more():
    response = jsonify({"ok": True})
    origin = request.origin
    if origin is not None:
        app.logger.info("called from %s", origin)
        if origin in parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")):
            response.headers["Access-Control-Allow-Origin"] = origin
        response.vary.add("Origin")
    return response


@bp.route("/pair")
def pair():
    origin = request.headers.get("Origin")
    return jsonify({"ok": True}), 200, {**cors_headers(origin), "X-Kind": "pair"}
