import sys

from loguru import logger

logger.add(sys.stdout, serialize=True)
logger.add("app.log", serialize=False)
