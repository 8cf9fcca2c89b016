from fastapi import FastAPI
from flasgger import Swagger

from app.config import settings

app = FastAPI(title="Shop", openapi_url=f"{settings.API_V1_STR}/openapi.json")
half = FastAPI(docs_url=None, redoc_url=None)
Swagger(app)
