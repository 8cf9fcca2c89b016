from uuid import uuid4

from fastapi import APIRouter, HTTPException

from app.services import notify, store

router = APIRouter(prefix="/orders")


@router.post("")
def create_order(item: str, quantity: int = 1):
    try:
        order = store.save(str(uuid4()), item, quantity)
        notify.order_created(order)
        return order
    except Exception as e:
        print(f"[ERROR] could not save the order: {e}")
        raise HTTPException(status_code=500, detail=f"Could not save the order: {e}")


@router.get("/{order_id}")
def read_order(order_id: str):
    try:
        order = store.find(order_id)
        if order is None:
            raise HTTPException(status_code=404, detail="No such order")
        return order
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))
