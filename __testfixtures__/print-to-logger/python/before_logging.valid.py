# The line would be lost: logging is configured below it.
import logging

print("starting")
logging.basicConfig(level=logging.INFO)
