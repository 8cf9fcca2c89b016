import { UsageError } from '../../src/errors.ts';
import type { Answer, Applied, Decision, LeftPlace, ReviewFix, ReviewState } from '../../src/review/protocol.ts';
import type { ReviewSession } from '../../src/review/session.ts';

/** A fix of a file whose words FIX become DONE, one a line. */
export function fix(site: string, path: string, line: number, more: Partial<ReviewFix> = {}): ReviewFix {
  return {
    site, path, line, column: 1, endLine: line, endColumn: 4, transform: 'marks', scope: '', message: `the word on line ${line}`, safety: 'safe',
    before: 'FIX', after: 'DONE', shape: 'one', items: [], decision: 'undecided', ...more,
  };
}

export interface FakeReview extends ReviewSession {
  /** What was asked of it, in order. */
  readonly asked: unknown[];
  readonly closed: boolean;
}

/** A review kept in memory: what the server and the terminal ask, without an engine behind it. */
export function fakeReview(fixes: readonly ReviewFix[], { root = '/repository', left = [], projectFiles = [] }: Partial<ReviewState> = {}): FakeReview {
  const all = new Map(fixes.map((each) => [each.site, each]));
  const listeners = new Set<(version: number) => void>();
  const asked: unknown[] = [];
  let version = 1;
  let isClosed = false;
  let before: ReviewFix[][] = [];

  const change = (sites: readonly string[], decision: Decision, more: Partial<ReviewFix> = {}): Answer => {
    for (const site of sites) if (!all.has(site)) throw new UsageError(`there is no fix ${site}`);
    before.push([...all.values()]);
    const changed = sites.map((site) => {
      const { reason: _, text: __, ignore: ___, ...plain } = all.get(site)!;
      return { ...plain, decision, ...more };
    });
    for (const each of changed) all.set(each.site, each);
    version += 1;
    listeners.forEach((listener) => listener(version));
    return { version, changed };
  };
  const linesOf = (path: string) => Array.from({ length: Math.max(...fixes.filter((each) => each.path === path).map(({ line }) => line)) }, () => 'same');

  return {
    root, asked,
    get closed() { return isClosed; },
    state: () => ({ version, root, titles: { marks: 'Do what the words say' }, fixes: [...all.values()], left: left as LeftPlace[], skipped: [], projectFiles, actions: [], errors: [], notes: [], canUndo: before.length > 0 }),
    async file(path) {
      const own = [...all.values()].filter((each) => each.path === path);
      if (own.length === 0) throw new UsageError(`there is no fix in ${path}`);
      const [old, now] = [linesOf(path), linesOf(path)];
      for (const each of own) {
        old[each.line - 1] = each.before;
        now[each.line - 1] = each.decision === 'rejected' ? each.before : each.text ?? each.after;
      }
      const isIn = own.some(({ decision }) => decision !== 'rejected');
      return {
        path, version, before: `${old.join('\n')}\n`, after: `${isIn ? 'import words\n' : ''}${now.join('\n')}\n`,
        marks: own.map(({ site, line, decision }) => ({ site, beforeLine: line, beforeEndLine: line, ...(decision !== 'rejected' && { afterLine: line + 1 }) })),
      };
    },
    decisions: () => ({ version: 1, decisions: [...all.values()].filter(({ decision }) => decision !== 'undecided').map(({ site, decision }) => ({ site, decision })) }),
    async decide(request) {
      asked.push(request);
      if (request.text?.includes('(')) throw new UsageError('a.py does not parse with it: line 1: expected `)`');
      const { site, decision, ...more } = request;
      return change([site], decision, more);
    },
    async decideMany(request) {
      asked.push(request);
      const { sites, decision, ...more } = request;
      return change(sites, decision, more);
    },
    async undo() {
      const last = before.pop();
      if (!last) throw new UsageError('there is nothing to undo');
      const changed = last.filter((each) => all.get(each.site) !== each);
      for (const each of last) all.set(each.site, each);
      version += 1;
      listeners.forEach((listener) => listener(version));
      return { version, changed };
    },
    async apply(request): Promise<Applied> {
      asked.push({ apply: request });
      const written = [...new Set([...all.values()].filter(({ decision }) => decision === 'accepted').map(({ path }) => path))];
      if (written.length === 0) throw new UsageError('nothing is accepted');
      return { version, written, undo: 'checkmod undo', changedMeanwhile: [] };
    },
    patch: async () => 'diff --git a/a.py b/a.py\n',
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() { isClosed = true; },
  };
}
