import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTransforms } from '../../src/registry.ts';
import { runText, textAfter } from '../helpers/fixture.ts';
import { pythonVenv, runPython } from '../helpers/venv.ts';

const [transform] = await loadTransforms(['detail-leak-to-generic-error'], '.');
const SECRET = 'password=hunter2';

/** What a client saw and what the log held, for one request. */
interface Answer { readonly path: string; readonly status: number; readonly body: string; readonly log: string }

async function sitesOf(code: string, unsafe = false) {
  return (await runText(code, [transform!], 'python', { acceptance: { unsafe } })).sites;
}

describe('reports', () => {
  it('says which route returns what a helper returns', async () => {
    const [site] = await sitesOf([
      '@router.get("/mail")', 'def send_mail():', '    result = deliver()', '    return result', '',
      'def deliver():', '    try:', '        smtp.send()', '    except Exception as e:', '        return {"ok": False, "error": str(e)}', '',
    ].join('\n'));
    expect(site).toMatchObject({ status: 'left', safety: 'unsafe' });
    expect(site!.reason).toContain('the route `send_mail` in app/module.py answers with what `deliver` returns');
  });

  it('says that answers raised in the try are kept', async () => {
    const [site] = await sitesOf([
      'from fastapi import HTTPException', '', 'def read():', '    try:', '        raise HTTPException(404)',
      '    except Exception as e:', '        raise HTTPException(500, str(e))', '',
    ].join('\n'));
    expect(site!.message).toContain('`except HTTPException: raise` keeps the answers raised in the `try` as they are');
  });

  it('leaves the answer to a clean-up handler and says so', async () => {
    const [site] = await sitesOf([
      'from fastapi import HTTPException', '', 'def read():', '    try:', '        raise HTTPException(404)',
      '    except Exception as e:', '        lock.release()', '        raise HTTPException(500, str(e))', '',
    ].join('\n'));
    expect(site!.message).toContain('this handler also cleans up');
  });

  it.each([
    ['http.server', 'class H:\n    def do_GET(self):\n        try:\n            work()\n        except Exception as e:\n            self.wfile.write(str(e).encode())\n'],
    ['a redirect', 'from flask import redirect\ndef back():\n    try:\n        work()\n    except Exception as e:\n        return redirect(f"/?error={e}")\n'],
    ['a model reads', '@mcp.tool()\ndef find():\n    try:\n        work()\n    except Exception as e:\n        return f"Error: {e}"\n'],
    ['a socket event', '@sio.event\ndef save(data):\n    try:\n        work()\n    except Exception as e:\n        return {"error": str(e)}\n'],
    ['marked as an example', 'from fastapi import HTTPException\n# BAD\ndef save(data):\n    try:\n        work()\n    except Exception as e:\n        raise HTTPException(500, str(e))\n'],
    ['with a text for the client', 'from fastapi import HTTPException\ndef save(n):\n    try:\n        if n < 0:\n            raise ValueError("The number must be positive")\n    except Exception as e:\n        raise HTTPException(500, str(e))\n'],
  ])('leaves and tells of %s', async (reason, code) => {
    expect(await sitesOf(code, true)).toMatchObject([{ status: 'left', reason: expect.stringContaining(reason.replace('http.server', '`http.server`')) }]);
  });

  it.each([
    ['a 4xx of a broad handler', 'raise HTTPException(400, str(e))', '400'],
    ['a dict of a route', 'return {"error": str(e)}', 'success (200)'],
  ])('holds back %s without --unsafe', async (_, line, word) => {
    const code = `from fastapi import HTTPException\n\n@app.get("/a")\ndef read():\n    try:\n        work()\n    except Exception as e:\n        ${line}\n`;
    expect((await sitesOf(code))[0]).toMatchObject({ status: 'left', safety: 'unsafe', reason: expect.stringContaining(word) });
    expect((await sitesOf(code, true))[0]).toMatchObject({ status: 'pending' });
  });
});

