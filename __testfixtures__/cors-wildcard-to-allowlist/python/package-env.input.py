import os
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from loguru import logger

app = FastAPI()
logger.info("starting")
app.add_middleware(CORSMiddleware, allow_origins="*")
