# A class of the project that only sounds like the middleware.
from app.cors import CORSEnsureMiddleware, CORSMiddleware
from fastapi import FastAPI

app = FastAPI()
app.add_middleware(CORSEnsureMiddleware, allowed_origins=load_origins())
app.add_middleware(CORSMiddleware, origins=load_origins())
