import structlog
from fastapi import FastAPI, HTTPException

app = FastAPI()
log = structlog.get_logger()


@app.post("/orders")
def create_order(order: dict):
    try:
        store.insert(order)
        log.info("order_created", order=order["id"])
    except Exception as e:
        raise HTTPException(status_code=500, detail=f"Failed to create the order: {e}")


@app.get("/orders")
def list_orders():
    log.info("orders_listed")
    try:
        return store.all()
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))
