import json
import os

from fastapi import APIRouter, Request

router = APIRouter()
DATABASE_URL = os.environ["DATABASE_URL"]


@router.post("/token")
async def token(request: Request):
    data = await request.json()
    headers = dict(request.headers)
    auth = request.headers.get("Authorization", "")
    print(f"headers: {headers}")
    print(f"body: {json.dumps(data)}")
    print(f"auth {auth[:20]}... ends {auth[-4:]}, {len(auth)} long")
    print(f"type {request.headers.get('content-type')} of {request.method}")
    access_token = make(data.get("user"))
    answer = {"access_token": access_token, "token_type": "bearer"}
    print(f"answer: {answer}")
    print("token:", access_token)
    print("token: " + access_token)
    print(f"{{id}} {access_token}")
    print(f"secret is set: {access_token is not None}, {bool(access_token)}")
    link = f"https://example.com/reset?token={access_token}"
    print(f"send {link} to {data['email']}")
    print(f"user {answer['token_type']} used {answer['total_tokens']} tokens")
    print(f"database {DATABASE_URL}")
    print(f"key {os.getenv('STRIPE_API_KEY')} in {os.getenv('REGION')}")
    print("admin login: admin / password: admin123")
    print(f"got {access_token=}")
    return answer


def login(user, password, otp_code):
    print(f"login {user} {password}")
    print(f"Authorization header: {password[:50]}..." if password else "No header")
    print(f"code {otp_code}")


def check_hash(user, password_hash):
    print(f"not a bcrypt hash: {password_hash[:20]}...")
    print("stored", user.hashed_password)
