import { expect, it } from 'vitest';
import { factsOf } from './repository.ts';

const APP = 'from fastapi import FastAPI\nfrom app.orders import load\n\napp = FastAPI()\n';
const SERVED = { 'app/__init__.py': '', 'app/main.py': APP, 'app/orders.py': 'def load():\n    return 1\n' };
const placesOf = (files: { readonly [path: string]: string }) => factsOf(files).loggingPlaces('app/orders.py').map(({ path }) => path);

it('are the modules that build the programs a file runs in', () => {
  expect(placesOf(SERVED)).toEqual(['app/main.py']);
  expect(placesOf({ ...SERVED, 'app/admin.py': APP })).toEqual(['app/main.py', 'app/admin.py']);
  expect(placesOf({ ...SERVED, 'Dockerfile': 'CMD ["python", "run.py"]\n', 'run.py': 'import uvicorn\n\nuvicorn.run("app.main:app")\n' })).toEqual(['app/main.py']);
});

it('are none where something sets up logging, or may', () => {
  expect(placesOf({ ...SERVED, 'app/main.py': `import logging\n${APP}logging.basicConfig(level=logging.INFO)\n` })).toEqual([]);
  expect(placesOf({ ...SERVED, 'app/main.py': `from company.logs import setup_logging\n${APP}setup_logging()\n` })).toEqual([]);
  expect(placesOf({ ...SERVED, 'app/main.py': `from app import logging\n${APP}` })).toEqual([]);
});

it('are the settings of a Django project that has one module of them', () => {
  const django = { 'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n', 'site/__init__.py': '', 'app/__init__.py': '', 'app/orders.py': 'from django.db import models\n' };
  const settings = "INSTALLED_APPS = ['app']\n\n\n";
  expect(factsOf({ ...django, 'site/settings.py': settings }).loggingPlaces('app/orders.py')).toEqual([{ path: 'site/settings.py', logsRequests: false, settings: { end: 24, quote: "'" } }]);
  expect(placesOf({ ...django, 'site/settings.py': settings, 'site/test_settings.py': settings })).toEqual([]);
  expect(placesOf({ ...django, 'site/settings.py': `${settings}LOGGING = {}\n` })).toEqual([]);
});

it('knows of requests that are written with their addresses', () => {
  expect(factsOf({ ...SERVED, 'app/orders.py': 'from openai import OpenAI\n' }).loggingPlaces('app/main.py')).toEqual([{ path: 'app/main.py', logsRequests: true }]);
});
