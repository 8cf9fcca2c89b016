"""Orders."""

from dataclasses import dataclass
import os

from fastapi import APIRouter

from shop.stock import reserve

router = APIRouter()


@dataclass
class Order:
    sku: str
    count: int


@router.post("/orders")
def order(order: Order):
    if not os.getenv("STOCK_URL"):
        print("The stock service is not configured, so that nothing can be reserved")
    print(f"Reserving {order.count} of {order.sku} for the customer who is waiting now")
    return reserve(order.sku, order.count)
