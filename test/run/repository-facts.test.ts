import { describe, expect, it } from 'vitest';
import { runWithFacts } from '../../src/run.ts';
import type { RepositoryFacts } from '../../src/types.ts';
import { repository } from '../helpers/repository.ts';

const APP = 'import os\nfrom fastapi import FastAPI\napp = FastAPI()\nKEY = os.environ["API_KEY"]\nPORT = os.getenv("PORT")\n';
const REQUIREMENTS = 'fastapi\n';

async function factsOf(files: { readonly [path: string]: string }, ...transforms: string[]): Promise<RepositoryFacts> {
  return (await runWithFacts({ cwd: repository(files).root, transforms })).repository;
}

/** What a transform says about a repository: `+` for evidence, then the place. */
async function said(files: { readonly [path: string]: string }, transform: string): Promise<string[]> {
  const { findings } = await factsOf({ 'requirements.txt': REQUIREMENTS, 'main.py': APP, ...files }, transform);
  return findings.map(({ path, line, evidence, message }) => `${evidence ? '+' : '-'} ${path === undefined ? message : `${path}${line === undefined ? '' : `:${line}`}`}`);
}

describe('runWithFacts', () => {
  const files = {
    'api/requirements.txt': REQUIREMENTS, 'api/main.py': `${APP}app.add_middleware(CORSMiddleware)\n`,
    'web/package.json': '{"dependencies":{"react":"18"}}', 'web/src/App.jsx': 'export default () => <p/>;\n',
    'api/Dockerfile': 'CMD ["uvicorn", "main:app"]\n',
  };
  it('tells the packages that serve something, also where no file holds a site', async () => {
    const { packages, packageOf, paths } = await factsOf(files, 'gitignore-env');
    expect(packages).toEqual([{ dir: 'api', language: 'python', serverFiles: 1, role: 'answers' as const }, { dir: 'web', language: 'javascript', serverFiles: 0, role: 'lends' }]);
    expect([packageOf('api/Dockerfile'), packageOf('api/main.py'), packageOf('web/src/App.jsx'), packageOf('nginx.conf')]).toEqual(['api', 'api', 'web', '']);
    expect(paths).toContain('api/Dockerfile');
  });
  it('tells which packages hold something of the kind a transform is about, all that serve where it does not say', async () => {
    expect((await factsOf(files, 'gitignore-env', 'print-to-logger')).about).toEqual({ 'gitignore-env': ['api'], 'print-to-logger': ['api'] });
  });
  it('asks only the transforms of the run', async () => {
    expect((await factsOf(files, 'print-to-logger')).findings).toEqual([]);
  });
});

describe('gitignore-env', () => {
  it('finds the line that leaves .env out, the last one that matches', async () => {
    expect(await said({ '.gitignore': 'node_modules\n*.env\n.env\n' }, 'gitignore-env')).toEqual(['+ .gitignore:3']);
    expect(await said({ '.gitignore': '.env\n!.env\n' }, 'gitignore-env')).toEqual(['- .gitignore:2']);
  });
  it('misses it, and names files that are committed, but no templates', async () => {
    const files = { '.gitignore': 'dist\n', '.env.production': 'A=1', '.env.example': 'A=', 'tests/.env': 'A=1' };
    expect(await said(files, 'gitignore-env')).toEqual(['- nothing in .gitignore leaves .env out', '- .env.production']);
  });
});

describe('env-example', () => {
  it('compares what is read with the template, without what the platform sets', async () => {
    expect(await said({ '.env.example': '# API_KEY=\n' }, 'env-example')).toEqual(['+ .env.example:1']);
    expect(await said({ '.env.example': 'OTHER=\n' }, 'env-example')).toEqual(['- .env.example']);
    expect(await said({}, 'env-example')).toEqual(['- no template names the variables that the code reads: API_KEY']);
  });
});

