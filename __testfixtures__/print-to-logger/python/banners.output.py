import logging

logger = logging.getLogger(__name__)


def start(config, wide):
    logger.info("Service")
    if wide:
        print()
        print("-" * 20)
    else:
        logger.info("quiet")
    logger.info(f"""{config.name}""")
