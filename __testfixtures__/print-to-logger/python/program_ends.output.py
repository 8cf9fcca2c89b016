import logging
import os
import signal
import sys

logger = logging.getLogger(__name__)


def start(url, config):
    if not url:
        # What ends the program is an error, whatever its words.
        logger.error("No database address")
        logger.error("Set DATABASE_URL and start again")
        sys.exit(1)
    if not config:
        logger.info("Nothing to do")
        sys.exit(0)
    logger.error("CRITICAL configuration problem")
    try:
        connect(url)
    except KeyboardInterrupt:
        logger.info("Stopped by hand")
        sys.exit(130)


def stop(signum):
    logger.error("Received a signal")
    os._exit(signum)
