import httpx
from fastapi import APIRouter, Depends

router = APIRouter(prefix="/patients")
PUBLIC_PATHS = ["/health", "/docs"]


@router.post("/health")
def record_health(entry: dict):
    return {"status": "saved"}


@router.get("/{patient_id}/health")
def health_of(patient_id: str):
    return {"status": "ok"}


@router.get("/health")
def my_health(user=Depends(get_current_user)):
    return {"status": user.health}


@router.get("/ready")
def orders_that_wait():
    return list_orders("waiting")


async def is_up():
    return await httpx.AsyncClient().get("http://other/health")
