import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadTransforms } from '../../src/registry.ts';
import { runText, textAfter, type CaseOptions, viewOf } from '../helpers/fixture.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { pythonVenv, runPython } from '../helpers/venv.ts';

const ID = 'cors-wildcard-to-allowlist';
const LISTED = 'https://app.example.com';
const FOREIGN = 'https://evil.example.net';
const transforms = await loadTransforms([ID], '.');
const python = await pythonVenv();
const reason = 'skip' in python ? ` (skipped: ${python.skip})` : '';
const folder = mkdtempSync(join(tmpdir(), 'checkmod-cors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The module after the transform. */
async function after(source: string, options: CaseOptions = {}): Promise<string> {
  const result = await runText(source, transforms, 'python', options);
  expect(result.failures ?? []).toEqual([]);
  expect(result.status).toBe('changed');
  return textAfter(result, source);
}

interface Answer { readonly allowed: Record<string, string | null>; readonly log: string[]; readonly credentials?: string | null; readonly vary?: string | null }

/** Asks the app, for each value of the variable, which origin its answer names. */
const ASK = `
import json, logging, os, sys
records = []
class Keep(logging.Handler):
    def emit(self, record):
        records.append(record.getMessage())
logging.getLogger().addHandler(Keep())
def report(ask):
    answers = {origin: ask(origin) for origin in ("${LISTED}", "${FOREIGN}")}
    print(json.dumps({
        "allowed": {origin: headers.get("access-control-allow-origin") for origin, headers in answers.items()},
        "credentials": answers["${LISTED}"].get("access-control-allow-credentials"),
        "vary": answers["${LISTED}"].get("vary"),
        "log": records,
    }))
def lower(headers):
    return {key.lower(): value for key, value in headers.items()}
`;

async function answer(module: string, source: string, ask: string, env: Record<string, string>): Promise<Answer> {
  writeFileSync(join(folder, `${module}.py`), source);
  return JSON.parse((await runPython(python, `${ASK}\nimport ${module} as module\n${ask}`, folder, env)).trim().split('\n').at(-1)!) as Answer;
}

const STARLETTE_CLIENT = `
from starlette.testclient import TestClient
client = TestClient(module.app)
report(lambda origin: lower(client.get("/", headers={"Origin": origin}).headers))
`;
const FLASK_CLIENT = `
client = module.app.test_client()
report(lambda origin: lower(client.get("/", headers={"Origin": origin}).headers))
`;

const APPS = {
  FastAPI: {
    ask: STARLETTE_CLIENT,
    source: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True, allow_methods=["*"], allow_headers=["*"])


@app.get("/")
def index():
    return {}
`,
  },
  Starlette: {
    ask: STARLETTE_CLIENT,
    source: `from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

app = Starlette(
    routes=[Route("/", lambda request: PlainTextResponse("ok"))],
    middleware=[Middleware(CORSMiddleware, allow_origin_regex=".*", allow_credentials=True)],
)
`,
  },
  'Flask-CORS': {
    ask: FLASK_CLIENT,
    source: `from flask import Flask
from flask_cors import CORS

app = Flask(__name__)
CORS(app, supports_credentials=True)


@app.route("/")
def index():
    return "ok"
`,
  },
  'Flask-CORS with resources': {
    ask: FLASK_CLIENT,
    source: `import os
from flask import Flask
from flask_cors import CORS

app = Flask(__name__)
CORS(app, resources={r"/*": {"origins": os.environ.get("CORS_ALLOWED_ORIGINS", "*"), "supports_credentials": True}})


@app.route("/")
def index():
    return "ok"
`,
  },
  Django: {
    path: 'shop/settings.py',
    ask: `
os.environ["DJANGO_SETTINGS_MODULE"] = module.__name__
import django
from django.core.management import call_command
django.setup()
call_command("check")
from django.test import Client
client = Client()
report(lambda origin: lower(client.get("/", headers={"origin": origin}).headers))
`,
    source: `from django.http import HttpResponse
from django.urls import path

SECRET_KEY = "not used"
ALLOWED_HOSTS = ["testserver"]
INSTALLED_APPS = ["corsheaders"]
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware"]
ROOT_URLCONF = __name__
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_CREDENTIALS = True
LOGGING_CONFIG = None

urlpatterns = [path("", lambda request: HttpResponse("ok"))]
`,
  },
  'a pydantic text setting': {
    ask: STARLETTE_CLIENT,
    source: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    cors_allowed_origins: str = "*"

    @property
    def origins(self) -> list[str]:
        return [origin.strip() for origin in self.cors_allowed_origins.split(",")]


settings = Settings()
app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=settings.origins, allow_credentials=True)


@app.get("/")
def index():
    return {}
`,
  },
};

describe.each(Object.entries(APPS))('%s', async (name, app) => {
  const module = `app_${name.toLowerCase().replace(/\W/g, '_')}`;
  const source = await after(app.source, 'path' in app ? { path: app.path } : {});
  const ask = (CORS_ALLOWED_ORIGINS: string) => answer(module, source, app.ask, { CORS_ALLOWED_ORIGINS });

  it.skipIf('skip' in python)(`accepts a listed origin and refuses a foreign one${reason}`, async () => {
    const { allowed, credentials, log } = await ask(` ${LISTED} , https://admin.example.com,`);
    expect(allowed).toEqual({ [LISTED]: LISTED, [FOREIGN]: null });
    expect(credentials).toBe('true');
    expect(log).toEqual([]);
  });

  it.skipIf('skip' in python)(`lets in nobody when the variable is empty or \`*\`${reason}`, async () => {
    expect((await ask('')).allowed).toEqual({ [LISTED]: null, [FOREIGN]: null });
    const { allowed, log } = await ask('*');
    expect(allowed).toEqual({ [LISTED]: null, [FOREIGN]: null });
    expect(log.filter((line) => line.includes('*'))).not.toEqual([]);
  });
});

describe('headers by hand', () => {
  it.skipIf('skip' in python)('name an allowed origin and vary by it', async () => {
    const source = await after(`from flask import Flask, request

app = Flask(__name__)


@app.after_request
def cors(response):
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@app.route("/")
def index():
    return "ok"
`);
    const { allowed, vary } = await answer('raw_flask', source, FLASK_CLIENT, { CORS_ALLOWED_ORIGINS: LISTED });
    expect(allowed).toEqual({ [LISTED]: LISTED, [FOREIGN]: null });
    expect(vary).toBe('Origin');
  });

  it.skipIf('skip' in python)('work in a dictionary of headers', async () => {
    const source = await after(`from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


@app.get("/")
async def index(request: Request):
    return JSONResponse({}, headers={"Access-Control-Allow-Origin": "*"})
`);
    const { allowed, vary } = await answer('raw_fastapi', source, STARLETTE_CLIENT, { CORS_ALLOWED_ORIGINS: LISTED });
    expect(allowed).toEqual({ [LISTED]: LISTED, [FOREIGN]: null });
    expect(vary).toBe('Origin');
  });

  it.skipIf('skip' in python)('leave the answer to the middleware', async () => {
    const source = await after(`from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)


@app.get("/")
async def index():
    return JSONResponse({}, headers={"Access-Control-Allow-Origin": "*"})
`);
    const { allowed } = await answer('raw_layer', source, STARLETTE_CLIENT, { CORS_ALLOWED_ORIGINS: LISTED });
    expect(allowed).toEqual({ [LISTED]: LISTED, [FOREIGN]: null });
  });
});

describe('written as fixed, and open no more', () => {
  const ECHOES = {
    'an echo with a default': 'response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin", "*")',
    'an echo, or `*`': `origin = request.headers.get("Origin")
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
    else:
        response.headers["Access-Control-Allow-Origin"] = "*"`,
  };
  it.skipIf('skip' in python).each(Object.entries(ECHOES))('%s', async (_, echo) => {
    const source = await after(`from flask import Flask, request

app = Flask(__name__)


@app.after_request
def cors(response):
    ${echo}
    response.headers["Access-Control-Allow-Credentials"] = "true"
    return response


@app.route("/")
def index():
    return "ok"
`);
    for (const ask of [FLASK_CLIENT, FLASK_CLIENT.replace('client.get(', 'client.options(')]) {
      const { allowed, vary, credentials } = await answer('echo_flask', source, ask, { CORS_ALLOWED_ORIGINS: `*,${LISTED}` });
      expect(allowed).toEqual({ [LISTED]: LISTED, [FOREIGN]: null });
      expect(vary).toBe('Origin');
      expect(credentials).toBe('true');
    }
  });

  const FLASK_LAYERS = {
    '`origin=`, which Flask-CORS does not know': ['CORS(app, origin="*", supports_credentials=True)', ''],
    '`origin=` of a decorator': ['', '@cross_origin(origin="*", supports_credentials=True)\n'],
    'resources of the configuration beside `origins=`': [`app.config["CORS_RESOURCES"] = {r"/*": {"origins": "*"}}\nCORS(app, origins=["${LISTED}"])`, ''],
  };
  it.skipIf('skip' in python).each(Object.entries(FLASK_LAYERS))('%s', async (_, [layer, decorator]) => {
    const source = await after(`from flask import Flask
from flask_cors import CORS, cross_origin

app = Flask(__name__)
${layer}


@app.route("/")
${decorator}def index():
    return "ok"
`);
    const { allowed } = await answer('layer_flask', source, FLASK_CLIENT, { CORS_ALLOWED_ORIGINS: LISTED });
    expect(allowed).toEqual({ [LISTED]: LISTED, [FOREIGN]: null });
  });

  const STARLETTE_LAYERS = {
    'an alternative for everything': '{app}.add_middleware(CORSMiddleware, allow_origin_regex=r"http://localhost:\\d+|.*", allow_credentials=True)',
    'options of `dict`': '{app}.add_middleware(CORSMiddleware, **dict(allow_origins=["*"], allow_credentials=True))',
    'a default parameter': 'def set_up(app, origins=["*"]):\n    app.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=True)\n\n\nset_up({app})',
    'a middleware that answers preflights first': `{app}.add_middleware(CORSMiddleware, allow_origins=["${LISTED}"])


@app.middleware("http")
async def preflight(request: Request, call_next):
    if request.method == "OPTIONS":
        response = Response(status_code=204)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response
    return await call_next(request)`,
  };
  it.skipIf('skip' in python).each(Object.entries(STARLETTE_LAYERS))('%s', async (_, layer) => {
    const source = await after(`from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
${layer.replace('{app}', 'app')}


@app.get("/")
async def index():
    return {}
`);
    for (const ask of [STARLETTE_CLIENT, STARLETTE_CLIENT.replace('client.get("/", headers={', 'client.options("/", headers={"Access-Control-Request-Method": "GET", ')]) {
      const { allowed } = await answer('layer_fastapi', source, ask, { CORS_ALLOWED_ORIGINS: LISTED });
      expect(allowed).toEqual({ [LISTED]: LISTED, [FOREIGN]: null });
    }
  });
});

describe('settings and sockets', () => {
  it.skipIf('skip' in python)('a list setting stays JSON and drops `*` with a warning', async () => {
    const source = await after(`from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    cors_origins: list[str] = ["*"]
`, { view: { collected: [{ path: 'app/main.py', facts: { settingsClasses: [], layerEnvs: [], asksFlaskResources: false, uses: ['cors_origins'], socketUses: [], derived: [], checked: [], wildcards: [], layers: ['starlette'], buildsApp: true, jsonNames: [], ownDotenv: false, loadsDotenv: false, changesLayer: false, starHeader: false, asksFlaskConfig: false, flaskConfig: false, djangoOrigins: false } }] } });
    writeFileSync(join(folder, 'listed.py'), source);
    const read = async (env: Record<string, string>) =>
      JSON.parse(await runPython(python, `${ASK}\nimport listed\nprint(json.dumps([listed.Settings().cors_origins, records]))`, folder, env)) as [string[], string[]];
    expect(await read({})).toEqual([[], []]);
    expect(await read({ CORS_ORIGINS: `["${LISTED}"]` })).toEqual([[LISTED], []]);
    const [origins, log] = await read({ CORS_ORIGINS: `["*", "${LISTED}"]` });
    expect(origins).toEqual([LISTED]);
    expect(log).toHaveLength(1);
  });

  it.skipIf('skip' in python)('an empty variable means the same origin for a socket, not no check', async () => {
    const source = await after(`import socketio

sio = socketio.Server(cors_allowed_origins="*")
`);
    writeFileSync(join(folder, 'sockets.py'), source);
    const allowed = (value: string) => runPython(python, `
import sockets
environ = {"HTTP_ORIGIN": "${FOREIGN}", "wsgi.url_scheme": "https", "HTTP_HOST": "api.example.com"}
print(sockets.sio.eio.cors_allowed_origins != [] and "${FOREIGN}" not in (sockets.sio.eio._cors_allowed_origins(environ) or []))
`, folder, { CORS_ALLOWED_ORIGINS: value });
    expect((await allowed('')).trim()).toBe('True');
    expect((await allowed(LISTED)).trim()).toBe('True');
    expect((await allowed(FOREIGN)).trim()).toBe('False');
  });
});

describe('one change in several places', () => {
  const middleware = `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import Response

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"])


@app.options("/mcp")
async def options():
    return Response(headers={"Access-Control-Allow-Origin": "*"})
`;

  it('shows what becomes of a statement that goes as a whole', async () => {
    const setting = await runText('INSTALLED_APPS = ["corsheaders"]\nCORS_ALLOW_ALL_ORIGINS = True\n', transforms, 'python', { path: 'shop/settings.py' });
    expect(setting.sites[0]).toMatchObject({ line: 2, before: 'CORS_ALLOW_ALL_ORIGINS = True', after: 'CORS_ALLOWED_ORIGINS = parse_allowed_origins(os.getenv("CORS_ALLOWED_ORIGINS", ""))' });
    const header = await runText("const app = require('express')();\napp.get('/', (req, res) => {\n  res.setHeader('Access-Control-Allow-Origin', '*');\n});\n", transforms, 'javascript', { path: 'app.js', javascript: { dependencies: ['express'] } });
    expect(header.sites[0]).toMatchObject({ line: 3, before: "res.setHeader('Access-Control-Allow-Origin', '*');", after: expect.stringContaining('if (origin && parseAllowedOrigins') });
  });

  it('keeps a header by hand when its middleware is rejected', async () => {
    const all = await runText(middleware, transforms, 'python');
    expect(all.sites.map(({ status, group }) => [status, group !== undefined])).toEqual([['pending', true], ['pending', true]]);
    const part = await runText(middleware, transforms, 'python', { acceptance: { unsafe: false, choices: { [all.sites[0]!.id]: { decision: 'rejected' } } } });
    expect(textAfter(part, middleware)).toBe(middleware);
  });

  it('asks for the variable and says what an empty one means', async () => {
    const asked = async (facts: Partial<ProjectView['package']>) => {
      const { needs } = await runText(middleware, transforms, 'python', { view: { package: { ...viewOf('app/module.py').package, ...facts } } });
      return needs.map(({ value }) => [value.kind, value['name'], value['value']]);
    };
    expect(await asked({ envTemplate: '.env.example' })).toEqual([['env', 'CORS_ALLOWED_ORIGINS', '']]);
    expect(await asked({ readsDotenv: true, localOrigins: ['http://localhost:5173', 'http://localhost:4000'] })).toEqual([['env', 'CORS_ALLOWED_ORIGINS', 'http://localhost:5173,http://localhost:4000']]);
    // Nobody would read the copy of a template.
    expect(await asked({})).toEqual([]);
    const { actions } = await runText(middleware, transforms, 'python');
    expect(actions.map(({ value }) => value)).toEqual([expect.objectContaining({ kind: 'env', name: 'CORS_ALLOWED_ORIGINS', message: expect.stringContaining('empty') })]);
  });
});
