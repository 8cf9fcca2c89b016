from fastapi import APIRouter, FastAPI
from prometheus_client import Counter

app = FastAPI()
router = APIRouter(prefix="/chat")
REQUESTS = Counter("requests", "Requests")


@app.get("/metrics")
def to_be_done():
    return {"message": "metrics come later"}


@router.get("/metrics")
def chat_metrics():
    return store.chat_numbers()


@app.get("/campaigns/{campaign_id}/metrics")
def campaign(campaign_id: int):
    return store.numbers(campaign_id)
