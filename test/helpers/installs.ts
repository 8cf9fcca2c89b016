import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Install, runProgram, WINDOWS } from './install.ts';

/** What programs under test import, of npm. */
export const MODULES = new Install('checkmod-node', [
  '@types/node', 'uuid@9', 'pino', 'winston', 'bunyan', 'log4js', 'express', 'cors', 'fastify', '@fastify/cors', 'koa', '@koa/cors', 'hono', '@hono/node-server', 'socket.io',
  '@nestjs/common', '@nestjs/core', '@nestjs/platform-express', 'reflect-metadata', 'rxjs',
], async (packages) => {
  writeFileSync(join(MODULES.folder, 'package.json'), '{ "private": true }\n');
  await runProgram('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=1', '--fetch-retry-mintimeout=1000', ...packages], { cwd: MODULES.folder, shell: WINDOWS });
});

/** What they import of PyPI. */
export const VENV = new Install('checkmod-venv', [
  'structlog', 'loguru', 'fastapi', 'httpx', 'flask', 'flask-cors', 'django', 'django-cors-headers', 'djangorestframework', 'pydantic-settings', 'python-socketio',
], async (packages) => {
  await runProgram(WINDOWS ? 'python' : 'python3', ['-m', 'venv', VENV.folder]);
  await runProgram(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '1', ...packages]);
});
export const PYTHON = join(VENV.folder, WINDOWS ? 'Scripts/python.exe' : 'bin/python');
