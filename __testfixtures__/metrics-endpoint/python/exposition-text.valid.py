from fastapi import APIRouter

router = APIRouter(prefix="/metrics")


@router.get("/prometheus")
def prometheus():
    stats = monitoring.get_stats()
    return "\n".join(["# TYPE requests_total counter", f"requests_total {stats['requests']}"])


@router.get("")
def summary():
    return {"requests": monitoring.get_stats()["requests"]}
