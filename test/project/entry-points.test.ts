import { expect, test } from 'vitest';
import { factsOf, zonesOf } from './repository.ts';

const PROGRAM = 'from app.factory import make\nserve = make()\n';

test.each([
  ['Dockerfile', 'CMD ["uvicorn", "app.run:serve", "--host", "0.0.0.0"]\n'],
  ['Procfile', 'web: gunicorn -w 4 -k uvicorn.workers.UvicornWorker app.run:serve\n'],
  ['docker-compose.yml', 'command:\n  - hypercorn\n  - app.run:serve\n'],
  ['start.sh', 'exec celery \\\n  -A app.run worker\n'],
  ['serverless.yml', 'functions:\n  x:\n    handler: app/run.serve\n'],
])('%s starts a server', (path, text) => {
  expect(zonesOf({ 'app/run.py': PROGRAM, [path]: text })).toEqual({ 'app/run.py': 'server' });
});

test('a string in a program starts one too', () => {
  const facts = factsOf({ 'app/run.py': PROGRAM.replace('serve', 'app'), 'dev.py': 'import uvicorn\nuvicorn.run("app.run:app")\n' });
  expect(facts.zoneOf('app/run.py')).toEqual({ zone: 'server', reason: 'is started as app.run:app by dev.py' });
  expect(facts.zoneOf('dev.py')).toEqual({ zone: 'server', reason: 'starts a server' });
});

test.each([
  ['Dockerfile', 'FROM python:3.12\nRUN python setup_db.py\nCMD ["python", "-u", "app/run.py"]\n'],
  ['Dockerfile', 'FROM python AS base\nENTRYPOINT ["python"]\nCMD ["app/run.py"]\n'],
  ['Dockerfile', 'FROM python\nCMD ["sh", "-c", "python migrate.py && exec python -m app.run"]\n'],
  ['app/Dockerfile', 'FROM python\nCMD python3.12 run.py --port 80\n'],
  ['Procfile', 'release: python migrate.py\nworker: python -m app.run\n'],
  ['compose.yaml', 'services:\n  bot:\n    build: ./app\n    command: ["python", "-u", "run.py"]\n'],
  ['docker-compose.yml', 'services:\n  bot:\n    command:\n      - python\n      - app/run.py\n    restart: always\n'],
  ['docker-compose.yml', 'services:\n  bot:\n    command: >\n      sh -c "python manage.py migrate &&\n             python app/run.py"\n    restart: always\n'],
  ['railway.toml', '[deploy]\nstartCommand = "python -m app.run"\n'],
  ['shop.service', '[Service]\nExecStart=/usr/bin/python3 /app/app/run.py\n'],
  ['start.sh', '#!/bin/sh\npython migrate.py\nexec python -m app.run\n'],
])('%s runs a program that stays', (path, text) => {
  const files = { 'app/__init__.py': '', 'app/run.py': 'import app.jobs\n\nif __name__ == "__main__":\n    app.jobs.loop()\n', 'app/jobs.py': '', 'migrate.py': 'print(1)\n', 'setup_db.py': 'print(1)\n', 'manage.py': 'print(1)\n' };
  const facts = factsOf({ ...files, [path]: text });
  expect(facts.zoneOf('app/run.py')).toEqual({ zone: 'server', reason: `is started by ${path}` });
  expect(facts.zoneOf('app/jobs.py').zone).toBe('server');
  for (const task of ['migrate.py', 'setup_db.py', 'manage.py']) expect(facts.zoneOf(task).zone).not.toBe('server');
});

test('a package runs by its main module, a program with sub-commands is for people', () => {
  expect(zonesOf({ Dockerfile: 'CMD ["python", "-m", "bot"]\n', 'bot/__init__.py': '', 'bot/__main__.py': 'import bot.loop\n', 'bot/loop.py': '' }))
    .toMatchObject({ 'bot/__main__.py': 'server', 'bot/loop.py': 'server' });
  expect(zonesOf({ Dockerfile: 'ENTRYPOINT ["python", "tool.py"]\n', 'tool.py': 'import click\n@click.group()\ndef main(): ...\n' })).toEqual({ 'tool.py': 'cli' });
  expect(zonesOf({ Dockerfile: 'CMD ["python", "seed_users.py"]\n', 'seed_users.py': 'print(1)\n' })).toEqual({ 'seed_users.py': 'script' });
});

