from fastapi import HTTPException


def run():
    try:
        work()
    except Exception as e:
        raise HTTPException(500, f"Run failed: {e}")