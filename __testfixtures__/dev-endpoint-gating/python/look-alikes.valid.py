from fastapi import APIRouter

router = APIRouter()


@router.post("/reset-password")
def reset_password():
    return {}


@router.post("/auth/password/reset")
def reset():
    return {}


@router.get("/devices/{device_id}")
def device(device_id: str):
    return {}


@router.get("/test-results")
def results():
    return []


@router.get("/latest")
def latest():
    return []


@router.get("/sandbox/info")
def info():
    return {}


@router.post("/rate-limit/reset/{client_ip}")
def reset_limit(client_ip: str):
    return {}
