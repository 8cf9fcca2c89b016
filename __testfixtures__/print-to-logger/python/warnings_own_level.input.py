import logging

logger = logging.getLogger(__name__)


def clean(store, rows):
    for row in rows:
        try:
            store.drop(row)
        except Exception as e:
            print(f"Warning: failed to drop {row}: {e}")
        except OSError as e:
            message = str(e)
            print(
                f"cannot drop {row}: "
                f"{message}"
            )
        except KeyError:
            print(
                "the store does not know a row of that name"
            )
    print(f"critical paths: {len(rows)}, errors={store.errors}, {store.failed} failed, no errors")
    print("[INFO] done", flush=True)
    print("error: nothing to do")
