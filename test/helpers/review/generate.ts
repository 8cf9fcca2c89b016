import type { LeftPlace, ReviewFix, ReviewState } from '../../../src/review/protocol.ts';

/** A repository under review that no engine has seen: texts, and fixes whose spans are right. */
export interface Generated {
  readonly texts: { readonly [path: string]: string };
  readonly state: ReviewState;
}

interface Line {
  readonly text: string;
  /** What the line becomes; the fix covers it from its first character that is no space. */
  readonly fix?: Pick<ReviewFix, 'transform' | 'message' | 'safety' | 'shape'> & { readonly after: string; readonly why?: string };
}

const TITLES = {
  'print-to-logger': 'Prints become log calls',
  'silent-catch-to-warning': 'Swallowed errors are logged',
  'hardcoded-secret-to-env': 'Secrets come from the environment',
};
const ITEMS = [{ line: 4, text: 'No print statements in server code' }, { line: 9, text: 'Errors are never swallowed' }, { line: 12, text: 'No secrets in the code' }];

export interface Size {
  readonly files: number;
  readonly perFile: number;
  /** No more fixes than this. */
  readonly total?: number;
  readonly checklist?: boolean;
}

/** `files` files, every other one Python and JavaScript, with `perFile` fixes each. */
export function generateReview({ files, perFile, total = files * perFile, checklist = false }: Size): Generated {
  const texts: Record<string, string> = {};
  const fixes: ReviewFix[] = [];
  for (let index = 0; index < files; index++) {
    const python = index % 2 === 0;
    const path = python ? `services/billing/handlers_${index}.py` : `server/routes/orders-${index}.js`;
    const lines = Array.from({ length: perFile }, (_, nth) => (python ? pythonBlock(index, nth) : javascriptBlock(index, nth))).flat();
    texts[path] = [...(python ? PYTHON_HEAD : JAVASCRIPT_HEAD), ...lines.map(({ text }) => text)].join('\n') + '\n';
    fixes.push(...fixesOf(path, lines, (python ? PYTHON_HEAD : JAVASCRIPT_HEAD).length, checklist));
  }
  return { texts, state: stateOf(fixes.slice(0, total), checklist) };
}

const PYTHON_HEAD = ['"""Handlers of the billing service."""', 'from fastapi import APIRouter', '', 'router = APIRouter()', '', ''];
const JAVASCRIPT_HEAD = ["import { Router } from 'express';", "import { findOrder } from '../orders.js';", '', 'export const router = Router();', ''];

function pythonBlock(file: number, nth: number): Line[] {
  const name = `invoice_${file}_${nth}`;
  const body: Line = [
    { text: `    print(f"charging {${name}.id}")`, fix: { transform: 'print-to-logger', message: 'print() in a server module', safety: 'safe' as const, shape: 'print-f', after: `logger.info("charging %s", ${name}.id)` } },
    { text: `    api_key = "sk_live_${file}_${nth}"`, fix: { transform: 'hardcoded-secret-to-env', message: 'A key stands in the code', safety: 'unsafe' as const, why: 'The variable has to be set where the service runs.', shape: 'secret', after: 'api_key = os.environ["BILLING_API_KEY"]' } },
    { text: '        pass', fix: { transform: 'silent-catch-to-warning', message: 'An exception is swallowed', safety: 'safe' as const, shape: 'pass', after: `logger.warning("could not charge ${name}", exc_info=True)` } },
  ][nth % 3]!;
  const [before, after] = nth % 3 === 2 ? [['    try:', `        settle(${name})`, '    except ValueError:'], []] : [[], []];
  return [...plain(`async def charge_${nth}(${name}, ledger):`, `    """Charge one invoice and book it."""`, '    total = sum(line.amount for line in ledger)', ...before), body, ...plain(...after, '    ledger.book(total)', '    return total', '', '')];
}

