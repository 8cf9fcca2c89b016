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
        log.exception("create_order_failed")
        raise HTTPException(status_code=500, detail="Failed to create the order") from e


@app.get("/orders")
def list_orders():
    log.info("orders_listed")
    try:
        return store.all()
    except Exception as e:
        log.exception("list_orders_store_all_failed")
        raise HTTPException(status_code=500, detail="Internal server error") from e
