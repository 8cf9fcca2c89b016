INSTALLED_APPS = ["rest_framework"]
REST_FRAMEWORK = {"EXCEPTION_HANDLER": "api.errors.handle"}
