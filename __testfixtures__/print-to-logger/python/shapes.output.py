import logging

from fastapi import FastAPI, HTTPException

logger = logging.getLogger(__name__)

app = FastAPI()


def start(n, name, rows):
    logger.info(f"🚀 loaded {n} rows for {name}")
    logger.info("100% done")
    logger.debug(f"cache holds {len(rows)} rows")
    logger.debug("second pass")
    logger.warning("⚠️ redis not installed, falling back to memory")
    logger.warning(f"❌ could not read {name}")
    logger.error("upload failed")
    logger.warning("slow start")


@app.get("/items")
async def items():
    try:
        return await load()
    except ValueError as e:
        logger.warning(f"bad row: {e}")
        return []
    except KeyError:
        logger.warning("no such key")
        return []
    except OSError as e:
        logger.error(f"cannot read: {e}")
        raise
    except RuntimeError as e:
        logger.error(f"cannot run: {e}")
        raise StoreError("run") from e
    except Exception as e:
        logger.exception(f"items: {e}")
        raise HTTPException(status_code=500, detail="Error")


def optional():
    try:
        import redis
    except ImportError as e:
        logger.warning(f"redis not installed: {e}")
        redis = None
    return redis
