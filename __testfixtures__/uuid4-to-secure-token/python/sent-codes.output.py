import secrets
import string

from fastapi import APIRouter, Response

router = APIRouter()


@router.post("/sms")
def send(phone: str):
    number = secrets.randbelow(9000) + 1000
    sms(phone, "Your code is: %s" % number)


@router.post("/pin")
def pin(user):
    user.pin = secrets.randbelow(9000) + 1000
    value = str(secrets.randbelow(900000) + 100000)
    mail(user, html="<b>" + value + "</b> is your one-time login code")


@router.post("/bookings")
def book(db, email: str):
    # Whoever has it may cancel, below.
    confirmation_code = secrets.token_hex(4).upper()
    reference = make_reservation_code()
    db.add(Booking(confirmation_code=confirmation_code, reservation_code=reference, email=email))
    return {"confirmation_code": confirmation_code}


def make_reservation_code():
    return "".join(secrets.choice(string.ascii_uppercase) for _ in range(8))


@router.post("/bookings/cancel")
def cancel(db, code: str):
    booking = db.query(Booking).filter(Booking.confirmation_code == code).first()
    other = db.query(Booking).filter_by(reservation_code=code).first()
    return [booking.cancel(), other.cancel()]


class Sessions:
    """What it makes is set as a cookie by a method of its own."""

    def create(self, response: Response, user: str):
        session_id = secrets.token_urlsafe(32)
        self.store[session_id] = user
        self._remember(response, session_id)

    def _remember(self, response: Response, value: str):
        response.set_cookie("session", value, httponly=True)


def new_session(user):
    session_id = secrets.token_urlsafe(32)
    STORE[session_id] = user
    return session_id


@router.post("/login")
def login(response: Response, user: str):
    response.set_cookie(key="session_id", value=new_session(user))


def live_demo(user):
    access_token = secrets.token_urlsafe(32)
    return {"access_token": access_token}


def login_by_hand(response, user):
    session_id = secrets.token_hex(16)
    STORE[session_id] = user
    response.headers["Set-Cookie"] = f"session={session_id}; HttpOnly"
