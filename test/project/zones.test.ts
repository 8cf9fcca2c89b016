import { expect, test } from 'vitest';
import { factsOf, zonesOf } from './repository.ts';

const APP = 'from fastapi import FastAPI\nfrom app import service\napp = FastAPI()\n';
const MAIN = 'if __name__ == "__main__":\n    main()\n';

test('what a server imports is server, what it names in a test is not', () => {
  expect(zonesOf({
    'app/__init__.py': '', 'app/main.py': APP,
    'app/service.py': 'from .store import save\ndef late():\n    import app.jobs\n',
    'app/store.py': '', 'app/jobs.py': '',
    'app/unused.py': '', 'app/types.py': '',
    'tests/test_app.py': 'from app import unused\ndef test_x(): ...\n',
    'scripts/load.py': 'from app.main import app\nimport helpers\n', 'scripts/helpers.py': '',
  })).toEqual({
    'app/__init__.py': 'server', 'app/main.py': 'server', 'app/service.py': 'server',
    'app/store.py': 'server', 'app/jobs.py': 'server',
    'app/unused.py': 'orphan', 'app/types.py': 'orphan',
    'tests/test_app.py': 'test', 'scripts/load.py': 'script', 'scripts/helpers.py': 'script',
  });
});

test('a package in another one that names itself as a distribution was copied, the program\'s own was not', () => {
  const about = (name: string) => `name = "${name}"\nversion = "1.0.3"\n`;
  expect(zonesOf({
    'app/__init__.py': about('app'), 'app/main.py': `${APP}from app.queues.mq_sdk import client\nfrom app.billing import rates\nfrom tools.shop import x\n`,
    'app/queues/__init__.py': '', 'app/queues/mq_sdk/__init__.py': '', 'app/queues/mq_sdk/pkg_info.py': about('mq_sdk'), 'app/queues/mq_sdk/client.py': '',
    'app/billing/__init__.py': 'name = "billing"\n', 'app/billing/rates.py': '', 'tools/shop/__init__.py': about('shop'), 'tools/shop/x.py': '',
  })).toMatchObject({ 'app/main.py': 'server', 'app/queues/mq_sdk/client.py': 'generated', 'app/billing/rates.py': 'server', 'tools/shop/x.py': 'server' });
});

test('a folder of JavaScript about vendors is code of the program, one among assets or at the top is not', () => {
  expect(zonesOf({
    'package.json': '{"dependencies":{"express":"4"},"main":"src/index.js"}',
    'src/index.js': "const express = require('express');\nconst app = express();\napp.use('/vendors', require('./routes/vendor/orders'));\napp.listen(3000);\n",
    'src/routes/vendor/orders.js': "const { Router } = require('express');\nconst router = Router();\nmodule.exports = router;\n",
    'vendor/jquery.js': 'window.$ = () => {};\n', 'public/js/vendor/chart.js': 'window.chart = () => {};\n',
  })).toMatchObject({ 'src/routes/vendor/orders.js': 'server', 'vendor/jquery.js': 'generated', 'public/js/vendor/chart.js': 'generated' });
});

test('code copied into a vendor folder with its licence is nobody\'s to change, an app about vendors is', () => {
  const main = `${APP}from app.vendor import retry\nfrom app.vendor.clock import now\nfrom vendor import models\nfrom shop.vendors import rates\n`;
  expect(zonesOf({
    'app/__init__.py': '', 'app/main.py': main, 'app/service.py': '',
    'app/vendor/__init__.py': '', 'app/vendor/retry/__init__.py': '', 'app/vendor/retry/LICENSE.txt': '', 'app/vendor/clock.py': '',
    'vendor/__init__.py': '', 'vendor/models.py': '', 'vendor/LICENSE': '',
    'shop/__init__.py': '', 'shop/vendors/__init__.py': '', 'shop/vendors/rates.py': '', 'shop/vendors/license_keys.json': '',
  })).toMatchObject({
    'app/vendor/__init__.py': 'server', 'app/vendor/retry/__init__.py': 'generated', 'app/vendor/clock.py': 'server',
    'vendor/models.py': 'server', 'shop/vendors/rates.py': 'server',
  });
  expect(zonesOf({ 'main.py': `${APP}from vendor import retry\n`, 'vendor/__init__.py': '', 'vendor/retry.py': '', 'vendor/COPYING': '' })).toMatchObject({ 'vendor/retry.py': 'generated' });
});

test('what was put aside is not run, and a folder of archives that the app imports is', () => {
  const routes = 'from fastapi import APIRouter\nrouter = APIRouter()\n';
  expect(zonesOf({
    'app/main.py': `${APP}from app.archive import store\n`, 'app/service.py': '', 'app/archive/__init__.py': '', 'app/archive/store.py': '', 'app/archive/unused.py': '',
    'app/routes/old/orders.py': routes, '_archive_2026-03-01/main.py': APP, '_archive_2026-03-01/service.py': '', 'app/legacy_snapshot/orders.py': routes,
    '_archive_2026-03-01/Procfile': 'web: uvicorn main:app',
    'archive/orders.py': routes, 'services/backup/requirements.txt': '', 'services/backup/main.py': APP, 'functions/archive/sweep.py': routes, 'Procfile': 'web: uvicorn functions.archive.sweep:app',
  })).toEqual({
    'app/main.py': 'server', 'app/service.py': 'server', 'app/archive/__init__.py': 'server', 'app/archive/store.py': 'server', 'app/archive/unused.py': 'script',
    'app/routes/old/orders.py': 'generated', '_archive_2026-03-01/main.py': 'generated', '_archive_2026-03-01/service.py': 'generated', 'app/legacy_snapshot/orders.py': 'generated',
    'archive/orders.py': 'generated', 'services/backup/main.py': 'server', 'functions/archive/sweep.py': 'server',
  });
});

