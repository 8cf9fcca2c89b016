import os
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

def make() -> FastAPI:
	app = FastAPI(); app.add_middleware(CORSMiddleware, allow_origins=("*",), allow_methods=["*"])
	return app
