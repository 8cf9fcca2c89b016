from django.urls import include, path

from . import views

urlpatterns = [
    path("health/", views.health_check),
    path("ht/", include("health_check.urls")),
    path("healthcare/", views.care),
    path("health/", include("health.urls")),
]
