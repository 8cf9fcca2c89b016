import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/checklist/standing.ts';
import type { Checklist, ChecklistItem, Recognised } from '../../src/checklist/types.ts';
import { judge } from '../../src/checklist/verdict.ts';
import type { FileReport } from '../../src/report.ts';
import type { Transform } from '../../src/transform.ts';
import type { Site, Zone } from '../../src/types.ts';

const rewrite: Transform = { id: 'rewrite', title: '', why: '', cues: [], rules: { python: { prefilter: /x/, sites: () => [] } } };
const presence: Transform = { ...rewrite, id: 'presence', check: { wants: 'presence', advice: 'Add one.' } };
const absence: Transform = { ...rewrite, id: 'absence', check: { wants: 'absence', advice: 'Take it out.' } };
const about: Transform = { ...rewrite, id: 'about', check: { wants: 'absence', advice: 'Take it out.' }, about: /x/ };
const transforms = [rewrite, presence, absence, about];

let ids = 0;
const site = (transform: string, line: number, more: Partial<Site> = {}): Site => ({
  id: `id${ids += 1}`, transform, line, column: 1, endLine: line, endColumn: 2, scope: '', message: `place ${line}`, safety: 'manual', status: 'left', reason: 'so it is', before: 'x', ...more,
});
const pending = (line: number, more: Partial<Site> = {}) => site('rewrite', line, { status: 'pending', safety: 'safe', after: 'y', ...more });
const unsafe = (line: number) => site('rewrite', line, { safety: 'unsafe', after: 'y', reason: 'needs --unsafe: it may surprise' });
const evidence = (line: number) => site('presence', line, { evidence: true, message: `a limiter at ${line}` });
const file = (path: string, sites: readonly Site[], more: Partial<FileReport> = {}): FileReport => ({ path, language: 'python', zone: 'server' as Zone, status: 'unchanged', sites, ...more });

function facts(files: readonly FileReport[], more: Partial<Facts> = {}): Facts {
  const paths = files.map(({ path }) => path);
  return { files, findings: [], packages: [{ dir: '', language: 'python', serverFiles: 1, role: 'answers' as const }], about: {}, programs: [{ path: 'app.py', files: ['app.py'] }], right: {}, servedFiles: 1, packageOf: () => '', paths, ...more };
}

const item = (line: number, more: Partial<ChecklistItem> = {}): ChecklistItem => ({ line, text: `item ${line}`, heading: '', form: 'checkbox', checked: false, marks: [], references: [], ...more });
const matches = (...names: string[]): Recognised => ({ transforms: names.map((transform) => ({ transform, direct: true })) });
const nothing: Recognised = { transforms: [] };

function verdicts(items: readonly ChecklistItem[], recognised: readonly Recognised[], found: Facts, taken?: readonly string[]) {
  const checklist: Checklist = { items, summaries: [] };
  return judge(checklist, recognised, transforms, found, taken && { ids: new Set(taken) });
}

/** The one item that asks for these transforms. */
function verdictOf(recognised: Recognised, found: Facts, more: Partial<ChecklistItem> = {}, taken?: readonly string[]) {
  return verdicts([item(1, more)], [recognised], found, taken)[0]!;
}

describe('a rewrite', () => {
  it.each([
    ['fixable', [pending(1), unsafe(2)], '2 places can be fixed'],
    ['fixable', [unsafe(2)], '1 place can be fixed with --unsafe'],
    ['partly', [pending(1), site('rewrite', 2)], '1 place can be fixed, 1 needs a person'],
    ['needs a person', [site('rewrite', 2), site('rewrite', 3)], '2 places need a person'],
    ['holds already', [site('rewrite', 2, { fine: true })], 'place 2: right as it is, so it is (a.py:2)'],
    ['holds already', [site('rewrite', 2, { status: 'suppressed' })], 'nothing of the kind in the one file of server and library code around it (app.py:1)'],
    ['partly', [site('rewrite', 2, { status: 'deferred' }), pending(1)], '1 place can be fixed, 1 needs a person'],
  ] as const)('%s: %#', (verdict, sites, reason) => {
    const { report } = verdictOf(matches('rewrite'), facts([file('a.py', sites)]));
    expect(report.verdict).toBe(verdict);
    if (verdict !== 'fixable' || sites.length === 1) expect(report.reason).toBe(reason);
  });
  it('counts the tiers', () => {
    expect(verdictOf(matches('rewrite'), facts([file('a.py', [pending(1), unsafe(2)])])).report).toMatchObject({ fixes: 1, unsafeFixes: 1, reason: '1 place can be fixed, 1 can be fixed with --unsafe' });
  });
  it('looks away from what serves nobody, unless a run would change it', () => {
    expect(verdictOf(matches('rewrite'), facts([file('a.py', [site('rewrite', 1)], { zone: 'script' })])).report.verdict).toBe('holds already');
    expect(verdictOf(matches('rewrite'), facts([file('a.py', [pending(1)], { zone: 'script' })])).report.verdict).toBe('fixable');
  });
  it('does not apply where there is no server', () => {
    expect(verdictOf(matches('rewrite'), facts([], { packages: [] })).report).toMatchObject({ verdict: 'not applicable', reason: 'no Python or Node server was found here' });
  });
  it('does not hold for a file nobody could read', () => {
    const broken = file('b.py', [], { status: 'skipped', reason: 'it does not parse' });
    expect(verdictOf(matches('rewrite'), facts([broken])).report).toMatchObject({ verdict: 'partly', reason: expect.stringMatching(/b\.py could not be read/) });
    expect(verdictOf(matches('rewrite'), facts([{ ...broken, zone: 'test', reason: 'test: a test' }])).report.verdict).toBe('holds already');
  });
  it('is fixed by a run that takes every place, and only then may be ticked', () => {
    const [one, two] = [pending(1), pending(2)];
    const found = facts([file('a.py', [one, two])]);
    expect(verdictOf(matches('rewrite'), found, {}, [one.id, two.id])).toMatchObject({ holdsAfter: true, report: { verdict: 'fixed', reason: '2 places are fixed', fixes: 2 } });
    expect(verdictOf(matches('rewrite'), found, {}, [one.id])).toMatchObject({ holdsAfter: false, report: { verdict: 'fixable' } });
  });
});