const FASTAPI = `
import logging
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

app = FastAPI()
logger = logging.getLogger("app")

def work():
    raise RuntimeError("${SECRET}")

@app.exception_handler(Exception)
async def unhandled(request: Request, exc: Exception):
    return JSONResponse(status_code=500, content={"error": "Something went wrong", "details": str(exc)})

@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError):
    return JSONResponse(status_code=422, content={"detail": exc.errors(), "body": str(exc.body)})

@app.get("/plain")
def plain():
    try:
        work()
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))

@app.get("/logged")
def logged():
    try:
        work()
    except Exception as e:
        logger.error(f"work failed: {e}")
        raise HTTPException(status_code=503, detail=f"Work failed: {e}")

@app.get("/variable")
def variable():
    try:
        work()
    except Exception as e:
        message = f"Work failed: {e}"
        logger.error(message)
        return JSONResponse({"error": message}, status_code=502)

@app.get("/missing")
def missing():
    try:
        if True:
            raise HTTPException(status_code=404, detail="No such thing")
    except Exception as e:
        raise HTTPException(status_code=500, detail=str(e))

@app.get("/injected")
def injected(response: Response):
    try:
        work()
    except Exception as e:
        response.status_code = 500
        return {"error": str(e)}

@app.get("/unhandled")
def nobody_catches():
    work()

@app.post("/login")
def login(name: int):
    return name
`;

const FLASK = `
import logging
import traceback
from flask import Flask, abort, jsonify

app = Flask(__name__)
logger = logging.getLogger("app")

def work():
    raise RuntimeError("${SECRET}")

@app.route("/plain")
def plain():
    try:
        work()
    except Exception as e:
        return jsonify({"error": str(e), "traceback": traceback.format_exc()}), 500

@app.route("/logged")
def logged():
    try:
        work()
    except Exception as e:
        logger.error("work failed: %s", e)
        abort(500, description=str(e))

@app.route("/tuple")
def as_tuple():
    try:
        work()
    except Exception as e:
        return {"error": f"Work failed ({e})"}, 503

@app.route("/missing")
def missing():
    try:
        abort(404)
    except Exception as e:
        return jsonify({"error": str(e)}), 500

@app.route("/object")
def built():
    try:
        work()
    except Exception as e:
        response = jsonify({"error": str(e)})
        response.status_code = 502
        return response

@app.route("/kept")
def kept():
    result, status = {}, 200
    code = 200
    try:
        work()
    except Exception as e:
        code = 500
        result["error"] = str(e)
    return jsonify(result), code

def fail(text, status=400):
    return jsonify({"ok": False, "error": text}), status

@app.route("/helper")
def by_a_helper():
    try:
        work()
    except Exception as e:
        return fail(f"Work failed: {e}", 500)

def deliver():
    try:
        work()
    except Exception as e:
        return {"ok": False, "error": str(e)}

@app.route("/service")
def service():
    return jsonify(deliver()), 500
`;

const DJANGO = `
import logging
from django.http import JsonResponse
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound
from rest_framework.response import Response
from rest_framework.views import APIView

logger = logging.getLogger("app")

def work():
    raise RuntimeError("${SECRET}")

class Plain(APIView):
    def get(self, request):
        try:
            work()
        except Exception as e:
            return Response({"error": str(e)}, status=status.HTTP_500_INTERNAL_SERVER_ERROR)

class Logged(APIView):
    def get(self, request):
        try:
            work()
        except Exception as e:
            logger.error(f"work failed: {e}")
            raise APIException(f"Work failed: {e}")

class Missing(APIView):
    def get(self, request):
        try:
            raise NotFound("no such thing")
        except Exception as e:
            return Response({"error": str(e)}, status=500)

def view(request):
    try:
        work()
    except Exception as e:
        return JsonResponse({"success": False, "message": "Error: " + str(e)}, status=500)
`;

/** Code that sends each request and prints an `Answer` per line. */
function drive(setUp: string, request: string, requests: readonly string[]): string {
  return `
import io, json, logging
log = io.StringIO()
logging.basicConfig(stream=log, level=logging.DEBUG, format="%(levelname)s %(message)s", force=True)
for noisy in ("httpx", "asyncio", "django.request"):
    logging.getLogger(noisy).setLevel(logging.CRITICAL)
${setUp}
for path in ${JSON.stringify(requests)}:
    log.truncate(0); log.seek(0)
    ${request}
    print("ANSWER" + json.dumps({"path": path, "status": status, "body": body, "log": log.getvalue()}))
`;
}

