from flask import Flask

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 16 * 1024 * 1024
other = Flask("other")
other.config["MAX_CONTENT_LENGTH"] = None
