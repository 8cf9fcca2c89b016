import logging

from telemetry_kit import logger

log = logging.getLogger(__name__)


def start(tracer):
    try:
        tracer.start()
    except Exception as e:
        log.warning(f"tracing not started: {e}", exc_info=True)
    try:
        tracer.connect()
    except Exception as e:
        log.exception(f"not connected: {e}")
