from flask import Flask
from flask_compress import Compress

compress = Compress()
app = Flask(__name__)
compress.init_app(app)
