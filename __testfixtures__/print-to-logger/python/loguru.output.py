from loguru import logger


def f(x, y):
    logger.info(f"braces {x}")
    logger.info(f"braces {{}} {x}")
    try:
        x()
    except Exception as e:
        logger.opt(exception=True).error(f"failed: {e}")
    except OSError:
        logger.opt(exception=True).warning("no file")
