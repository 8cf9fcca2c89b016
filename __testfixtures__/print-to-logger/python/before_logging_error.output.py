import logging

try:
    import redis
except ImportError:
    logging.getLogger(__name__).error("redis not installed")
    raise SystemExit(1)

logging.basicConfig(level=logging.INFO)
