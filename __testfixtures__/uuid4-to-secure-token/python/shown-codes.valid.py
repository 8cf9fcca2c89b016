import random
import uuid

from fastapi import APIRouter

router = APIRouter()


# Nothing here is found by it.
@router.post("/bookings")
def book(db):
    booking_code = uuid.uuid4().hex[:8].upper()
    db.add(Booking(booking_code=booking_code))
    return {"booking_code": booking_code}


# Only asked whether it is free.
@router.post("/orders")
def order(db):
    confirmation_code = uuid.uuid4().hex[:8]
    if not exists(db, confirmation_code):
        db.add(Order(confirmation_code=confirmation_code))


def exists(db, code):
    return db.query(Order).filter_by(confirmation_code=code).first() is not None


# A text that names a code for everybody.
@router.post("/promo")
def promo(user):
    code = random.randint(1000, 9999)
    mail(user, f"Your discount is waiting: use SPRING-{code}")
    gpio_pin = random.randint(1, 40)
    return gpio_pin


# A mark of who holds a lock, in a table of its own.
def work(db):
    token = str(uuid.uuid4())
    db.execute("INSERT INTO job_locks (name, token) VALUES (%s, %s)", ("mail", token))


# The session of a chat: nobody is known by it.
@router.post("/chats")
def chat(request):
    session_id = str(uuid.uuid4())
    CHATS[session_id] = USERS[request.cookies["access"]]
    return {"session_id": session_id}
