import logging

logging.basicConfig(level=logging.INFO)
logging.getLogger().setLevel("DEBUG")
LOGGING = {"version": 1, "root": {"level": "INFO", "handlers": ["console"]}}
logging.basicConfig(format="%(message)s")
