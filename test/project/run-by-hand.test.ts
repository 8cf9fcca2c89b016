import { expect, it } from 'vitest';
import { factsOf } from './repository.ts';

const SERVED = { 'app/__init__.py': '', 'app/main.py': 'from fastapi import FastAPI\nfrom app.both import f\napp = FastAPI()\n', 'app/both.py': 'def f():\n    return 1\n' };
const TOOL = { 'tools/report.py': 'from app.rows import read\nfrom app.both import f\n\n\nif __name__ == "__main__":\n    read()\n', 'app/rows.py': 'def read():\n    return 1\n' };

it('knows the programs of a module that no server runs, and where these set up logging', () => {
  const quiet = factsOf({ ...SERVED, ...TOOL });
  expect(quiet.runByHand('app/rows.py')).toEqual([{ path: 'tools/report.py', logging: [] }]);
  expect(quiet.runByHand('app/both.py')).toBeUndefined();
  const told = factsOf({ ...SERVED, ...TOOL, 'tools/report.py': `import logging\n${TOOL['tools/report.py'].replace('    read()', '    logging.basicConfig(level=logging.INFO)\n    read()')}` });
  expect(told.runByHand('app/rows.py')).toEqual([{ path: 'tools/report.py', logging: ['tools/report.py'] }]);
});

it('says nothing where no such program is known, or it starts a server', () => {
  const alone = factsOf({ 'a.py': 'import b\n', 'b.py': 'x = 1\n' });
  expect(alone.runByHand('b.py')).toBeUndefined();
  const serving = factsOf({ ...TOOL, 'tools/report.py': `import uvicorn\n${TOOL['tools/report.py']}` });
  expect(serving.runByHand('app/rows.py')).toBeUndefined();
});

it('takes what nothing imports and what does something as it loads for a program', () => {
  const checks = { 'predeploy.checks.py': 'from checks.style import check\n\nfor run in [check]:\n    run()\n', 'checks/__init__.py': '', 'checks/style.py': 'def check():\n    return 1\n' };
  expect(factsOf(checks).runByHand('checks/style.py')).toEqual([{ path: 'predeploy.checks.py', logging: [] }]);
  expect(factsOf({ ...checks, 'predeploy.checks.py': 'from checks.style import check\n\n\ndef all_checks():\n    check()\n' }).runByHand('checks/style.py')).toBeUndefined();
});