describe('a check', () => {
  it('that wants something to be there', () => {
    expect(verdictOf(matches('presence'), facts([file('a.py', [evidence(3)])])).report).toMatchObject({ verdict: 'holds already', reason: 'a limiter at 3 (a.py:3)' });
    expect(verdictOf(matches('presence'), facts([file('a.py', [evidence(3), site('presence', 4)])])).report.verdict).toBe('partly');
    expect(verdictOf(matches('presence'), facts([])).report).toMatchObject({ verdict: 'needs a person', advice: 'Add one.', reason: 'not found in the server code by what checkmod knows of this' });
    expect(verdictOf(matches('presence'), facts([], { packages: [] })).report.verdict).toBe('not applicable');
  });
  it('wants it in every package that serves', () => {
    const packages = ['api', 'worker'].map((dir) => ({ dir, language: 'python', serverFiles: 1, role: 'answers' as const }));
    const packageOf = (path: string) => path.split('/')[0]!;
    expect(verdictOf(matches('presence'), facts([file('api/a.py', [evidence(3)])], { packages, packageOf })).report)
      .toMatchObject({ verdict: 'partly', reason: 'a limiter at 3 (api/a.py:3); nothing of the kind in worker/' });
    const lent = [{ ...packages[0]! }, { dir: 'shared', language: 'python', serverFiles: 2, role: 'lends' as const }];
    expect(verdictOf(matches('presence'), facts([file('shared/a.py', [evidence(3)])], { packages: lent, packageOf })).report.verdict).toBe('holds already');
    const working = [{ ...packages[0]! }, { dir: 'worker', language: 'python', serverFiles: 2, role: 'works' as const }];
    expect(verdictOf(matches('presence'), facts([file('worker/a.py', [evidence(3)])], { packages: working, packageOf })).report.verdict).toBe('partly');
    const findings = [{ transform: 'presence', message: 'nginx limits', path: 'nginx.conf', evidence: true }];
    expect(verdictOf(matches('presence'), facts([], { packages, packageOf, findings })).report.verdict).toBe('holds already');
  });
  it('that wants something to be gone', () => {
    expect(verdictOf(matches('absence'), facts([file('a.py', [site('absence', 4)])])).report).toMatchObject({ verdict: 'needs a person', advice: 'Take it out.' });
    expect(verdictOf(matches('absence'), facts([])).report.verdict).toBe('holds already');
    expect(verdictOf(matches('about'), facts([])).report.verdict).toBe('not applicable');
    expect(verdictOf(matches('about'), facts([], { about: { about: [''] } })).report.verdict).toBe('needs a person');
    const right = { about: [{ path: 'a.py', line: 3 }] };
    expect(verdictOf(matches('about'), facts([], { about: { about: [''] }, right })).report).toMatchObject({ verdict: 'holds already', evidence: [{ path: 'a.py', line: 3, holds: true }] });
  });
  it('of the repository as a whole', () => {
    const findings = [{ transform: 'presence', message: '.env is not ignored' }];
    expect(verdictOf(matches('presence'), facts([], { findings })).report).toMatchObject({ verdict: 'needs a person', reason: '.env is not ignored' });
  });
});

