from app.db import logger_table as logger


def f(log):
    logger.info("called")
