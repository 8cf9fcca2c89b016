import random
import string

ALPHABET = string.ascii_letters + string.digits


def generate_otp(length: int = 6) -> str:
    return ''.join(random.choices(string.digits, k=length))


def send_sms_code(user):
    code = "".join(random.choice(string.digits) for _ in range(6))
    user.sms_verification_code = code
    user.save()


def temporary(user, size):
    temp_password = "".join([random.choice(ALPHABET) for _ in range(size)])
    otp = random.randint(100000, 999999)
    login_code = str(random.randint(100_000, 999_999))
    verification_code = f"{random.randint(0, 999999):06d}"
    reset_code = random.randrange(10 ** 5, 10 ** 6)
    sms_otp = 1000 + random.randrange(9000)
    two = random.randint(10, 99) * 2
    user.otp = "".join(map(str, random.choices(range(10), k=4)))
    access_token = "%030x" % random.getrandbits(128)
    password = ""
    for _ in range(size):
        password += random.choice(ALPHABET)
    return temp_password, otp, login_code, verification_code, reset_code, sms_otp, access_token, two, password


def make_password(size):
    password = [random.choice(string.ascii_uppercase), random.choice(string.digits)]
    password += [random.choice(ALPHABET) for _ in range(size - 2)]
    random.shuffle(password)
    return "".join(password)


class RegisterView:
    def post(self, request):
        code = str(random.randint(100000, 999999))
        OTP.objects.create(phone=request.phone, code=code)
        room_code = "".join(random.choices(string.ascii_uppercase, k=5))
        Room.objects.create(code=room_code)