describe('an item', () => {
  it('that asks for more than its words stand for never holds, and is not ticked', () => {
    const recognised: Recognised = { transforms: [{ transform: 'presence', direct: true, beyond: '100 req/min' }] };
    expect(verdictOf(recognised, facts([file('a.py', [evidence(3)])]))).toMatchObject({ holdsAfter: false, report: { verdict: 'partly', reason: expect.stringMatching(/the item also asks for “100 req\/min”: look at that$/) } });
    const one = pending(1);
    const rewritten: Recognised = { transforms: [{ transform: 'rewrite', direct: true, beyond: 'everywhere' }] };
    expect(verdictOf(rewritten, facts([file('a.py', [one])])).report.verdict).toBe('fixable');
    expect(verdictOf(rewritten, facts([file('a.py', [one])]), {}, [one.id])).toMatchObject({ holdsAfter: false, report: { verdict: 'partly' } });
  });
  it('that asks for more may find it in what the evidence says', () => {
    const asking = (beyond: string): Recognised => ({ transforms: [{ transform: 'presence', direct: true, beyond }] });
    const there = facts([file('a.py', [{ ...evidence(3), message: 'bodies are limited: `limit: "1mb"`' }])]);
    expect(verdictOf(asking('1MB'), there).report.verdict).toBe('holds already');
    expect(verdictOf(asking('10MB'), there).report.verdict).toBe('partly');
    expect(verdictOf(asking('database check'), facts([file('a.py', [{ ...evidence(3), message: 'answers without a check of the database' }])])).report.verdict).toBe('partly');
    expect(verdictOf(asking('1MB per endpoint'), there).report.verdict).toBe('partly');
  });
  it('that names a route holds for that route', () => {
    const found = facts([file('a.py', [site('presence', 1, { evidence: true, message: '`/metrics` answers metrics' })])]);
    expect(verdictOf(matches('presence'), found, { text: '`/metrics/` endpoint' }).report.verdict).toBe('holds already');
    expect(verdictOf(matches('presence'), found, { text: '`/api/metrics` endpoint' }).report).toMatchObject({ verdict: 'partly', reason: expect.stringContaining('“/api/metrics”') });
    expect(verdictOf(matches('presence'), found, { text: '`/metrics/prometheus` endpoint' }).report).toMatchObject({ verdict: 'partly', reason: expect.stringContaining('“/metrics/prometheus”') });
  });
  it('that names a variable is not against it where others are open', () => {
    const sites = [site('absence', 1, { evidence: true, message: '`SECRET_KEY` is read from the environment' }), site('absence', 2, { message: '`DB_PASSWORD` has a default in the code' })];
    const found = facts([file('a.py', sites)]);
    expect(verdictOf(matches('absence'), found, { text: '`SECRET_KEY` from environment', checked: true }).report).toMatchObject({ verdict: 'partly', reason: '`SECRET_KEY` is read from the environment (a.py:1); 1 place is open for other names' });
    for (const text of ['SECRET_KEY and DB_PASSWORD from environment', 'Secrets from environment']) {
      expect(verdictOf(matches('absence'), found, { text, checked: true }).report).toMatchObject({ verdict: 'needs a person', tickedButOpen: true });
    }
  });
  it('that asks for several', () => {
    const found = facts([file('a.py', [pending(1), evidence(3)])]);
    expect(verdictOf(matches('rewrite', 'presence'), found).report.verdict).toBe('fixable');
    expect(verdictOf(matches('rewrite', 'presence'), facts([file('a.py', [pending(1)])])).report.verdict).toBe('partly');
    expect(verdictOf(matches('presence', 'absence'), found).report.verdict).toBe('holds already');
  });
  it('that is ticked although places are open is told so', () => {
    expect(verdictOf(matches('rewrite'), facts([file('a.py', [pending(1)])]), { checked: true }).report).toMatchObject({ tickedButOpen: true, reason: 'ticked, but 1 place can be fixed' });
    expect(verdictOf(matches('presence'), facts([file('a.py', [site('presence', 1, { unused: true })])]), { checked: true }).report).toMatchObject({ tickedButOpen: true });
    expect(verdictOf(matches('presence'), facts([]), { checked: true }).report).not.toHaveProperty('tickedButOpen');
    expect(verdictOf(matches('presence'), facts([file('a.py', [evidence(3)])]), { checked: true }).report).not.toHaveProperty('tickedButOpen');
  });
  it('that only a person can do, and one that nobody understands', () => {
    expect(verdictOf({ transforms: [], topic: { name: 'backups', advice: 'Try a restore.' } }, facts([])).report).toMatchObject({ verdict: 'needs a person', advice: 'Try a restore.' });
    expect(verdictOf(nothing, facts([])).report.verdict).toBe('not recognised');
  });
});

