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
  expect(facts.zoneOf('dev.py').zone).toBe('orphan');
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
