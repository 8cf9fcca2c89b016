from fastapi import APIRouter, Depends, FastAPI

app = FastAPI()
router = APIRouter(prefix="/api/v1")


@app.get("/healthz")
def healthz():
    return {"status": "ok"}


@router.get("/ready")
async def ready():
    await ask_database()
    return {"status": "ready"}


@router.get("/live", include_in_schema=False)
async def live():
    return {"status": "alive", "parts": await monitor.health_check()}


async def ask_database():
    await session.execute("SELECT 1")
    await redis_client.ping()


@app.get("/api/v1/health", response_model=HealthResponse)
def api_health():
    return HealthResponse(status="ok")
