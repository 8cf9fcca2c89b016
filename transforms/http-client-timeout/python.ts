import { argumentsOf, lastName } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { told } from '../../src/languages/python/queries.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule } from '../../src/transform.ts';

const VERBS = 'get|post|put|patch|delete|head|options|request';
const REQUESTS = new RegExp(`^requests\\.(api\\.|sessions\\.)?(${VERBS})$`);
const VERB = new RegExp(`^(${VERBS})$`);
const SESSION = /^requests\.(sessions\.)?[sS]ession$/;
const HTTPX = new RegExp(`^httpx\\.(Async)?Client$|^httpx\\.(${VERBS}|stream)$`);

interface Call { readonly at: PyNode; readonly name: string; readonly timeout: PyNode | undefined; readonly waitsForEver: boolean }

export const python = checkRule<PythonDoc>({
  prefilter: /requests|urlopen|httpx|aiohttp/,
  evidence(doc) {
    const [first, ...others] = calls(doc).filter(({ timeout, waitsForEver }) => timeout && !waitsForEver);
    return first ? [told(first.at, `\`${first.name}\` has a timeout${others.length > 0 ? `, and so do ${others.length} more calls here` : ''}`)] : [];
  },
  problems: (doc) => calls(doc).filter(({ waitsForEver }) => waitsForEver).map(({ at, name, timeout }) => told(at, timeout ? `\`${name}\` with \`timeout=${timeout.text}\` may wait for ever` : `\`${name}\` without a timeout may wait for ever`)),
});

/** Calls of other services, and clients for them, as far as they say something about a timeout or would wait for ever. */
function calls(doc: PythonDoc): Call[] {
  const sessions = sessionsIn(doc);
  const isSessionAt = (object: PyNode) => sessions.some((session) => session.text === object.text && (object.kind === 'identifier'
    ? doc.scopes.lookup(object.text, object).some(({ node }) => node.isWithin(session)) : session.closest('class_definition') === object.closest('class_definition')));
  const hasAdapter = /\.mount\(/.test(doc.text) && /timeout\w*Adapter|Adapter\([^)]*timeout/i.test(doc.text);
  return doc.root.descendants('call').flatMap((call): Call[] => {
    const fn = call.field('function')!;
    const name = doc.scopes.qualifiedName(fn) ?? '';
    const { keywords, positional, hasSplat } = argumentsOf(call);
    const timeout = keywords.get('timeout');
    const isNone = timeout?.kind === 'none';
    const isSession = fn.kind === 'attribute' && VERB.test(lastName(fn)!) && isSessionAt(fn.field('object')!) && !hasAdapter;
    if (REQUESTS.test(name) || isSession) return hasSplat && !timeout ? [] : [{ at: fn, name: fn.text, timeout, waitsForEver: !timeout || isNone }];
    if (name === 'urllib.request.urlopen') {
      const given = timeout ?? positional[2];
      return hasSplat && !given ? [] : [{ at: fn, name: fn.text, timeout: given, waitsForEver: !given || given.kind === 'none' }];
    }
    const isEndless = isNone || (timeout !== undefined && /^(httpx\.)?Timeout\(\s*(timeout\s*=\s*)?None\s*\)$/.test(timeout.text));
    if (HTTPX.test(name)) return timeout ? [{ at: fn, name: fn.text, timeout, waitsForEver: isEndless }] : [];
    if (name === 'aiohttp.ClientSession') return timeout && !isNone ? [{ at: fn, name: fn.text, timeout, waitsForEver: isWithoutTotal(timeout) }] : [];
    return [];
  });
}

/** `ClientTimeout(total=None)` and nothing else: aiohttp's own five minutes are gone. */
function isWithoutTotal(timeout: PyNode): boolean {
  return /^(aiohttp\.)?ClientTimeout\(\s*total\s*=\s*None\s*,?\s*\)$/.test(timeout.text);
}

/** What names a `requests.Session()` in this file: `session`, `self.session`. */
function sessionsIn(doc: PythonDoc): PyNode[] {
  const made = doc.root.descendants('call').filter((call) => SESSION.test(doc.scopes.qualifiedName(call.field('function')) ?? ''));
  return made.flatMap(({ parent }) => {
    if (parent?.kind === 'assignment') return [parent.field('left')!];
    return parent?.kind === 'as_pattern' ? [parent.named.at(-1)!] : [];
  });
}