describe('files that say how the program is run', () => {
  const nginx = 'server {\n  listen 80;\n  return 301 https://$host$request_uri;\n}\nserver {\n  gzip on;\n  gzip_types application/json;\n  location / { proxy_pass http://api; }\n';
  const traefik = 'services:\n  traefik:\n    image: traefik\n    command: [--entrypoints.web.http.redirections.entrypoint.scheme=https]\n';
  it.each([
    ['https-redirect', { 'nginx.conf': nginx }, ['+ nginx.conf:3']],
    ['https-redirect', { 'nginx.conf': nginx.replace('proxy_pass http://api', 'root /html') }, []],
    ['https-redirect', { 'nginx.conf': nginx.replace('  return', '  # return') }, []],
    ['https-redirect', { 'fly.toml': '[http_service]\n  force_https = true\n' }, ['+ fly.toml:2']],
    ['https-redirect', { 'docker-compose.prod.yml': traefik }, ['+ docker-compose.prod.yml:4']],
    ['https-redirect', { 'docker-compose.prod.yml': traefik.replace('image', 'profiles:\n      - proxy\n    image') }, []],
    ['https-redirect', { 'docker-compose.prod.yml': `${traefik}  grafana:\n    profiles: [monitoring]\n` }, ['+ docker-compose.prod.yml:4']],
    ['cors-wildcard-to-allowlist', { 'nginx.conf': nginx.replace('gzip on;', 'add_header Access-Control-Allow-Origin "*" always;').replace('{ proxy', '{\n proxy') }, ['- nginx.conf:6']],
    ['cors-wildcard-to-allowlist', { 'nginx.conf': nginx.replace('gzip on;', 'add_header Access-Control-Allow-Origin $cors_origin;').replace('{ proxy', '{\n proxy') }, []],
    ['cors-wildcard-to-allowlist', { 'nginx.conf': nginx.replace('gzip on;', 'add_header Access-Control-Allow-Origin *;').replace('proxy_pass http://api', 'root /html') }, []],
    ['cors-wildcard-to-allowlist', { 'k8s/ingress.yaml': 'kind: Ingress\nmetadata:\n  annotations:\n    nginx.ingress.kubernetes.io/enable-cors: "true"\n' }, ['- k8s/ingress.yaml:4']],
    ['cors-wildcard-to-allowlist', { 'vercel.json': '{ "headers": [{ "source": "/api/(.*)", "headers": [{ "key": "Access-Control-Allow-Origin", "value": "*" }] }] }' }, ['- vercel.json:1']],
    ['cors-wildcard-to-allowlist', { 'netlify.toml': '[[headers]]\n  for = "/*"\n  [headers.values]\n    Access-Control-Allow-Origin = "*"\n' }, []],
    ['cors-wildcard-to-allowlist', { 'serverless.yml': 'provider:\n  name: aws\nfunctions:\n  api:\n    events:\n      - http:\n          path: /\n          cors: true\n' }, ['- serverless.yml:8']],
    ['https-redirect', { 'serverless.yml': 'provider:\n  name: aws\nfunctions:\n  api:\n    events:\n      - httpApi: "*"\n' }, ['+ serverless.yml:6']],
    ['response-compression', { 'nginx.conf': nginx }, ['+ nginx.conf:6']],
    ['response-compression', { 'nginx.conf': nginx.replace(/gzip_types.*/, '') }, []],
    ['graceful-shutdown', { Procfile: 'web: gunicorn main:app --graceful-timeout 30\n' }, ['+ Procfile:1']],
    ['graceful-shutdown', { 'gunicorn.conf.py': 'graceful_timeout = 30\n' }, ['+ gunicorn.conf.py:1']],
    ['request-timeout', { Dockerfile: 'CMD ["gunicorn", "main:app", "--timeout", "60"]\n' }, ['+ Dockerfile:1']],
    ['request-timeout', { Dockerfile: 'CMD ["gunicorn", "-k", "uvicorn.workers.UvicornWorker", "--timeout", "60", "main:app"]\n' }, []],
    ['debug-mode-to-env', { Dockerfile: 'FROM python\nCMD uvicorn main:app --reload\n', 'Dockerfile.dev': 'CMD uvicorn main:app --reload\n' }, ['- Dockerfile:2']],
    ['debug-mode-to-env', { 'docker-compose.yml': 'DEBUG: "true"\n', 'docker-compose.prod.yml': 'DEBUG: ${DEBUG:-false}\n' }, []],
    ['tracing', { Procfile: 'web: opentelemetry-instrument uvicorn main:app\n' }, ['+ Procfile:1']],
    ['error-tracking', { 'next.config.js': 'module.exports = withSentryConfig({})\n' }, ['+ next.config.js:1']],
    ['log-level-from-env', { Procfile: 'web: uvicorn main:app --log-level $LOG_LEVEL\n' }, ['+ Procfile:1']],
  ])('%s: %j', async (transform, files, expected) => {
    expect(await said(files as { [path: string]: string }, transform)).toEqual(expected);
  });
});