const APPS = {
  FastAPI: {
    code: FASTAPI,
    driver: drive('from fastapi.testclient import TestClient\nimport app\nclient = TestClient(app.app, raise_server_exceptions=False)',
      'r = client.post("/login?name=x", json={"password": "hunter2"}) if path == "/login" else client.get(path); status, body = r.status_code, r.text',
      ['/plain', '/logged', '/variable', '/missing', '/unhandled', '/login', '/injected']),
    statuses: [500, 503, 502, 404, 500, 422, 500],
  },
  Flask: {
    code: FLASK,
    driver: drive('import app\nclient = app.app.test_client()', 'r = client.get(path); status, body = r.status_code, r.get_data(as_text=True)',
      ['/plain', '/logged', '/tuple', '/missing', '/object', '/kept', '/helper', '/service']),
    statuses: [500, 500, 503, 404, 502, 500, 500, 500],
  },
  Django: {
    code: DJANGO,
    driver: drive(`
from django.conf import settings
settings.configure(ALLOWED_HOSTS=["*"], SECRET_KEY="x", ROOT_URLCONF="urls", LOGGING_CONFIG=None, INSTALLED_APPS=["rest_framework"],
    REST_FRAMEWORK={"DEFAULT_AUTHENTICATION_CLASSES": [], "UNAUTHENTICATED_USER": None})
import django, sys, types
django.setup()
import app
from django.urls import path as url
urls = types.ModuleType("urls"); sys.modules["urls"] = urls
urls.urlpatterns = [url("plain", app.Plain.as_view()), url("logged", app.Logged.as_view()), url("missing", app.Missing.as_view()), url("view", app.view)]
from django.test import Client
client = Client(raise_request_exception=False)`, 'r = client.get(path); status, body = r.status_code, r.content.decode()',
      ['/plain', '/logged', '/missing', '/view']),
    statuses: [500, 500, 404, 500],
  },
};

const python = await pythonVenv();

for (const [name, app] of Object.entries(APPS)) {
  describe.skipIf('skip' in python)('skip' in python ? `${name}: ${python.skip}` : name, () => {
    const folder = mkdtempSync(join(tmpdir(), 'checkmod-leak-'));
    let before: Answer[];
    let after: Answer[];

    const answers = async (code: string): Promise<Answer[]> => {
      writeFileSync(join(folder, 'app.py'), code);
      const output = await runPython(python, app.driver, folder);
      return output.split('\n').filter((line) => line.startsWith('ANSWER')).map((line) => JSON.parse(line.slice('ANSWER'.length)));
    };

    beforeAll(async () => {
      const result = await runText(app.code, [transform!], 'python', { acceptance: { unsafe: true } });
      expect(result.failures ?? []).toEqual([]);
      before = await answers(app.code);
      after = await answers(textAfter(result, app.code));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('leaked before and does not any more', () => {
      expect(before.filter(({ body }) => /hunter2/.test(body)).length).toBeGreaterThan(2);
      for (const { body } of after) expect(body).not.toMatch(/hunter2|Traceback|RuntimeError/);
    });

    it('keeps the status, and a 404 raised in the try stays a 404', () => {
      expect(after.map(({ status }) => status)).toEqual(app.statuses);
      const changed = before.filter(({ status }, i) => status !== after[i]!.status).map(({ path, status }) => `${path} ${status}`);
      expect(changed).toEqual(['/missing 500']);
    });

    it('logs the exception once, with its traceback', () => {
      for (const { path, log } of after.filter(({ status }) => status >= 500)) {
        expect(log.match(/^Traceback/gm), path).toHaveLength(1);
        expect(log).toContain(`RuntimeError: ${SECRET}`);
      }
      expect(after.filter(({ status }) => status < 500).map(({ log }) => log).join('')).not.toContain('Traceback');
    });
  });
}
