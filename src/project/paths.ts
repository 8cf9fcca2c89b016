import type { Zone } from '../types.ts';

/** A zone that the path alone decides. */
export interface PathZone {
  readonly zone: Zone;
  readonly reason: string;
}

const VENDORED = /(?:^|\/)(?:node_modules|site-packages|dist-packages|\.?venv|\.tox|\.nox|__pycache__|_vendor|third_party|\.eggs)\//;
const BUILT = /(?:^|\/)(?:dist|build\/lib|\.next|generated|_generated|__generated__)\/|\.egg-info\//;
/** A copy that was put aside: `backups/before-payments-20251219/src/app.ts`. */
const BACKUP = /(?:^|\/)_?backups?[-_/][^/]*\d{6}[^/]*\//i;
const TEST_FOLDER = /(?:^|\/)(?:tests?|testing|__tests__|e2e|integration_tests?|unit_tests?|fixtures|mocks|__mocks__|spec|specs|cypress|k6|load[-_]?tests?)\//i;
const MIGRATION_FOLDER = /(?:^|\/)(?:migrations?|alembic)\//i;
const SCRIPT_FOLDER =
  /(?:^|\/)(scripts?|bin|tools?|examples?|samples?|demos?|docs?|benchmarks?|deploy|deployment|infra|seeds?|seeders?|debug|sandbox|playground|archive|archived|legacy|notebooks?|experiments?|\.[^/]+)\//i;
const SAMPLE_FOLDER = /(?:^|\/)(?:examples?|samples?|demos?|docs?|benchmarks?|sandbox|playground|archived?|legacy|notebooks?|experiments?)\//i;
/** Folders of what was kept when it was no longer used: `_archive_2026-03-01/`, `archived/`, `legacy_snapshot/`, `backups/`, `old/`. */
const KEPT_FOLDER = /^(?:_archived?\b.*|_archived?_.*|archived|(?:archived?|backups?|old)[-_]20\d\d.*|(?:old|legacy|archived?|backup)[-_]snapshots?|[\w-]+[-_]snapshots?[-_]20\d\d.*)$/i;
const SCRIPT_NAME =
  /^(?:test|check|debug|fix|verify|seed|setup|create|run|migrate|demo|init|validate|add|apply|benchmark|clean|clear|deploy|diagnose|download|example|export|generate|import|install|load|manual|populate|quick|reset|restore|simulate|start|sync|train|update|upload)(?:[-_]|\.)/i;
const THROWAWAY_NAME = /^(?:test|check|debug|fix|verify|demo|validate|diagnose|example|manual)(?:[-_]|\.)/i;

/** Zones of files that nobody changes by hand or that the server never runs. */
export function fixedZone(path: string): PathZone | undefined {
  if (VENDORED.test(path)) return { zone: 'generated', reason: 'vendored code' };
  if (BUILT.test(path)) return { zone: 'generated', reason: 'in a folder of build output' };
  if (BACKUP.test(path)) return { zone: 'generated', reason: 'in a folder of backups' };
  const test = TEST_FOLDER.exec(path);
  if (test) return { zone: 'test', reason: `in a folder of tests (${lastFolder(test[0])})` };
  if (MIGRATION_FOLDER.test(path)) return { zone: 'migration', reason: 'in a folder of database migrations' };
  return undefined;
}

/** The folder that makes a path one of scripts: `scripts`, `examples`, `tools`; undefined elsewhere. */
export function scriptFolder(path: string): string | undefined {
  return SCRIPT_FOLDER.exec(path)?.[1] ?? (path.startsWith('dev/') ? 'dev' : undefined);
}

/** Whether a path lies in a folder that shows something rather than runs it. */
export function isSampleFolder(path: string): boolean {
  return SAMPLE_FOLDER.test(path) || path.split('/').slice(0, -1).some(isKeptFolder);
}

/** Whether a folder is called like one of code that was put aside, whatever the program is about. */
export function isKeptFolder(name: string): boolean {
  return KEPT_FOLDER.test(name);
}

/** Whether a file near the root is called like something one runs by hand: `seed_db.py`, `run-once.js`. */
export function hasScriptName(path: string): boolean {
  const parts = path.split('/');
  return parts.length <= 3 && SCRIPT_NAME.test(parts.at(-1)!);
}

/** Whether the name says that the file tries something out, so that building an app in it proves nothing. */
export function hasThrowawayName(path: string): boolean {
  return hasScriptName(path) && THROWAWAY_NAME.test(path.split('/').at(-1)!);
}

function lastFolder(match: string): string {
  return match.replace(/^\/|\/$/g, '');
}
