import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { loadTransforms } from '../../src/registry.ts';
import { runText, textAfter } from '../helpers/fixture.ts';

const transforms = await loadTransforms(['uuid4-to-secure-token'], '.');

const BEFORE = 'import random\nimport string\nimport uuid\n\n\ndef make(size=12):\n    alphabet = string.ascii_lowercase + string.digits\n';

async function rewritten(body: string, unsafe = false): Promise<string> {
  const before = program(body);
  const after = textAfter(await runText(before, transforms, 'python', { unsafe }), before);
  expect(after).not.toBe(before);
  return after;
}

function program(body: string): string {
  return `${BEFORE}    ${body}\n    return token\n`;
}

/** What programs print, each with names of its own, one after the other in one Python. */
function python(...programs: string[]): unknown[] {
  const run = 'import json, sys\nfor program in json.load(sys.stdin): exec(program, {"__name__": "made"})';
  return execFileSync('python3', ['-c', run], { input: JSON.stringify(programs), encoding: 'utf8' }).trim().split('\n').map((line) => JSON.parse(line) as unknown);
}

/** What the code gives when its generator draws the lowest and the highest number. */
const ENDS_BEFORE = `
import json, random
found = []
for pick in (0, -1):
    random.randint = lambda a, b: (a, b)[pick]
    random.randrange = lambda a, b=None: (a if b is not None else 0, (b if b is not None else a) - 1)[pick]
    found.append(make())
print(json.dumps(found))`;
const ENDS_AFTER = `
import json, random, secrets
class Ends:
    def randint(self, a, b): return (a, b)[pick]
    def randrange(self, a, b=None): return (a if b is not None else 0, (b if b is not None else a) - 1)[pick]
found = []
for pick in (0, -1):
    secrets.randbelow = lambda n: (0, n - 1)[pick]
    secrets.SystemRandom = Ends
    found.append(make())
print(json.dumps(found))`;

describe('numbers keep their range', () => {
  it.each([
    'token = random.randint(100000, 999999)',
    'token = str(random.randint(1000, 9999))',
    'token = f"{random.randint(0, 999999):06d}"',
    'token = random.randrange(900_000) + 100_000',
    'token = random.randrange(1000, 10000)',
    'token = random.randint(10 ** (size - 1), 10 ** size - 1)',
    'token = "-".join([str(random.randint(10, 99)) for _ in range(3)])',
    'token = 2 * random.randint(5, 9)',
  ])('%s', async (body) => {
    const after = await rewritten(body);
    expect(after).not.toContain('random.rand');
    const [ends, endsBefore] = python(after + ENDS_AFTER, program(body) + ENDS_BEFORE);
    expect(ends).toEqual(endsBefore);
  });
});

const SAMPLES = `
import json
print(json.dumps([str(make()) for _ in range(200)]))`;

describe('text keeps its length and its characters', () => {
  it.each([
    ['token = uuid.uuid4().hex', /^[0-9a-f]{32}$/],
    ['token = str(uuid.uuid4()).replace("-", "")', /^[0-9a-f]{32}$/],
    ['token = f"sk_{uuid.uuid4().hex}"', /^sk_[0-9a-f]{32}$/],
    ['token = uuid.uuid4().hex[:8]', /^[0-9a-f]{8}$/],
    ['token = uuid.uuid4().hex[:15]', /^[0-9a-f]{15}$/],
    ['token = str(uuid.uuid4())[:8].upper()', /^[0-9A-F]{8}$/],
    ['token = str(uuid.uuid4())[-12:]', /^[0-9a-f]{12}$/],
    ['token = str(uuid.uuid4()).split("-")[0]', /^[0-9a-f]{8}$/],
    ['token = "".join(random.choices(alphabet, k=size))', /^[0-9a-z]{12}$/],
    ['token = "".join(random.choice(alphabet) for _ in range(size))', /^[0-9a-z]{12}$/],
    ['token = "".join(map(str, random.choices(range(10), k=6)))', /^[0-9]{6}$/],
  ])('%s', async (body, form) => {
    const [values, valuesBefore] = python(await rewritten(body) + SAMPLES, program(body) + SAMPLES) as string[][];
    expect(values!.filter((value) => !form.test(value))).toEqual([]);
    for (const value of valuesBefore!) expect(value).toMatch(form);
  });

  it('a UUID with dashes becomes 43 characters that are safe in a URL', async () => {
    const [values] = python(await rewritten('token = str(uuid.uuid4())') + SAMPLES) as string[][];
    for (const value of values!) expect(value).toMatch(/^[\w-]{43}$/);
  });
});

