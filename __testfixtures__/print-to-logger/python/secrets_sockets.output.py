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
        logger.info("Received: [redacted]")
        message = json.loads(data)
        logger.info(f"Type {message['type']}, {len(data)} characters")


@sio.event
async def update_cart(sid, data):
    logger.info(f"[CART] update_cart from {sid}: [redacted]")
    logger.info(f"[CART] store {data.get('store_id')}")


def announce():
    logger.info(f"Database: {settings.DATABASE_URL.split('@')[1] if '@' in settings.DATABASE_URL else 'local'}")
    logger.info(f"Redis: {settings.REDIS_URL.rsplit('@', 1)[-1]}")
    logger.info("Login part: [redacted]")
