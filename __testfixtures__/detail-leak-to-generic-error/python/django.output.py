import logging

from django.http import HttpResponse, HttpResponseServerError, JsonResponse
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound
from rest_framework.response import Response
from rest_framework.views import APIView

log = logging.getLogger(__name__)


class OrderView(APIView):
	def get(self, request, pk):
		try:
			if pk not in ORDERS:
				raise NotFound("no such order")
			return Response(ORDERS[pk])
		except NotFound:
			raise
		except Exception as e:
			log.error("order lookup failed: %s", e, exc_info=True)
			return Response(
				{"error": "Internal server error"}, status=status.HTTP_500_INTERNAL_SERVER_ERROR
			)

	def post(self, request):
		try:
			return Response(make(request.data))
		except Exception as e:
			log.exception("Order not made")
			raise APIException("Order not made") from e


def export(request):
	try:
		return HttpResponse(render_csv())
	except Exception:
		log.exception("Export failed")
		return HttpResponseServerError("Export failed")


def summary(request):
	try:
		return JsonResponse(totals())
	except Exception:
		log.exception("Totals are not ready")
		return JsonResponse({"status": "error", "message": "Totals are not ready"}, status=500)
