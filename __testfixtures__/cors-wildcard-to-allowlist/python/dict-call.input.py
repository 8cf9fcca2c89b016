from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask import Flask
from flask_cors import CORS

options = dict(allow_origins=["*"], allow_credentials=True)
app = FastAPI()
app.add_middleware(CORSMiddleware, **options)

other = FastAPI()
other.add_middleware(CORSMiddleware, **dict(allow_origin_regex=".*", allow_methods=["*"]))

site = Flask(__name__)
CORS(site, resources={r"/api/*": dict(origins="*")})
