from flask import Flask
from litestar import get
from mcp.server.fastmcp import FastMCP

from app import health

API_PREFIX = "/api"
mcp = FastMCP("tools")
app = Flask(__name__)
app.register_blueprint(health.bp, url_prefix="/health")


@app.get(f"{API_PREFIX}/health")
def api_health():
    return {"status": "ok"}


@mcp.custom_route("/healthz", methods=["GET"])
async def healthz(request):
    return JSONResponse({"status": "ok"})


@get("/ready")
async def ready() -> dict:
    return {"status": "ready"}


@app.get(f"/users/{API_PREFIX}/health")
def not_one():
    return {"status": "ok"}
