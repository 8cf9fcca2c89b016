LOGGING = {"version": 1, "root": {"level": "WARNING", "handlers": ["console"]}}
