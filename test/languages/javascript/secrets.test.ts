import { describe, expect, it } from 'vitest';
import { callsOf } from '../../../src/languages/javascript/nodes.ts';
import { parseJavaScript } from '../../../src/languages/javascript/parse.ts';
import { Secrets } from '../../../src/languages/javascript/secrets.ts';
import { viewOf } from '../../helpers/fixture.ts';

/** What secret the first argument of `show(…)` in some code would show. */
function shown(code: string, path = 'src/orders.ts'): string | undefined {
  const doc = parseJavaScript(code, path);
  const [call] = [...callsOf(doc, 'show')];
  return new Secrets(doc, viewOf(path)).shownBy(call!.arguments[0]);
}

describe('a secret is known by', () => {
  it.each([
    ['show(token)', 'token'],
    ['show(user.passwordHash)', 'user.passwordHash'],
    ['show(process.env.STRIPE_SECRET_KEY)', 'process.env.STRIPE_SECRET_KEY'],
    ["show(process.env['DATABASE_URL'])", 'process.env.DATABASE_URL'],
    ['show(process.env)', 'process.env'],
    ["show(req.headers['authorization'])", 'req.headers.authorization'],
    ['show(`using ${apiKey}`)', 'apiKey'],
    ["show('using ' + apiKey)", 'apiKey'],
    ['show({ user, password })', 'password'],
    ['show({ Authorization: header })', 'Authorization'],
    ['show(JSON.stringify({ token }))', 'token'],
    ['show(apiKey ?? fallback)', 'apiKey'],
    ['show(token.slice(0, 10))', 'token'],
    ['show(await createAccessToken(user))', 'createAccessToken(…)'],
    ["import jwt from 'jsonwebtoken'\nshow(jwt.sign(data, key))", 'jwt.sign(data, key)'],
    ['show([...tokens.refresh_token])', 'tokens.refresh_token'],
    ['show(error.config)', 'error.config'],
    ['show(resetLink)', 'resetLink'],
    ['show({ expected: expectedSignature })', 'expectedSignature'],
    ['show(res.getHeaders())', 'res.getHeaders()'],
    ['show(names.map((name) => [name, res.getHeader(name)]))', 'res.getHeader(name)'],
    ['show(users.map((user) => user.password))', 'user.password'],
  ])('its name: %s', (code, expected) => expect(shown(code)).toBe(expected));

  it.each([
    ['app.post("/", (req, res) => { show(req.body) })', 'req.body'],
    ['app.post("/", (req, res) => { show(req) })', 'req (with its headers)'],
    ['async function POST(request: Request) { show(await request.json()) }', 'request.json()'],
    ['async function POST(request: Request) { const input = await request.json()\nshow(input) }', 'input (from request.json())'],
    ['app.post("/", (req, res) => { const { name, ...rest } = req.body\nshow(rest) })', 'rest (from req.body)'],
    ['app.post("/", ({ body }, res) => { show(body) })', 'body'],
    ['app.post("/", async (c) => { show(await c.req.json()) })', 'c.req.json()'],
    ['app.use(async (ctx) => { show(ctx.request.body) })', 'ctx.request.body'],
    ['exports.handler = async (event) => { show(event.body) }', 'event.body'],
    ['class A { save(@Body() dto: Order) { show(dto) } }', 'dto (of the request)'],
    ["class A { save(@Body('email') email: string) { show(email) } }", undefined],
    ["socket.on('chat', (data) => { show(data) })", 'data (sent by the client)'],
    ["let body = ''\nreq.on('data', (chunk) => { body += chunk })\nreq.on('end', () => show(body))", 'body'],
    ['const answer = await fetchIt()\nuse(answer.data.access_token)\nshow(answer.data)', 'answer.data'],
    ['const answer = await fetchIt()\nconst { accessToken } = answer\nshow(answer)', 'answer'],
    ['for (const [key, value] of Object.entries(req.headers)) show(value)', 'value (from req.headers)'],
    ['tokens.access_tokens.forEach((each) => show(each))', 'each (from tokens.access_tokens)'],
    ['function sendEmail(to, html) { show(html) }', 'html'],
    ['let found\nfound = process.env.API_KEY\nshow(found)', 'found (from process.env.API_KEY)'],
  ])('what it was made from: %s', (code, expected) => expect(shown(code)).toBe(expected));

  it('the place of a code', () => {
    expect(shown('show(code)', 'src/auth/callback.ts')).toBe('code');
    expect(shown('show(code)', 'src/catalog/products.ts')).toBeUndefined();
    expect(shown('show(statusCode)', 'src/auth/callback.ts')).toBeUndefined();
  });
});

describe('nothing secret is in', () => {
  it.each([
    'show(Boolean(token))', 'show(!!token)', 'show(token.length)', 'show(token?.length)', 'show(typeof token)', 'show(token === other)',
    "show(token ? 'set' : 'missing')", 'show(token.slice(0, 4))', 'show(token.slice(-4))', 'show(token.substring(0, 4))', 'show(maskToken(token))',
    "show({ hasToken: !!token, token: token ? 'set' : 'missing' })", 'show(Object.keys(req.body))', "show(req.headers['user-agent'])", "show(req.get('host'))",
    'show(hasToken)', 'const token = a.length > 1\nshow(token)', 'show(total_tokens)', 'show(tokenId)', 'show(cacheKey)', 'show(req.body.email)', 'show(req.params.id)',
    'show(err.message)', 'show(response.headers)', 'show(token.userId)', "show(await bcrypt.compare(password, hash))", 'show(jwt.verify)', 'show(verifyToken(token))',
    'const isPasswordValid = true\nshow(isPasswordValid)', 'function f(token: boolean) { show(token) }', "show(token.startsWith('sk'))", 'show(user)', 'show({ token: position.tokenSymbol })', 'show(rates.pricePerToken)', 'show(req.body.users.map((each) => each.id))',
  ])('%s', (code) => expect(shown(code)).toBeUndefined());
});
