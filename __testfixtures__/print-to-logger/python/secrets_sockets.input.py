import json
import logging

from fastapi import APIRouter, WebSocket

from app.config import settings
from app.sockets import sio

logger = logging.getLogger(__name__)
router = APIRouter()


@router.websocket("/ws")
async def chat(websocket: WebSocket):
    await websocket.accept()
    while True:
        data = await websocket.receive_text()
        print(f"Received: {data}")
        message = json.loads(data)
        print(f"Type {message['type']}, {len(data)} characters")


@sio.event
async def update_cart(sid, data):
    print(f"[CART] update_cart from {sid}: {data}")
    print(f"[CART] store {data.get('store_id')}")


def announce():
    print(f"Database: {settings.DATABASE_URL.split('@')[1] if '@' in settings.DATABASE_URL else 'local'}")
    print(f"Redis: {settings.REDIS_URL.rsplit('@', 1)[-1]}")
    print(f"Login part: {settings.DATABASE_URL.split('@')[0]}")
