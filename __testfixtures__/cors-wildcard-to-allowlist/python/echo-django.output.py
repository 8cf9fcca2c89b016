import logging
import os

from django.utils.cache import patch_vary_headers

logger = logging.getLogger(__name__)


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


class CorsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        origin = request.META.get("HTTP_ORIGIN")
        if origin in parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")):
            response["Access-Control-Allow-Origin"] = origin
        patch_vary_headers(response, ["Origin"])
        response["Access-Control-Allow-Credentials"] = "true"
        return response
