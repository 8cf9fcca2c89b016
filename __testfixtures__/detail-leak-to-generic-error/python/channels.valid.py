"""Ways to a reader that are reported and not changed."""
import json
from http.server import BaseHTTPRequestHandler

from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from flask_socketio import emit
from mcp.server.fastmcp import FastMCP

app = FastAPI()
mcp = FastMCP("orders")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            self.wfile.write(load())
        except Exception as e:
            self.send_response(500)
            self.end_headers()
            self.wfile.write(json.dumps({"error": str(e)}).encode())

    def do_POST(self):
        try:
            save()
        except Exception as e:
            self.send_error(500, f"Save failed: {e}")


@app.get("/callback")
def callback(code: str):
    try:
        exchange(code)
    except Exception as e:
        return RedirectResponse(url=f"/login?error={e}")


@mcp.tool()
def find_order(key: str) -> str:
    try:
        return load(key)
    except Exception as e:
        return f"Error: {e}"


@mcp.tool()
def list_orders():
    try:
        return {"orders": load()}
    except Exception as e:
        return {"error": str(e)}


@socketio.on("save")
def on_save(data):
    try:
        save(data)
        return {"ok": True}
    except Exception as e:
        emit("failed", {"error": str(e)})
        return {"ok": False, "error": str(e)}
