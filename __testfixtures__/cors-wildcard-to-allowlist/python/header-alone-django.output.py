import logging
import os

from django.http import JsonResponse
from django.utils.cache import patch_vary_headers

logger = logging.getLogger(__name__)


def parse_allowed_origins(value):
    """Split a comma-separated list of CORS origins; a `*` in it is dropped."""
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if "*" in origins:
        logger.warning("Ignoring '*' in the CORS origins: list each origin instead")
    return [origin for origin in origins if origin != "*"]


def prices(request):
    response = JsonResponse({"prices": []})
    origin = request.headers.get("Origin")
    if origin in parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", "")):
        response["Access-Control-Allow-Origin"] = origin
    patch_vary_headers(response, ["Origin"])
    return response
