DATABASES = {
    # Production says how long connections are kept.
    "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop"},
}
