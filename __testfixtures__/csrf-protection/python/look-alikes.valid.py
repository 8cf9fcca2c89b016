from fastapi import FastAPI
from fastapi_csrf_protect import CsrfProtect

app = FastAPI()
WTF_CSRF_ENABLED = True


@CsrfProtect.load_config
def get_csrf_config():
    return None


def check_state(state):
    """The state of an OAuth login, against CSRF."""
    raise ValueError("possible CSRF attack")


class CorsHeadersMiddleware:
    """Adds headers to all responses, also to 403."""

    def __call__(self, request):
        response = self.get_response(request)
        response["Access-Control-Allow-Headers"] = ", ".join(["accept", "origin", "x-csrftoken"])
        return response
