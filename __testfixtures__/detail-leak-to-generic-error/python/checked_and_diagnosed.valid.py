import logging

from fastapi import FastAPI, HTTPException
from flask import Blueprint, jsonify, request

app = FastAPI()
bp = Blueprint("orders", __name__)
logger = logging.getLogger(__name__)


@bp.post("/orders")
def create_order():
    """What the schema says is what the client has to change."""
    try:
        data = order_schema.load(request.get_json())
        return jsonify(store.create(data)), 201
    except Exception as e:
        return jsonify({"error": str(e)}), 400


@bp.put("/orders")
def replace_order():
    try:
        data = OrderSchema().load(request.get_json())
        return jsonify(store.replace(data))
    except Exception as e:
        return jsonify({"error": str(e)}), 500


@app.post("/stores/test-connection")
def test_connection(config: dict):
    try:
        return connect(config)
    except Exception as e:
        raise HTTPException(status_code=502, detail=f"No connection: {e}")


@app.get("/diagnostics")
def diagnostics():
    try:
        return collect()
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))


def current_user(token: str):
    user = users.find(token)
    if not user.is_enabled:
        raise Exception("This account has been closed")
    return user


@app.get("/me")
def me(token: str):
    try:
        return current_user(token)
    except Exception as e:
        raise HTTPException(status_code=401, detail=str(e))
