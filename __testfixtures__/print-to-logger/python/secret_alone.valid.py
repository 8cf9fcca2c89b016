# Nothing but the secret is printed: a log line would say nothing, and the value must not be logged.


def show(token, settings):
    print(token)
    print(f"{token}")
    print(settings.secret_key)