test('settings that a package of the same name hides are never imported', () => {
  const settings = 'INSTALLED_APPS = []\nMIDDLEWARE = []\n';
  expect(zonesOf({ 'config/__init__.py': '', 'config/settings.py': settings, 'config/settings/__init__.py': '', 'config/settings/base.py': settings, 'app.py': APP, 'app/__init__.py': '' }))
    .toMatchObject({ 'config/settings.py': 'orphan', 'config/settings/base.py': 'server', 'app.py': 'server' });
});

test('reasons say where a zone comes from', () => {
  const facts = factsOf({ 'app/main.py': APP, 'app/service.py': 'import app.store\n', 'app/store.py': '', 'tool.py': MAIN });
  expect(facts.zoneOf('app/main.py').reason).toBe('builds a FastAPI app');
  expect(facts.zoneOf('app/service.py').reason).toBe('imported by app/main.py, which builds a FastAPI app');
  expect(facts.zoneOf('app/store.py').reason).toBe(
    'imported by app/service.py, reached from app/main.py, which builds a FastAPI app',
  );
  expect(facts.zoneOf('tool.py').reason).toBe('runs as a program: it has a __main__ block');
  expect(facts.zoneOf('README.md').zone).toBe('unknown');
});

test.each([
  ['from flask import Flask\napp = Flask(__name__)\n'],
  ['import fastapi\nrouter = fastapi.APIRouter()\n'],
  ['from celery import shared_task\n@shared_task\ndef work(): ...\n'],
  ['from .core import router\n@router.get("/items")\ndef items(): ...\n'],
  ['from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("x")\n'],
  ['def lambda_handler(event, context):\n    return 1\n'],
  ['import grpc\nserver = grpc.server(pool)\n'],
  [`import pika\ndef main():\n    channel.start_consuming()\n${MAIN}`],
  [`import telebot\nbot = telebot.TeleBot(token)\n${MAIN}`],
  ['from django.urls import path\nurlpatterns = [path("", index)]\n'],
  ['from rest_framework import views\nclass Items(views.APIView): ...\n'],
  // A block for trying it out does not make an app a program.
  [`from flask import Flask\napp = Flask(__name__)\n${MAIN}`],
])('%j is server', (text) => {
  expect(zonesOf({ 'pkg/module.py': text })).toEqual({ 'pkg/module.py': 'server' });
});

test.each([
  // Only mentioned, or of another library.
  ['"""Made for FastAPI()."""\n', 'orphan'],
  ['from shapes import Flask\nflask = Flask()\n', 'orphan'],
  ['import click\n@click.command()\ndef go(): ...\n', 'cli'],
  [`import argparse\n${MAIN}`, 'cli'],
])('%j is %s', (text, zone) => {
  expect(zonesOf({ 'pkg/module.py': text })).toEqual({ 'pkg/module.py': zone });
});

test.each([
  ['api/test_items.py', 'def test_items(): ...\n', 'test'],
  ['conftest.py', '', 'test'],
  ['db/alembic/env.py', '', 'migration'],
  ['db/history/0001.py', 'down_revision = None\n', 'migration'],
  ['shop/migrations/0001_initial.py', '# Generated by Django 5\n', 'migration'],
  ['shop/management/commands/sync.py', '', 'cli'],
  ['grpc_gen/items_pb2.py', '', 'generated'],
  ['venv/lib/site-packages/flask/app.py', '', 'generated'],
  ['seed_db.py', MAIN, 'script'],
  ['deep/in/the/tree/seed_db.py', MAIN, 'cli'],
  ['setup.py', 'from setuptools import setup\n', 'script'],
  // Trying something out with a small app is still trying something out.
  ['examples/small.py', 'from flask import Flask\napp = Flask(__name__)\n', 'script'],
  ['demo_app.py', 'from flask import Flask\napp = Flask(__name__)\n', 'script'],
])('%s is %s by its path', (path, text, zone) => {
  expect(zonesOf({ [path]: text })[path]).toBe(zone);
});

test('a server reaches files in folders that are often scripts or tests', () => {
  const zones = zonesOf({
    'app/main.py': 'from fastapi import FastAPI\nfrom app.tools import search\nfrom app.services import test_builder\napp = FastAPI()\n',
    'app/tools/search.py': '',
    'app/services/test_builder.py': 'def build(): ...\n',
  });
  expect(zones['app/tools/search.py']).toBe('server');
  expect(zones['app/services/test_builder.py']).toBe('server');
});

test('modules that only other modules import are library, those behind a command-line tool are part of it', () => {
  expect(zonesOf({ 'bot/main.py': `import bot.store\n${MAIN}`, 'bot/store.py': '' })).toEqual({
    'bot/main.py': 'cli', 'bot/store.py': 'library',
  });
  expect(zonesOf({
    'sdk/cli.py': 'import argparse\nimport sdk.show\nparser.add_subparsers()\n', 'sdk/show.py': '',
  })).toEqual({ 'sdk/cli.py': 'cli', 'sdk/show.py': 'cli' });
});

test('the configuration decides, its last fitting glob first', () => {
  const zones = zonesOf({ 'a/x.py': '', 'a/y.py': '' }, { zones: { 'a/**': 'library', 'a/y.py': 'script' } });
  expect(zones).toEqual({ 'a/x.py': 'library', 'a/y.py': 'script' });
});
