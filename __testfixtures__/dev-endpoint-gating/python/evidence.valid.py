import os

from fastapi import APIRouter, Depends, FastAPI, HTTPException

app = FastAPI()
router = APIRouter()
_IS_DEV = os.getenv("ENV", "prod") == "dev"

if _IS_DEV:
    @app.get("/debug/state")
    def state():
        return {}


@router.post("/reset")
def reset():
    if os.getenv("ENABLE_DANGEROUS_ENDPOINTS", "false") != "true":
        raise HTTPException(status_code=403)
    return {}


@router.post("/seed", dependencies=[Depends(require_dev_mode)])
def seed():
    return {}
