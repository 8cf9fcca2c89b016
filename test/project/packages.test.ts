import { expect, test } from 'vitest';
import { factsOf } from './repository.ts';

const FACTORY = 'import logging\ndef get_logger(name):\n    return logging.getLogger(name)\n';
const APP = 'from fastapi import FastAPI\nimport app.a, app.b, app.c\napp = FastAPI()\n';

const pythonOf = (files: { readonly [path: string]: string }, path = 'app/main.py') => factsOf(files).packageOf(path).python!;

test('a file belongs to the nearest package', () => {
  const facts = factsOf({
    'api/pyproject.toml': '', 'api/app/main.py': '', 'api/.env.example': '',
    'jobs/requirements/base.txt': 'redis\n', 'jobs/run.py': '',
    'jobs/steps/__init__.py': '', 'jobs/steps/setup.py': '', 'package.json': '{}', 'env.template': '',
  });
  expect(facts.packageOf('api/app/main.py')).toMatchObject({ dir: 'api', envTemplate: 'api/.env.example' });
  // setup.py in a package is a module; the template of a folder around the package counts, a neighbour's does not.
  expect(facts.packageOf('jobs/steps/setup.py')).toMatchObject({ dir: 'jobs', envTemplate: 'env.template' });
  expect(facts.packageOf('jobs/run.py')).toBe(facts.packageOf('jobs/steps/setup.py'));
});

test('the logger of a package is what most modules use', () => {
  const ours = 'from app.core.log import get_logger\nlogger = get_logger(__name__)\n';
  const plain = 'import logging\nlog = logging.getLogger(__name__)\n';
  const files = { 'app/main.py': APP, 'app/core/log.py': FACTORY, 'app/a.py': ours, 'app/b.py': ours };
  expect(pythonOf({ ...files, 'app/c.py': plain })).toMatchObject({
    loggerName: 'logger',
    logger: {
      name: 'logger', call: 'get_logger(__name__)', module: 'app.core.log', imported: 'get_logger',
      path: 'app/core/log.py', style: 'stdlib',
    },
  });
  expect(pythonOf({ ...files, 'app/b.py': plain, 'app/c.py': plain }).logger).toBeUndefined();
});

test.each([
  ['from loguru import logger\n', { call: '', module: 'loguru', imported: 'logger', style: 'loguru' }],
  ['import structlog\nlogger = structlog.get_logger()\n', { call: 'structlog.get_logger()', module: 'structlog', imported: '', style: 'structlog' }],
  ['from .log import logger\n', { call: '', module: 'app.log', imported: 'logger', relative: true, style: 'structlog' }],
  ['from app.alias import log\n', { name: 'log', call: '', module: 'app.alias', imported: 'log', style: 'loguru' }],
  ['from app.log import make\nlogger = make("a")\n', { call: 'make(__name__)', module: 'app.log', imported: 'make', style: 'structlog' }],
])('%j', (text, logger) => {
  const log = 'import structlog\nlogger = structlog.get_logger()\ndef make(name):\n    return structlog.get_logger(name)\n';
  const alias = 'from loguru import logger\nlog = logger\n';
  expect(pythonOf({ 'app/main.py': APP, 'app/log.py': log, 'app/alias.py': alias, 'app/a.py': text, 'app/b.py': text, 'app/c.py': '' }).logger).toMatchObject(logger);
});

test('what a file imports under the name of a logger is read from its definition', () => {
  const importsOf = (text: string, files: { readonly [path: string]: string } = {}) => factsOf({
    'app/__init__.py': '', 'app/main.py': `${APP}${text}`, 'app/core/__init__.py': 'from .log import get_logger\n', 'app/core/log.py': FACTORY, ...files,
  }).loggerImports('app/main.py');
  expect(importsOf('from app.core import get_logger\n')).toEqual({ 'app.core.get_logger': { style: 'stdlib', makes: true } });
  expect(importsOf('from .plain import audit_log\n', { 'app/plain.py': 'import logging\naudit_log = logging.getLogger("audit")\n' })).toEqual({ '.plain.audit_log': { style: 'stdlib' } });
  // A module is one only where its functions are called like methods; what it holds is reached through it.
  expect(importsOf('from app import log\n', { 'app/log.py': FACTORY })).toMatchObject({ 'app.log': 'other', 'app.log.get_logger': { style: 'stdlib', makes: true } });
  expect(importsOf('from app import log\n', { 'app/log.py': 'def info(text): ...\ndef error(text, code): ...\ndef warning(text, **extra): ...\n' }))
    .toEqual({ 'app.log': { style: 'text', errors: 'text', methods: ['info', 'warning'] } });
  expect(importsOf('from app.tools import log\n', { 'app/tools.py': 'def log(text): ...\n' })).toEqual({ 'app.tools.log': 'other' });
  expect(importsOf('from app.tools import logger\n', { 'app/tools.py': 'logger = None\n' })).toEqual({ 'app.tools.logger': 'none' });
  expect(importsOf('from app.tools import logger\n', { 'app/tools.py': 'class Own:\n    def info(self, text): ...\n    def exception(self, text): ...\nlogger = Own()\n' }))
    .toEqual({ 'app.tools.logger': { style: 'text', errors: 'exception', methods: ['info', 'exception'] } });
  expect(importsOf('from app.tools import logger\n', { 'app/tools.py': 'try:\n    from loguru import logger\nexcept ImportError:\n    import logging\n    logger = logging.getLogger()\n' }))
    .toEqual({ 'app.tools.logger': { style: 'text', errors: 'exception' } });
});