function javascriptBlock(file: number, nth: number): Line[] {
  const body: Line = nth % 2 === 0
    ? { text: `    console.log(\`order \${order.id} read\`);`, fix: { transform: 'print-to-logger', message: 'console.log in a server module', safety: 'safe', shape: 'console', after: "logger.info({ order: order.id }, 'order read');" } }
    : { text: '    // ignored', fix: { transform: 'silent-catch-to-warning', message: 'An error is swallowed', safety: 'unsafe', why: 'The error may hold what a customer typed.', shape: 'empty-catch', after: "logger.warn({ err: error }, 'order not read');" } };
  return [...plain(`router.get('/orders/${file}/${nth}/:id', async (request, response) => {`, '  try {', '    const order = await findOrder(request.params.id);', ...(nth % 2 === 0 ? [] : ['    response.json(order);', '  } catch (error) {'])), body, ...plain(...(nth % 2 === 0 ? ['    response.json(order);', '  } finally {', '    response.end();'] : []), '  }', '});', '')];
}

function plain(...texts: string[]): Line[] {
  return texts.map((text) => ({ text }));
}

function fixesOf(path: string, lines: readonly Line[], offset: number, checklist: boolean): ReviewFix[] {
  return lines.flatMap(({ text, fix }, index) => {
    if (!fix) return [];
    const line = offset + index + 1;
    const column = text.length - text.trimStart().length + 1;
    return [{
      ...fix, site: `${fix.transform}:${path}:${line}`, path, line, column, endLine: line, endColumn: text.length + 1, scope: path.endsWith('.py') ? `charge_${index}` : '',
      before: text.trimStart(), items: checklist ? [ITEMS[Object.keys(TITLES).indexOf(fix.transform)]!] : [], decision: 'undecided' as const,
    }];
  });
}

function stateOf(fixes: readonly ReviewFix[], checklist: boolean): ReviewState {
  const secrets = fixes.filter(({ transform }) => transform === 'hardcoded-secret-to-env').map(({ site }) => site);
  return {
    version: 1, root: '/home/ada/shop', titles: TITLES, fixes, left: LEFT,
    skipped: [{ path: 'tests/test_billing.py', reason: 'a test' }, { path: 'scripts/seed.py', reason: 'a script' }, { path: 'scripts/report.py', reason: 'a script', transform: 'print-to-logger' }],
    projectFiles: secrets.length === 0 ? [] : [
      { path: '.env.example', created: false, diff: '--- a/.env.example\n+++ b/.env.example\n@@ -1,1 +1,2 @@\n DATABASE_URL=\n+BILLING_API_KEY=\n', sites: secrets },
      { path: 'server/logger.js', created: true, diff: "--- /dev/null\n+++ b/server/logger.js\n@@ -0,0 +1,3 @@\n+import pino from 'pino';\n+\n+export const logger = pino();\n", sites: fixes.filter(({ path }) => path.endsWith('.js')).map(({ site }) => site) },
    ],
    actions: secrets.length === 0 ? [] : [{ kind: 'rotate', name: 'BILLING_API_KEY', message: 'The key was in the history of the repository: make a new one.', sites: secrets }],
    errors: [{ path: 'legacy/old.py', message: 'line 3: Python 2 print statement' }],
    notes: [], canUndo: false, ...(checklist && { checklist: 'PRODUCTION.md' }),
  };
}

const LEFT: readonly LeftPlace[] = [
  { site: 'left-1', transform: 'print-to-logger', path: 'services/cli.py', line: 12, message: 'print() in a server module', reason: 'the output is what the command is for', status: 'left', before: 'print(table.render())' },
  { site: 'left-2', transform: 'print-to-logger', path: 'services/cli.py', line: 40, message: 'print() in a server module', reason: 'the output is what the command is for', status: 'left', before: 'print("done")' },
  { site: 'left-3', transform: 'silent-catch-to-warning', path: 'server/cache.js', line: 8, message: 'An error is swallowed', reason: 'checkmod-ignore: a miss is no error', status: 'suppressed', before: 'catch {}' },
];
