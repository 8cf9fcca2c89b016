# The wildcard is replaced before it reaches the layer.
import os
from flask import Flask
from flask_cors import CORS

app = Flask(__name__)
origins_str = os.environ.get("ALLOWED_ORIGINS", "*")
origins = [origin.strip() for origin in origins_str.split(",")]
if "*" in origins and len(origins) == 1:
    origins = [os.environ.get("FRONTEND_BASE_URL", "http://localhost:3000")]
CORS(app, resources={r"/*": {"origins": origins, "supports_credentials": True}})