/** The bytes of the operating system's random numbers that one value takes. */
const BYTES = `
import json, secrets
taken = []
real = secrets.token_bytes
def counted(n=None):
    taken.append(n)
    return real(n)
secrets.token_bytes = counted
make()
print(json.dumps(sum(taken) * 8))`;

describe('tokens have the entropy they claim', () => {
  it.each([
    ['token = str(uuid.uuid4())', 256],
    ['token = "tok-" + str(uuid.uuid4())', 256],
    ['token = uuid.uuid4().hex', 128],
    ['token = uuid.uuid4().bytes.hex()', 128],
    ['token = uuid.uuid1().hex', 128],
    ['token = uuid.uuid4().hex[:8]', 32],
  ])('%s: %d bits', async (body, bits) => expect(python(await rewritten(body) + BYTES)).toEqual([bits]));
});

describe('the evidence is in the message', () => {
  const messageOf = async (text: string, path?: string) =>
    (await runText(text, transforms, 'python', path === undefined ? {} : { path })).sites.map(({ message, reason }) => reason ?? message)[0];

  it.each([
    ['a response', 'import uuid\n\n\n@app.post("/token")\ndef token():\n    fresh = str(uuid.uuid4())\n    return {"access_token": fresh}\n', '`fresh` is returned to the client as `access_token` on line 7'],
    ['a cookie', 'import uuid\n\n\ndef login(r):\n    sid = uuid.uuid4().hex\n    r.set_cookie("sid", sid)\n', '`sid` is set as the cookie `sid` on line 6'],
    ['a link', 'import uuid\n\n\ndef forgot(u):\n    s = str(uuid.uuid4())\n    mail(f"https://x/reset-password/{s}")\n', '`s` is sent in a link as `reset-password` on line 6'],
    ['a field', 'import random\n\n\ndef f(u):\n    n = random.randint(1000, 9999)\n    u.otp = n\n', '`n` is stored as `otp` on line 6'],
    ['a function', 'import random\n\n\ndef generateSMSOTP():\n    return random.randint(1000, 9999)\n', '`generateSMSOTP` returns it'],
    ['a name', 'import uuid\n\nRESET_TOKEN = str(uuid.uuid4())\n', '`RESET_TOKEN` names a secret'],
  ])('%s', async (_, text, evidence) => expect(await messageOf(text)).toContain(evidence));

  it('a code of digits is a secret in code about accounts only', async () => {
    const text = 'import random\n\n\ndef make():\n    code = random.randint(100000, 999999)\n    return code\n';
    expect(await messageOf(text, 'apps/accounts/views.py')).toContain('`code` is a one-time code');
    expect(await messageOf(text, 'apps/shop/views.py')).toBeUndefined();
  });

  it('says why an id stays', async () => {
    expect(await messageOf('import uuid\n\n\ndef f():\n    token_id = str(uuid.uuid4())\n    return token_id\n')).toBe('`token_id` is an id: it has to be unique, not secret');
  });

  it('asks for a longer token where it has few bits', async () => {
    const { actions } = await runText('import uuid\n\n\ndef f(u):\n    u.reset_token = uuid.uuid4().hex[:8]\n', transforms, 'python');
    expect(actions.map(({ value }) => value.message)).toEqual(['8 characters are 32 bits: make it longer unless somebody types it']);
  });
});
