import structlog

log = structlog.get_logger()


def show(row, status, path):
    log.info(f"id {row.id}")
    log.info(f"rate: {{50%}} {row.rate} of {status!s}")
    log.debug(str(row))
    log.info(f"{row} is ready")
    print("name", row["name"])
    log.info(f"key {row['key']}")
    log.info(f"path {path!r} end")
