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
