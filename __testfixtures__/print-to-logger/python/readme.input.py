import traceback

from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/items")
async def items(token: str):
    print("=" * 60)
    print(f"[DEBUG] items for {token}", flush=True)
    try:
        return await load()
    except Exception as e:
        print(f"load failed: {e}")
        traceback.print_exc()
        raise HTTPException(status_code=500, detail="Error")