test.each([
  'import uvicorn\nfrom app.main import app\n\nif __name__ == "__main__":\n    uvicorn.run(app, port=80)\n',
  'import uvicorn\n\nif __name__ == "__main__":\n    uvicorn.run("app.main:app", port=80)\n',
  'from app import create_app\n\napp = create_app()\n\nif __name__ == "__main__":\n    app.run(debug=True)\n',
  'from app import app, socketio\n\nsocketio.run(app)\n',
  'from waitress import serve\nfrom app import app\n\nserve(app, port=80)\n',
])('a file that starts an app is a server: %j', (text) => {
  const app = { 'app/__init__.py': '', 'app/main.py': '' };
  expect(zonesOf({ ...app, 'run.py': text, 'start_server.py': text })).toMatchObject({ 'run.py': 'server', 'start_server.py': 'server' });
  // Tried out, or behind the command of a program.
  expect(zonesOf({ ...app, 'scripts/run.py': text, 'demo_run.py': text })).toMatchObject({ 'scripts/run.py': 'script', 'demo_run.py': 'script' });
  expect(zonesOf({ ...app, 'cli.py': `import click\n@click.command()\ndef main(): ...\n${text}` })).toMatchObject({ 'cli.py': 'cli' });
});

test('what an app runs by that name is no server', () => {
  expect(zonesOf({ 'app.py': '', 'game.py': 'import pygame\nfrom scenes import Menu\nMenu().run()\nif __name__ == "__main__":\n    app.run()\n' })['game.py']).toBe('cli');
});

test('a router that the app includes is no test, whatever it is called', () => {
  const router = 'from fastapi import APIRouter\nrouter = APIRouter()\n@router.post("/tests")\ndef test_start(): ...\n';
  const app = 'from fastapi import FastAPI\nfrom routers import ab_test\napp = FastAPI()\napp.include_router(ab_test.router)\n';
  expect(zonesOf({ 'main.py': app, 'routers/__init__.py': '', 'routers/ab_test.py': router, 'routers/api_test.py': router })).toMatchObject({ 'routers/ab_test.py': 'server', 'routers/api_test.py': 'test' });
  expect(zonesOf({ 'main.py': app, 'routers/__init__.py': '', 'routers/ab_test.py': `import pytest\n${router}` })).toMatchObject({ 'routers/ab_test.py': 'test' });
});

test('an example starts nothing but itself', () => {
  expect(zonesOf({ 'examples/run.py': PROGRAM, 'examples/Dockerfile': 'CMD uvicorn examples.run:serve\n' })).toEqual({
    'examples/run.py': 'script',
  });
});

test('installed commands are programs, plugins of a server are part of it', () => {
  const pyproject = '[project.scripts]\nshop = "shop.main:go"\n\n[project.entry-points."shop.plugins"]\nmail = "shop.mail:Plugin"\n';
  expect(zonesOf({
    'pyproject.toml': pyproject, 'shop/main.py': '', 'shop/mail.py': '',
    'shop/api.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
  })).toEqual({ 'shop/main.py': 'cli', 'shop/mail.py': 'server', 'shop/api.py': 'server' });
  expect(zonesOf({ 'setup.py': 'setup(entry_points={"console_scripts": ["shop=shop.main:go"]})\n', 'shop/main.py': '' })).toEqual({
    'setup.py': 'script', 'shop/main.py': 'cli',
  });
});

test('Django finds apps, settings and middleware by name', () => {
  expect(zonesOf({
    'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "web.settings.dev")\nif __name__ == "__main__": ...\n',
    'web/settings/base.py': 'INSTALLED_APPS = [\n    "django.contrib.admin",\n    "shop",\n]\nMIDDLEWARE = ["web.tenant.Tenant"]\n',
    'web/settings/dev.py': 'from .base import *\n',
    'web/tenant.py': '',
    'shop/helpers.py': '', 'shop/tests.py': '', 'shop/management/commands/sync.py': '',
    'other/helpers.py': '',
    'web/test_settings.py': 'from web.settings.base import *\n',
    'scripts/check.py': 'DJANGO_SETTINGS_MODULE = "web.test_settings"\n',
  })).toEqual({
    'manage.py': 'cli',
    'web/settings/base.py': 'server', 'web/settings/dev.py': 'server', 'web/tenant.py': 'server',
    'shop/helpers.py': 'server', 'shop/tests.py': 'test', 'shop/management/commands/sync.py': 'cli',
    'other/helpers.py': 'orphan',
    'web/test_settings.py': 'test', 'scripts/check.py': 'script',
  });
});