describe('what an item names', () => {
  const found = facts([file('backend/api/main.py', [pending(10), pending(131)]), file('other.py', [pending(5)])]);
  it('comes first in the evidence, and the difference is said', () => {
    const { report } = verdictOf(matches('rewrite'), found, { references: [{ path: 'other.py' }] });
    expect(report.evidence.map(({ path, line, referenced }) => [path, line, referenced])).toEqual([['other.py', 5, true], ['backend/api/main.py', 10, undefined], ['backend/api/main.py', 131, undefined]]);
    expect(report.notes).toEqual(['1 of 3 places is where the item says']);
  });
  it('may have moved', () => {
    const { report } = verdictOf(matches('rewrite'), found, { references: [{ path: 'api/main.py', from: 123, to: 125 }] });
    expect(report.evidence[0]).toMatchObject({ path: 'backend/api/main.py', line: 131, referenced: true });
    expect(report.notes).toContain('it names `api/main.py:123-125`; the nearest place is at line 131 now');
  });
  it('may be a glob, a folder or gone', () => {
    const named = (path: string) => verdictOf(matches('rewrite'), found, { references: [{ path }] }).report.evidence.filter(({ referenced }) => referenced).length;
    expect([named('api/*.py'), named('backend/'), named('api'), named('nope.py')]).toEqual([2, 2, 2, 0]);
    expect(verdictOf(matches('rewrite'), found, { references: [{ path: 'nope.py' }] }).report.notes).toEqual(['`nope.py`, which it names, is not in the repository']);
  });
});

describe('sub-items', () => {
  const parent = item(1);
  const under = (line: number) => item(line, { parentLine: 1, parent: 'item 1' });
  const held = facts([file('a.py', [evidence(3)])]);
  it('say what a title without words of its own stands for', () => {
    const of = (...subs: Recognised[]) => verdicts([parent, ...subs.map((_, i) => under(i + 2))], [nothing, ...subs], held)[0]!;
    expect(of(matches('presence'), matches('absence'))).toMatchObject({ holdsAfter: undefined, report: { verdict: 'holds already', reason: 'see its 2 sub-items' } });
    expect(of(matches('presence'), nothing).report.verdict).toBe('partly');
    expect(of(nothing, nothing).report.verdict).toBe('not recognised');
  });
  it('keep the item above from holding while they are open', () => {
    expect(verdicts([parent, under(2)], [matches('presence'), nothing], held)[0]).toMatchObject({ holdsAfter: false, report: { verdict: 'partly' } });
    expect(verdicts([parent, under(2)], [matches('presence'), matches('absence')], held)[0]!.report.verdict).toBe('holds already');
  });
});

describe('which app is served', () => {
  const programs = [{ path: 'api.py', startedBy: 'Dockerfile', files: ['api.py'] }, { path: 'old.py', files: ['old.py', 'a.py'] }];
  it('decides what counts: what another app has is named apart', () => {
    const { report } = verdictOf(matches('presence'), facts([file('a.py', [evidence(1)])], { programs }));
    expect(report).toMatchObject({ verdict: 'needs a person', reason: expect.stringMatching(/but what Dockerfile starts is api\.py/), evidence: [{ path: 'a.py', holds: false }] });
  });
  it('is each of several where no command says which', () => {
    const all = programs.map(({ path, files }) => ({ path, files }));
    expect(verdictOf(matches('presence'), facts([file('a.py', [evidence(1)])], { programs: all })).report).toMatchObject({ verdict: 'partly', reason: expect.stringMatching(/nothing of the kind in the app of api\.py/) });
    expect(verdictOf(matches('presence'), facts([file('a.py', [evidence(1)]), file('api.py', [evidence(2)])], { programs: all })).report.verdict).toBe('holds already');
  });
});

describe('what is to be verified', () => {
  const verify = { transforms: [], verifies: ['rewrite'], topic: { name: 'verification', advice: 'Try it.' } };
  it('gets the answer of the code, and is never ticked for it', () => {
    expect(verdictOf(verify, facts([file('a.py', [pending(1)])]))).toMatchObject({ holdsAfter: false, report: { verdict: 'partly', transforms: [], fixes: 0, evidence: [{ path: 'a.py' }] } });
    expect(verdictOf(verify, facts([file('a.py', [site('rewrite', 2, { fine: true })])])).report.verdict).toBe('partly');
  });
  it('is for a person where the code says nothing', () => {
    expect(verdictOf(verify, facts([], { programs: [] })).report).toMatchObject({ verdict: 'needs a person', advice: 'Try it.' });
  });
});

it('what is written and not used shows nothing, but is named', () => {
  const unused = site('presence', 1, { unused: true, message: 'a limiter that nothing adds' });
  expect(verdictOf(matches('presence'), facts([file('a.py', [unused])])).report).toMatchObject({ verdict: 'needs a person', evidence: [{ path: 'a.py', holds: false }] });
  expect(verdictOf(matches('presence'), facts([file('a.py', [unused, evidence(2)])])).report.verdict).toBe('holds already');
});
