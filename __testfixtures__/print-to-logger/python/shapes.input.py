import sys
import traceback

from fastapi import FastAPI, HTTPException

app = FastAPI()


def start(n, name, rows):
    print("=" * 60)
    print(f"\n🚀 loaded {n} rows for {name}")
    print("100% done")
    print()
    print(f"[DEBUG] cache holds {len(rows)} rows", flush=True)
    print("DEBUG: second pass")
    print("⚠️ redis not installed, falling back to memory")
    print(f"❌ could not read {name}")
    print("upload failed", file=sys.stderr)
    print("slow start", file=sys.stderr, flush=True)
    print(f"{'='*60}")


@app.get("/items")
async def items():
    try:
        return await load()
    except ValueError as e:
        print(f"bad row: {e}")
        return []
    except KeyError:
        print("no such key")
        return []
    except OSError as e:
        print(f"cannot read: {e}")
        raise
    except RuntimeError as e:
        print(f"cannot run: {e}")
        raise StoreError("run") from e
    except Exception as e:
        print(f"items: {e}")
        traceback.print_exc()
        raise HTTPException(status_code=500, detail="Error")


def optional():
    try:
        import redis
    except ImportError as e:
        print(f"redis not installed: {e}")
        redis = None
    return redis
