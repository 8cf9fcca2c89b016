from fastapi import APIRouter

router = APIRouter()
DOCS = "https://example.com/docs"


@router.get("/redoc-like")
def page():
    return {"docs_url": DOCS}
