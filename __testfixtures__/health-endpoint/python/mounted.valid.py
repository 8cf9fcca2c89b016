from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/v1")


@router.get("/health")
def health():
    return {"status": "ok"}


app.include_router(router, prefix="/api")
