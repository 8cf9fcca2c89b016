import { expect, it } from 'vitest';
import { factsOf } from './repository.ts';

const early = (files: { readonly [path: string]: string }) => {
  const facts = factsOf(files);
  return Object.fromEntries(Object.keys(files).flatMap((path) => { const found = facts.beforeLogging(path); return found ? [[path, found]] : []; }));
};

it('knows what runs while Django reads its settings', () => {
  expect(early({
    'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "core.settings")\nif __name__ == "__main__":\n    pass\n',
    'core/__init__.py': 'from .celery import app\n',
    'core/celery.py': 'from celery import Celery\napp = Celery("core")\n',
    'core/settings.py': 'from core.env import require, later\nSECRET_KEY = require("KEY")\nINSTALLED_APPS = ["shop"]\n',
    'core/env.py': 'def require(name):\n    return name\n\n\ndef later():\n    return 1\n',
    'shop/__init__.py': '',
    'shop/models.py': 'x = 1\n',
  })).toEqual({
    'core/__init__.py': { by: 'core/settings.py', isDjango: true, calls: [] },
    'core/celery.py': { by: 'core/settings.py', isDjango: true, calls: [] },
    'core/settings.py': { by: 'core/settings.py', isDjango: true, calls: [] },
    'core/env.py': { by: 'core/settings.py', isDjango: true, calls: ['require'] },
  });
});

it('knows what a program imports above the line that sets logging up', () => {
  const app = { 'app/__init__.py': '', 'app/config.py': 'x = 1\n', 'app/db.py': 'def connect():\n    return 1\n', 'app/log.py': 'import logging\n\n\ndef setup_logging():\n    logging.basicConfig()\n' };
  const above = early({ ...app, 'app/main.py': 'from fastapi import FastAPI\nfrom app.db import connect\nfrom app.log import setup_logging\nsetup_logging()\nconnect()\nfrom app import config\napp = FastAPI()\n' });
  expect(Object.keys(above).sort()).toEqual(['app/__init__.py', 'app/db.py', 'app/log.py']);
  expect(above['app/db.py']).toEqual({ by: 'app/main.py', isDjango: false, calls: [] });
});

it('holds a module that loads the set-up itself to run behind it', () => {
  expect(early({
    'log.py': 'import logging\nlogging.basicConfig()\n',
    'db.py': 'import log\nx = 1\n',
    'main.py': 'from fastapi import FastAPI\nimport db\nimport logging\nlogging.basicConfig()\napp = FastAPI()\n',
  })).not.toHaveProperty('db.py');
});
