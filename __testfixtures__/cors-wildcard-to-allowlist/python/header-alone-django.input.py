import logging

from django.http import JsonResponse

logger = logging.getLogger(__name__)


def prices(request):
    response = JsonResponse({"prices": []})
    response["Access-Control-Allow-Origin"] = "*"
    return response
