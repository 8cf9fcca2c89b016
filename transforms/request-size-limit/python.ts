import type { ProjectView } from '../../src/languages/types.ts';
import { appFacts } from '../../src/languages/python/app-facts.ts';
import { isReached, truthOf } from '../../src/languages/python/conditions.ts';
import { argumentsOf, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { evidenceOf, headOf, middlewareUses, ownMiddleware, reachedCalls, refusing, statusNodes, stringsOf, switchedOff, told, withCallees, type Found, type Told } from '../../src/languages/python/queries.ts';
import { djangoSettings } from '../../src/languages/python/settings.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule } from '../../src/transform.ts';

type Limit = Found & { readonly says: string; /** Only where the client says how long its body is. */ readonly trusts?: boolean };

const LIBRARIES = /^(content_size_limit_asgi\.ContentSizeLimitMiddleware|asgi_sizelimit\.|starlette_bodysizelimit\.|asgi_body_size_limit\.)/;

/** Beside what all checks collect, whether a Flask app takes its configuration from an object. */
const collect = {
  prefilter: new RegExp(`${appFacts.prefilter.source}|from_object`, 'im'),
  facts(doc: PythonDoc, project: ProjectView) {
    const facts = appFacts.facts(doc, project) ?? { attached: [], listed: [], initialised: [], flags: {} };
    return ['server', 'library'].includes(project.zone) ? { ...(facts as object), configured: /\.from_object\(/.test(doc.text) } : undefined;
  },
};

export const python = {
  collect,
  ...checkRule<PythonDoc>({
    prefilter: /content.?length|MAX_MEMORY_SIZE|client_max_size|size.?limit|413|TOO_LARGE/i,
    evidence: (doc, project) => [...evidenceOf(limits(doc, project)), ...settings(doc, project, true)],
    problems: (doc, project) => [...switchedOff(limits(doc, project)), ...trusting(limits(doc, project)), ...settings(doc, project, false)],
  }),
};

function limits(doc: PythonDoc, project: ProjectView): Limit[] {
  return [
    ...middlewareUses(doc, project, LIBRARIES).map((each) => ({ ...each, says: `\`${each.name.split('.').at(-1)}\` limits the size of a body` })),
    ...reachedCalls(doc, project, ['aiohttp.web.Application']).filter(({ node }) => !['undefined', '0'].includes(argumentsOf(node).keywords.get('client_max_size')?.text ?? 'undefined')).map((each) => ({ ...each, says: '`client_max_size` limits the size of a body' })),
    ...ownMiddleware(doc, project).flatMap((each) => {
      const parts = withCallees(doc, each.node);
      const measures = whatItMeasures(parts);
      return measures === undefined ? [] : [{ ...refusing(each, codesIn(parts)), trusts: measures === 'header', says: `\`${each.name}\` limits the size of a body${measures === 'header' ? ' by its Content-Length header' : ''}` }];
    }),
  ];
}

/** A limit on a header alone is none for a body that comes in chunks. */
function trusting(found: readonly Limit[]): Told[] {
  return found.filter(({ trusts, condition }) => trusts && !condition?.isOff).map(({ node }) => told(headOf(node), 'a chunked request has no Content-Length header: its body is not limited'));
}

/** What middleware measures of a body that it refuses with 413; undefined when it does not. */
function whatItMeasures(parts: readonly PyNode[]): 'header' | 'body' | undefined {
  const text = parts.map((part) => part.text).join('\n');
  const readsHeader = stringsOf(parts).some((each) => /^(http_)?content[-_]length$/i.test(each)) || /\.content_length\b/.test(text);
  const counts = /\blen\(\s*(await\s+)?[\w.]*(body|chunk|message)\w*/.test(text);
  const isCompared = parts.some((part) => part.descendants('comparison_operator').some((each) => />/.test(each.text)));
  if (codesIn(parts).length === 0 || !isCompared || !(readsHeader || counts)) return undefined;
  // 411 asks for the header where it is missing.
  return counts || statusNodes(parts, 411, 'LENGTH_REQUIRED').length > 0 ? 'body' : 'header';
}

function codesIn(parts: readonly PyNode[]): PyNode[] {
  return ['REQUEST_ENTITY_TOO_LARGE', 'CONTENT_TOO_LARGE', 'PAYLOAD_TOO_LARGE'].flatMap((name) => statusNodes(parts, 413, name));
}

/** Flask's `MAX_CONTENT_LENGTH` on an app or in the object it is configured from, and Django's `DATA_UPLOAD_MAX_MEMORY_SIZE`. */
function settings(doc: PythonDoc, project: ProjectView, areOn: boolean): Told[] {
  const told413 = (at: PyNode, value: PyNode | undefined, name: string): Told[] => {
    const isOff = value?.kind === 'none' || (value !== undefined && truthOf(doc, project, value) === false);
    if (isOff === areOn || !isReached(doc, project, at)) return [];
    return [told(at, isOff ? `\`${name}\` is off: bodies of any size are read` : `\`${name}\` limits the size of a body`)];
  };
  const isConfigured = /\.from_object\(/.test(doc.text) || project.collected.some(({ facts }) => (facts as { configured?: boolean }).configured);
  const assigned = doc.root.descendants('assignment').flatMap((assignment) => {
    const left = assignment.field('left')!;
    const value = assignment.field('right');
    const isEntry = left.kind === 'subscript' && /config$/i.test(left.field('value')!.text) && stringValue(left.field('subscript')) === 'MAX_CONTENT_LENGTH';
    const isAttribute = left.kind === 'identifier' && left.text === 'MAX_CONTENT_LENGTH' && isConfigured && !assignment.closest('function_definition') && !/test|dev/i.test(assignment.closest('class_definition')?.field('name')?.text ?? '');
    return isEntry || isAttribute ? told413(left, value, 'MAX_CONTENT_LENGTH') : [];
  });
  const updated = doc.root.descendants('call').filter((call) => /config\.(update|from_mapping)$/.test(call.field('function')!.text)).flatMap((call) => {
    const pair = argumentsOf(call).keywordNodes.get('MAX_CONTENT_LENGTH');
    return pair ? told413(pair.field('name')!, pair.field('value'), 'MAX_CONTENT_LENGTH') : [];
  });
  return [...assigned, ...updated, ...djangoSettings(doc, 'DATA_UPLOAD_MAX_MEMORY_SIZE').flatMap(({ name, value, assignment }) => told413(assignment.field('left')!, value, name))];
}
