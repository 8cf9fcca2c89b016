import { argumentsOf, enclosingFunction, lastName, runsIn } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { Secrets } from '../../../src/languages/python/secrets.ts';
import type { Handler } from '../../../src/languages/python/handlers.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';

/** Calls whose exceptions show the whole address that was asked for, query and all. */
const SHOWS_ADDRESS = /(^|\.)(get|post|put|patch|delete|head|options|request|urlopen|stream|urlretrieve|ws_connect|connect)$/;
/** Clients that put their key into every address. */
const KEY_IN_ADDRESS = /^googlemaps\b/;

/** The secret in an address that the exception of a request may show; undefined where there is none. */
export function secretInAddress(doc: PythonDoc, { guarded }: Handler, project: ProjectView): string | undefined {
  const secrets = new Secrets(doc, project);
  for (const call of runsIn(guarded, 'call')) {
    const callee = call.field('function');
    if (KEY_IN_ADDRESS.test(madeBy(doc, callee) ?? '')) return 'the key of its client';
    const { positional, keywords } = argumentsOf(call);
    if (!callee || !SHOWS_ADDRESS.test(callee.text) && !keywords.has('params')) continue;
    const isMethodFirst = /(^|\.)(request|stream)$/.test(callee.text);
    const shown = [positional[isMethodFirst ? 1 : 0], keywords.get('url'), keywords.get('params')]
      .flatMap((each) => [each, ...givenFor(doc, each)]).map((each) => secrets.shownBy(each)).find((each) => each !== undefined);
    if (shown !== undefined) return `\`${shown}\``;
  }
  return undefined;
}

/** What the calls of this file give a function for its parameter: `params` of `fetch_json(url, params=params)`. */
function givenFor(doc: PythonDoc, value: PyNode | undefined): PyNode[] {
  if (value?.kind !== 'identifier') return [];
  const [binding] = doc.scopes.lookup(value.text, value);
  const fn = binding?.kind === 'parameter' ? enclosingFunction(binding.node) : undefined;
  const name = fn?.field('name')?.text;
  if (!fn || name === undefined) return [];
  const names = fn.field('parameters')!.named.map((parameter) => /^\w+/.exec(parameter.text)?.[0]).filter((each) => each !== 'self' && each !== 'cls');
  return doc.root.descendants('call').filter((call) => lastName(call.field('function')) === name).flatMap((call) => {
    const { positional, keywords } = argumentsOf(call);
    return keywords.get(value.text) ?? positional[names.indexOf(value.text)] ?? [];
  });
}

/** The origin of the object a method is called on: `googlemaps.Client` of `gmaps.geocode`. */
function madeBy(doc: PythonDoc, callee: ReturnType<typeof argumentsOf>['positional'][number] | undefined): string | undefined {
  const object = callee?.kind === 'attribute' ? callee.field('object') : undefined;
  if (object?.kind !== 'identifier') return undefined;
  const [binding] = doc.scopes.lookup(object.text, object);
  const value = binding?.node.parent?.kind === 'assignment' ? binding.node.parent.field('right') : undefined;
  return doc.scopes.qualifiedName(value?.kind === 'call' ? value.field('function') : object);
}
