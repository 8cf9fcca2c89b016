import time

from fastapi import FastAPI, HTTPException, Request

app = FastAPI()
hits: dict[str, list[float]] = {}


def _enforce_rate_limit(request: Request, key: str, most: int) -> None:
    name = f"{key}:{request.client.host}"
    recent = [at for at in hits.get(name, []) if at > time.time() - 60]
    if len(recent) >= most:
        raise HTTPException(status_code=429, detail="Too many requests")
    hits[name] = [*recent, time.time()]


@app.post("/forgot-password")
def forgot(request: Request):
    _enforce_rate_limit(request, "forgot", 5)
    return {}


@app.get("/orders")
def orders():
    return []
