import structlog

log = structlog.get_logger()


def show(row, status, path):
    print("id", row.id)
    print("rate: {50%}", row.rate, 'of', status)
    print(row)
    print(row, "is ready")
    print("name", row["name"])
    print("key", row['key'])
    print(f"path {path!r}", "end")
