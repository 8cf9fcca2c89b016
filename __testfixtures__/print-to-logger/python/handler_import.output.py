import logging

logger = logging.getLogger(__name__)


def run(job):
    try:
        return job()
    except Exception as e:
        logger.exception(f"job: {e}")
        return None


def walk(job):
    try:
        return job()
    except Exception:
        logger.exception("walk: job failed")
    if job:
        print()
    else: logger.info("no job")
