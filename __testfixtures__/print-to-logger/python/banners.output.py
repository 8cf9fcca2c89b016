import logging

logger = logging.getLogger(__name__)


def start(config, verbose):
    logger.info("Service")
    # underline
    if verbose:
        pass
    else:
        logger.info("quiet")
    logger.info(f"""{config.name}""")