test.each([
  ['structlog.configure(processors=[structlog.processors.JSONRenderer()])\n', false],
  ['structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.JSONRenderer()])\n', true],
  ['structlog.configure(processors=[structlog.dev.ConsoleRenderer()])\n', true],
  ['structlog.configure(processors=shared())\n', false],
  ['structlog.configure(cache_logger_on_first_use=True)\n', true],
  ['', undefined],
])('structlog set up with %j', (text, shown) => {
  expect(pythonOf({ 'app/main.py': `import structlog\n${text}` }).structlogTraceback).toBe(shown);
});

test('modules that the logger module loads must not import it', () => {
  const ours = 'from app.core.log import get_logger\nlogger = get_logger(__name__)\n';
  const facts = factsOf({
    'app/__init__.py': '', 'app/main.py': APP, 'app/a.py': ours, 'app/b.py': ours, 'app/c.py': ours,
    'app/core/__init__.py': 'from . import extra\n', 'app/core/extra.py': '',
    'app/core/log.py': `from app.core.config import settings\n${FACTORY}def late():\n    import app.late\n`,
    'app/core/config.py': 'from app.core import paths\n', 'app/core/paths.py': '', 'app/late.py': '',
  });
  const cyclic = ['app/core/log.py', 'app/core/config.py', 'app/core/paths.py'];
  expect(cyclic.map((path) => facts.loggerWouldCycle(path))).toEqual([true, true, true]);
  // The packages around the logger module load before it, and a call imports later.
  const free = ['app/a.py', 'app/__init__.py', 'app/core/extra.py', 'app/late.py'];
  expect(free.map((path) => facts.loggerWouldCycle(path))).toEqual([false, false, false, false]);
});

test('logging counts as configured where the server runs', () => {
  const configured = (files: { readonly [path: string]: string }) => pythonOf({ 'app/main.py': APP, 'app/a.py': '', ...files }).loggingConfigured;
  expect(configured({ 'app/a.py': 'import logging\nlogging.basicConfig(level="INFO")\n' })).toBe(true);
  expect(configured({ 'app/a.py': 'import app.setup\n', 'app/setup.py': 'import logging.config\nlogging.config.dictConfig({})\n' })).toBe(true);
  expect(configured({ 'app/a.py': 'import logging\nif __name__ == "__main__":\n    logging.basicConfig()\n' })).toBe(false);
  expect(configured({ 'scripts/run.py': 'import logging\nlogging.basicConfig()\n' })).toBe(false);
});

test('log calls show how arguments are written', () => {
  const form = (text: string) => pythonOf({ 'app/main.py': `${APP}${text}` }).logArguments;
  expect(form('logger.info("saved %s", item)\n')).toBe('percent');
  expect(form('logger.info(f"saved {item}")\n')).toBe('fstring');
  // A plain text, or a percent sign without arguments, tells nothing.
  expect(form('logger.info("50 %")\nlogger.info("ready")\n')).toBe('unknown');
});

test('environment variables in order of appearance', () => {
  const config = [
    'import os', 'from pydantic_settings import BaseSettings',
    'DEBUG = os.getenv("DEBUG", "0")', 'KEY = os.environ["API_KEY"]', '# os.getenv("NOT_READ")',
    'class Settings(BaseSettings):', '    """Of the shop."""', '    cors_origins: list[str] = []', '    model_config = {"env_prefix": "SHOP_"}',
    'class Other:', '    name: str', '',
  ].join('\n');
  const facts = factsOf({ 'config.py': config, 'test_config.py': 'import os\nos.getenv("IN_TEST")\ndef test_x(): ...\n' });
  expect(facts.packageOf('config.py').envNames).toEqual(['DEBUG', 'API_KEY', 'SHOP_CORS_ORIGINS']);
});

test.each([
  ['pyproject.toml', '[tool.ruff]\nline-length = 100\n[tool.ruff.lint]\nselect = ["E", "T20"]\nignore = ["E501"]\n', ['E', 'T20'], ['E501'], 100],
  ['ruff.toml', 'lint.extend-select = ["S"]\n', ['E4', 'E7', 'E9', 'F', 'RUF100', 'BLE001', 'S'], [], 88],
  ['setup.cfg', '[flake8]\nmax-line-length = 120\nextend-ignore =\n    E203,  # black\n    W503\n', ['C90', 'E', 'F', 'W'], ['E203', 'W503'], 120],
])('lint settings of %s', (path, text, select, ignore, lineLength) => {
  expect(pythonOf({ [path]: text, 'app/main.py': '' }).lint).toMatchObject({ select, ignore, lineLength });
});

test('names that other modules take from a file', () => {
  const facts = factsOf({
    'shop/pay.py': '', 'shop/a.py': 'from shop.pay import charge as c\n', 'shop/b.py': 'from . import pay as p\np.refund()\n',
    'shop/c.py': 'import shop.pay\nshop.pay.LIMIT\n', 'test_pay.py': 'from shop.pay import demo\ndef test_x(): ...\n',
  });
  expect(facts.importedNames('shop/pay.py')).toEqual(['LIMIT', 'charge', 'refund']);
});
