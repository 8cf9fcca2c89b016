"""Responses that are built, given their status and sent in one function, and texts kept until then."""
import logging

from django.http import HttpResponse, JsonResponse
from fastapi import FastAPI, Response
from flask import Flask, jsonify, make_response

app = Flask(__name__)
api = FastAPI()
logger = logging.getLogger(__name__)


@app.route("/a")
def given_its_status():
    try:
        return jsonify(store.load("1"))
    except Exception:
        logger.exception("given_its_status failed")
        response = jsonify({"error": "Internal server error"})
        response.status_code = 500
        return response


@app.route("/b")
def with_headers():
    try:
        return jsonify(store.load("1"))
    except Exception:
        logger.exception("with_headers failed")
        resp = make_response(jsonify(message="Failed"), 500)
        resp.headers["X-Err"] = "1"
        return resp


@app.route("/c")
def returned_below():
    try:
        response = jsonify(store.load("1"))
    except Exception as e:
        logger.error(f"load failed: {e}", exc_info=True)
        response = jsonify(error="Could not load")
        response.status_code = 503
    response.headers["Cache-Control"] = "no-store"
    return response


def view(request):
    try:
        return JsonResponse(store.load("1"))
    except Exception:
        logger.exception("Load failed")
        response = HttpResponse("Load failed", status=500)
        response["X-Err"] = "1"
        return response


@app.route("/d")
def status_in_a_name():
    try:
        return jsonify(store.load("1"))
    except Exception:
        status = 500
        logger.exception("status_in_a_name failed")
        return jsonify({"error": "Internal server error"}), status


@app.route("/e")
def both_kept():
    status = 200
    try:
        out = store.load("1")
    except Exception:
        status = 500
        logger.exception("both_kept failed")
        out = {"ok": False, "error": "Internal server error"}
    return jsonify(out), status


@app.route("/f")
def under_a_key():
    result = {"ok": False}
    try:
        result["data"] = store.load("1")
    except Exception:
        logger.exception("under_a_key failed")
        result["error"] = "Internal server error"
        return jsonify(result), 500
    return jsonify(result)


@app.route("/g")
def answered_below():
    error = None
    try:
        data = store.load("1")
    except Exception:
        logger.exception("Load failed")
        error = "Load failed"
    if error:
        return jsonify({"error": error}), 502
    return jsonify(data)


@api.get("/h")
def status_of_the_route(response: Response):
    try:
        return store.load("1")
    except Exception:
        response.status_code = 500
        logger.exception("status_of_the_route failed")
        return {"error": "Internal server error"}


@app.route("/i")
def logged_after_it_is_built():
    try:
        return jsonify(store.load("1"))
    except Exception as e:
        response = jsonify({"error": "Internal server error"})
        response.status_code = 500
        logger.error("load failed: %s", e, exc_info=True)
        return response
