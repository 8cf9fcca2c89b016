from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def start_marking(request):
    return None


@csrf_exempt
def stripe_webhook(request):
    return None


@method_decorator(csrf_exempt, name="dispatch")
class Sync(View):
    pass


urlpatterns = [path("sync/", csrf_exempt(Sync.as_view()))]
