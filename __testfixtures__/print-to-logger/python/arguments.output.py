import logging

from app import store

log = logging.getLogger(__name__)


def show(row, status, path):
    log.info("id %s", row.id)
    log.info("rate: 50%% %s of %s", row.rate, row.total)
    log.debug("%s", row)
    log.debug(str(row))
    log.debug("%s/%s", row.id, row.name)
    log.info("%s is ready", row)
    log.info("a " + row.name)
    log.info("%s rows" % row.count)
    log.info("yes" if row else "no")
    log.info("path %r", path)
    log.info(
        "several lines %s",
        row.id,  # the id
    )
    log.info("first "
             f"second {row.id}")
