from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
# Allow CORS for the dashboard
app.add_middleware(CORSMiddleware, allow_origins=["*"])
