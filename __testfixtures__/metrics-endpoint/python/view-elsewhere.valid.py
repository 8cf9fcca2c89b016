from django.urls import path

from .views import HealthView, MetricsView

urlpatterns = [
    path("health/", HealthView.as_view()),
    path("metrics/", MetricsView.as_view()),
]
