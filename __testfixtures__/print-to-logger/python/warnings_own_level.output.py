import logging

logger = logging.getLogger(__name__)


def clean(store, rows):
    for row in rows:
        try:
            store.drop(row)
        except Exception as e:
            logger.warning(f"failed to drop {row}: {e}", exc_info=True)
        except OSError as e:
            message = str(e)
            logger.exception(
                f"cannot drop {row}: "
                f"{message}"
            )
        except KeyError:
            logger.warning(
                "the store does not know a row of that name",
                exc_info=True,
            )
    logger.info(f"critical paths: {len(rows)}, errors={store.errors}, {store.failed} failed, no errors")
    logger.info("done")
    logger.error("error: nothing to do")
