import logging

from app import store

log = logging.getLogger(__name__)


def show(row, status, path):
    print("id", row.id)
    print("rate: 50%", row.rate, "of", row.total)
    print(row)
    print(str(row))
    print(row.id, row.name, sep="/")
    print(row, "is ready")
    print("a " + row.name)
    print("%s rows" % row.count)
    print("yes" if row else "no")
    print("path", f"{path!r}", flush=True)
    print(
        "several lines",
        row.id,  # the id
        flush=True,
    )
    print("first "
          f"second {row.id}")
