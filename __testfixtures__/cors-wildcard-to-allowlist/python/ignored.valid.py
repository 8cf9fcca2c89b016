# A public widget that every site may embed.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
# checkmod-ignore: cors-wildcard-to-allowlist public widget
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET"])
