from django.http import JsonResponse
from django_ratelimit.decorators import ratelimit
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView


@ratelimit(key="ip", rate="5/m")
def login(request):
    return JsonResponse({})


class Orders(APIView):
    throttle_classes = [ScopedRateThrottle]


class Health(APIView):
    throttle_classes = []
