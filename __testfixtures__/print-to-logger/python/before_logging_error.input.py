import logging

try:
    import redis
except ImportError:
    print("ERROR: redis not installed")
    raise SystemExit(1)

logging.basicConfig(level=logging.INFO)
