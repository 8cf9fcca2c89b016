"""HTTP API of the order service."""
import logging

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app.routes import orders, password

logging.basicConfig(level=logging.INFO)

app = FastAPI(title="Orders")
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)
app.include_router(orders.router)
app.include_router(password.router)


@app.on_event("startup")
async def announce():
    print("=" * 40)
    print(f"✅ orders is up, {len(app.routes)} routes")
    print("=" * 40)
