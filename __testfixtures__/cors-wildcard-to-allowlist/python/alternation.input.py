from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origin_regex=r"http://localhost:\d+|.*", allow_methods=["*"])

admin = FastAPI()
admin.add_middleware(
    CORSMiddleware,
    allow_origins=["https://admin.example.com"],
    allow_origin_regex=r"^(https://app\.example\.com|.*)$",
)
