import random
import uuid

from fastapi import APIRouter

from app.services import notify, store

router = APIRouter(prefix="/password")


@router.post("/reset")
def request_reset(email: str):
    reset_token = str(uuid.uuid4())
    store.remember_reset(email, reset_token)
    print(f"reset for {email}: {reset_token}")
    notify.reset_requested(email, reset_token)
    return {"sent": True}


@router.post("/otp")
def request_otp(email: str):
    otp = str(random.randint(100000, 999999))
    store.remember_reset(email, otp)
    return {"sent": True}
