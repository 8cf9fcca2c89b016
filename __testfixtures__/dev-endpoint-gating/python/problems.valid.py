from fastapi import APIRouter

router = APIRouter(prefix="/debug")
api = APIRouter()


@router.get("/sessions")
def sessions():
    return []


@api.post("/test-email")
def send_test():
    return {}


@api.post("/webhooks/{webhook_id}/test")
def try_webhook(webhook_id: str):
    return {}


@api.post("/seed")
def seed():
    return {}


app.include_router(tools, prefix="/dev-tools")
