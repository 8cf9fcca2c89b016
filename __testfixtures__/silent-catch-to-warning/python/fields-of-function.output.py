from fastapi import HTTPException
from loguru import logger

from .users import configs


async def reset_field(user_id: str, key: str, token: str):
    config = await configs.load(user_id)
    try:
        config.reset(key)
    except Exception:
        logger.opt(exception=True).error(
            "reset_field: config.reset failed", user_id=user_id, key=key
        )
        raise HTTPException(500, "The default is no valid value")
    logger.info("Reset field: {key}", user_id=user_id, key=key, token=token)


async def drop_field(user_id: str, key: str):
    try:
        await configs.drop(user_id, key)
    except Exception:
        logger.opt(exception=True).error(
            "drop_field: configs.drop failed for user_id {}", user_id
        )
        raise HTTPException(500, "The field stays")


async def sync_fields(user_id: str, names: list):
    for field_id in names:
        try:
            await configs.send_report(field_id, user_id)
        except Exception:
            logger.opt(exception=True).warning(
                "sync_fields: configs.send_report failed for field_id {}, skipping this one",
                field_id,
            )
            continue
    logger.info("Synced", user_id=user_id)


def words_of(user_id: str, text: str):
    try:
        words = configs.split(user_id, text)
    except Exception as exc:
        logger.debug(
            "words_of: computing words failed for user_id {}, using an empty list for words: {}",
            user_id,
            type(exc).__name__,
        )
        # fall back to the simple way
        words = []
    logger.info("Split", user_id=user_id)
    return words
