"""Fills a development database."""
from uuid import uuid4

from app.services import store


def main():
    for item in ("tea", "coffee"):
        order = store.save(str(uuid4()), item, 1)
        print(f"seeded {order['id']}")


if __name__ == "__main__":
    main()
