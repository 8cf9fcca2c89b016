"""Settings of Django."""
SESSION_COOKIE_SECURE = True
