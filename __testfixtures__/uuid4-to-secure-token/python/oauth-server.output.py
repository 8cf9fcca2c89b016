"""A small authorization server: what it hands out as proof, and what only names things."""
import secrets
import uuid

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()
store = open_store()


@app.post("/register")
async def register(name: str):
    client_id = str(uuid.uuid4())
    await store.clients.set(client_id, {"name": name})
    return {"client_id": client_id}


@app.get("/authorize")
async def authorize(client_id: str, redirect_uri: str):
    session_id = secrets.token_urlsafe(32)
    await store.auth_codes.set(session_id, {"client_id": client_id, "redirect_uri": redirect_uri})
    return RedirectResponse(url=f"/connect?session={session_id}")


@app.post("/connect")
async def connect(session: str):
    pending = await store.auth_codes.get(session)
    user_id = str(uuid.uuid4())
    await store.users.set(user_id, {})
    final_code = secrets.token_urlsafe(32)  # one use only
    await store.auth_codes.set(final_code, pending)
    target = f"{pending['redirect_uri']}?code={final_code}"
    return RedirectResponse(url=target)


@app.post("/token")
async def token(code: str):
    new_access_token = secrets.token_urlsafe(32)
    await store.create_access_token(new_access_token, {})
    response = {
        "access_token": new_access_token,
        "token_type": "Bearer",
    }
    return response
