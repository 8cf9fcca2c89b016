import logging

logger = logging.getLogger(__name__)


def events(order, name, ws):
    logger.info(f"[Payment Failed] order {order} moved on")
    logger.info("🚨 New order")
    logger.info(f"❌ Client {name} disconnected")
    logger.warning(f"❌ {name} has no key")
    logger.info("error-handler registered")
    logger.info("reading failed_jobs.csv")
    logger.info(f"state of {name} is 'failed'")
    logger.info("⏭️ Skipped/Failed, next")
    logger.error("❌ no rows")
    logger.debug("🔧 three rows")
    logger.warning("⚠️ few rows")
    logger.error("Sending the last one failed")
