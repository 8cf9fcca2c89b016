from fastapi import HTTPException
from loguru import logger

from .users import configs


async def reset_field(user_id: str, key: str, token: str):
    config = await configs.load(user_id)
    try:
        config.reset(key)
    except Exception:
        raise HTTPException(500, "The default is no valid value")
    logger.info("Reset field: {key}", user_id=user_id, key=key, token=token)


async def drop_field(user_id: str, key: str):
    try:
        await configs.drop(user_id, key)
    except Exception:
        raise HTTPException(500, "The field stays")


async def sync_fields(user_id: str, names: list):
    for field_id in names:
        try:
            await configs.send_report(field_id, user_id)
        except Exception:
            continue
    logger.info("Synced", user_id=user_id)


def words_of(user_id: str, text: str):
    try:
        words = configs.split(user_id, text)
    except Exception:
        # fall back to the simple way
        words = []
    logger.info("Split", user_id=user_id)
    return words
