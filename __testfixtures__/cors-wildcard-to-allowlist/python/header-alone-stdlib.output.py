import logging
import os
from http.server import BaseHTTPRequestHandler

logger = logging.getLogger(__name__)


def parse_allowed_origins(value):
	"""Split a comma-separated list of CORS origins; a `*` in it is dropped."""
	origins = [origin.strip() for origin in value.split(",") if origin.strip()]
	if "*" in origins:
		logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
	return [origin for origin in origins if origin != "*"]


class Handler(BaseHTTPRequestHandler):
	def do_GET(self):
		self.send_response(200)
		origin = self.headers.get("Origin")
		if origin in parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")):
			self.send_header("Access-Control-Allow-Origin", origin)
		self.send_header("Vary", "Origin")
		self.end_headers()
