import logging

logger = logging.getLogger(__name__)


def forms(x, d, rows):
    logger.info(f"nested {'yes' if x else 'no'} {d['key']} {x!r:>10} {{braces}}")
    logger.info(rf"\d {x}\n")
    logger.info("upper" " tail")
    logger.info(f"first {x}")
    logger.info(f"{x:>{d}} {x=}")
    logger.info(f'{x}')
    logger.info('single double %s', d['key'])
    logger.info(f"in parentheses {x}")
    logger.info(f"await {d.get('a', 1):,}",)
    logger.debug("%s", b"bytes")
    logger.debug(f"{x}")
