import random
import secrets
import string

ALPHABET = string.ascii_letters + string.digits


def generate_otp(length: int = 6) -> str:
    return ''.join(secrets.choice(string.digits) for _ in range(length))


def send_sms_code(user):
    code = "".join(secrets.choice(string.digits) for _ in range(6))
    user.sms_verification_code = code
    user.save()


def temporary(user, size):
    temp_password = "".join([secrets.choice(ALPHABET) for _ in range(size)])
    otp = secrets.randbelow(900000) + 100000
    login_code = str(secrets.randbelow(900_000) + 100_000)
    verification_code = f"{secrets.randbelow(1000000):06d}"
    reset_code = secrets.SystemRandom().randrange(10 ** 5, 10 ** 6)
    sms_otp = 1000 + secrets.randbelow(9000)
    two = random.randint(10, 99) * 2
    user.otp = "".join(map(str, [secrets.choice(range(10)) for _ in range(4)]))
    access_token = "%030x" % secrets.randbits(128)
    password = ""
    for _ in range(size):
        password += secrets.choice(ALPHABET)
    return temp_password, otp, login_code, verification_code, reset_code, sms_otp, access_token, two, password


def make_password(size):
    password = [secrets.choice(string.ascii_uppercase), secrets.choice(string.digits)]
    password += [secrets.choice(ALPHABET) for _ in range(size - 2)]
    secrets.SystemRandom().shuffle(password)
    return "".join(password)


class RegisterView:
    def post(self, request):
        code = str(secrets.randbelow(900000) + 100000)
        OTP.objects.create(phone=request.phone, code=code)
        room_code = "".join(random.choices(string.ascii_uppercase, k=5))
        Room.objects.create(code=room_code)
