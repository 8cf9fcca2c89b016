import { expect, test } from 'vitest';
import { surroundingsOf } from '../../src/project/surroundings.ts';

const around = (files: { readonly [path: string]: string }, own: readonly string[] = [], dir = 'api') => {
  const all = Object.entries(files).map(([path, text]) => ({ path, text }));
  return surroundingsOf(dir, all.filter(({ path }) => own.includes(path)), new Map(all.map((file) => [file.path, file])), all);
};

test('variables of the nearest template and of compose files', () => {
  const files = {
    'api/.env.example': 'PORT=3000\n# CORS\n# ALLOWED_ORIGINS=\n', '.env.example': 'OTHER=1\n',
    'docker-compose.yml': 'services:\n  api:\n    environment:\n      - CORS_ORIGINS=http://localhost:3000\n      LOG_LEVEL: info\n',
  };
  expect(around(files).declaredNames).toEqual(['PORT', 'ALLOWED_ORIGINS', 'CORS_ORIGINS', 'LOG_LEVEL']);
});

test('local origins of lists, addresses, templates, front ends beside and compose services', () => {
  const files = {
    'api/main.py': 'origins = [\n    "http://localhost:3000",  # web\n    "https://app.example.com",\n]\nurl = os.getenv("FRONTEND_URL", "http://localhost:3001")\nbroker = "http://localhost:9000"\n',
    'api/.env.example': 'CLIENT_URL=http://localhost:3002\nREDIS_URL=redis://localhost:6379\n',
    'web/package.json': '{"scripts":{"dev":"vite"},"devDependencies":{"vite":"5"}}', 'ui-kit/package.json': '{"scripts":{"build":"vite build"},"devDependencies":{"vite":"5"}}', 'web/vite.config.ts': 'export default { server: { port: 4000 } }',
    'docker-compose.yml': 'services:\n  frontend:\n    ports:\n      - "8080:80"\n  api:\n    ports:\n      - "8000:8000"\n',
    'README.md': 'The frontend runs on http://localhost:7777.\n',
  };
  expect(around(files, ['api/main.py']).localOrigins).toEqual(['http://localhost:3002', 'http://localhost:3000', 'http://localhost:3001', 'http://localhost:4000', 'http://localhost:8080']);
  // What the README says counts where nothing else does.
  expect(around({ 'README.md': files['README.md'] }).localOrigins).toEqual(['http://localhost:7777']);
  expect(around({}).localOrigins).toEqual([]);
});

test('packages that others run', () => {
  const api = { 'apps/api/package.json': '{ "name": "api", "scripts": { "start": "node ." }, "dependencies": { "@shop/panel": "workspace:*" } }' };
  const library = (manifest: string, more = {}) => around({ ...api, 'panel/package.json': manifest, ...more }, [], 'panel').library;
  expect(library('{ "name": "@shop/panel" }')).toBe('a package that others of the repository import');
  expect(library('{ "name": "@shop/panel", "scripts": { "start": "node ." } }')).toBeUndefined();
  expect(library('{ "name": "other" }')).toBeUndefined();
  expect(library('{ "name": "other", "description": "Vendored fork" }')).toBe('vendored code');
  expect(library('{ "name": "other" }', { 'panel/VENDOR.md': '' })).toBe('vendored code');
  expect(around(api, [], 'apps/api').library).toBeUndefined();
});

test('the ports of the package itself are no front end, and what reads .env', () => {
  const files = { 'api/index.js': "app.listen(process.env.PORT || 3000)\nconst url = process.env.DASHBOARD_URL || 'http://localhost:3001'\n", 'docker-compose.yml': 'services:\n  api:\n    environment:\n      - FRONTEND_URL=${FRONTEND_URL:-http://localhost:3000}\n' };
  expect(around(files, ['api/index.js'])).toMatchObject({ localOrigins: ['http://localhost:3001'], ownPorts: [3000], readsDotenv: false });
  const reads = (own: string, manifest = '{"dependencies":{"dotenv":"16"}}') => around({ 'api/index.js': own, 'api/package.json': manifest }, ['api/index.js']).readsDotenv;
  expect(reads("require('dotenv').config({ path: path.join(__dirname, '../.env') })")).toBe(true);
  expect(reads('', '{"scripts":{"dev":"node -r dotenv/config index.js"}}')).toBe(true);
  // It may stay installed when nothing asks for it any more, or read a file that no copy of the template is.
  expect(reads('')).toBe(false);
  expect(reads("require('dotenv').config({ path: './config/config.env' })")).toBe(false);
  expect(around({ 'api/settings.py': 'config = AutoConfig(search_path=CONFIG_DIR)  # decouple' }, ['api/settings.py']).readsDotenv).toBe(false);
});

test('front ends of the same project only', () => {
  const client = { 'client/package.json': '{"scripts":{"start":"ng serve"},"dependencies":{"@angular/core":"17"}}' };
  const examples = Object.fromEntries(['chat', 'shop', 'todo', 'blog'].map((name) => [`${name}/package.json`, '{}']));
  const origins = (files: { readonly [path: string]: string }, dir = 'api') => around({ 'api/package.json': '{}', ...files }, [], dir).localOrigins;
  expect(origins(client)).toEqual(['http://localhost:4200']);
  expect(origins({ ...client, ...examples })).toEqual([]);
  expect(origins({ ...client, ...examples, 'pnpm-workspace.yaml': '' })).toEqual(['http://localhost:4200']);
  expect(origins({ ...examples, 'mean/server/package.json': '{}', 'mean/client/package.json': client['client/package.json'] }, 'mean/server')).toEqual(['http://localhost:4200']);
  // What serves its pages itself needs no other origin; a front end that the same manifest serves while it is developed does.
  expect(origins({ 'api/package.json': '{"scripts":{"dev":"next dev"},"dependencies":{"next":"15"}}' })).toEqual([]);
  expect(origins({ 'api/package.json': '{"scripts":{"client":"vite"},"devDependencies":{"vite":"5"}}' })).toEqual(['http://localhost:5173']);
});
