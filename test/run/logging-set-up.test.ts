import { expect, it } from 'vitest';
import { checkmod } from '../helpers/cli.ts';
import { repository } from '../helpers/repository.ts';

const MAIN = 'from fastapi import FastAPI\n\nfrom app.orders import load\n\napp = FastAPI()\n\n\n@app.get("/orders")\ndef orders():\n    return load()\n';
const FILES = {
  'requirements.txt': 'fastapi\n', 'app/__init__.py': '', 'app/main.py': MAIN,
  'app/orders.py': 'print("orders are loaded")\n\n\ndef load():\n    print("loading")\n    return []\n\n\ndef cancel():\n    print("cancelling failed")\n',
};

it('sets up logging where the program is built, for the lines that would be lost', async () => {
  const repo = repository(FILES);
  await checkmod(repo.root, ['run', '-t', 'print-to-logger', '--write']);
  expect(repo.read('app/main.py')).toBe(`import logging\n\n${MAIN.replace('import load\n', 'import load\n\nlogging.basicConfig(level=logging.INFO)\n')}`);
  // What runs as the module is imported comes before.
  expect(repo.read('app/orders.py')).toBe(`import logging\n\nlogger = logging.getLogger(__name__)\n\n${FILES['app/orders.py'].replaceAll('    print(', '    logger.info(').replace('info("cancelling', 'error("cancelling')}`);
  expect((await checkmod(repo.root, ['run', '-t', 'print-to-logger', '--check', '--allow-dirty'])).code).toBe(0);
});

it('changes no other file for lines that are shown all the same', async () => {
  const repo = repository({ ...FILES, 'app/orders.py': 'def load():\n    print("loading failed")\n' });
  await checkmod(repo.root, ['run', '-t', 'print-to-logger', '--write']);
  expect(repo.read('app/main.py')).toBe(MAIN);
});

it('adds the setting to a Django project', async () => {
  const settings = "INSTALLED_APPS = ['shop']\nROOT_URLCONF = 'site.urls'\n";
  const repo = repository({
    'requirements.txt': 'django\n', 'manage.py': 'import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n', 'config/__init__.py': '', 'config/settings.py': settings,
    'shop/__init__.py': '', 'shop/views.py': 'from django.views import View\n\n\nclass Orders(View):\n    def get(self, request):\n        print("listing")\n',
  });
  await checkmod(repo.root, ['run', '-t', 'print-to-logger', '--write']);
  expect(repo.read('shop/views.py')).toContain('logger.info("listing")');
  expect(repo.read('config/settings.py')).toBe(`${settings}
LOGGING = {
    'version': 1,
    'disable_existing_loggers': False,
    'handlers': {'console': {'class': 'logging.StreamHandler'}},
    'root': {'handlers': ['console'], 'level': 'INFO'},
}
`);
});
