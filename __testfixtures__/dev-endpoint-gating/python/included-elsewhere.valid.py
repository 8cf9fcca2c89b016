from fastapi import APIRouter

router = APIRouter()


@router.get("/api/test-data/rooms")
def rooms():
    return []
