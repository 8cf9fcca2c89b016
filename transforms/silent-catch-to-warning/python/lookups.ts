import { isNoOp, type Handler } from '../../../src/languages/python/handlers.ts';
import { argumentsOf, enclosingClass, lastName, runsIn, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { callName, tellingCallsIn } from '../../../src/languages/python/telling-calls.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { collectedIn } from './collected.ts';

const EMPTY = String.raw`(None|False|""|''|0|\[\]|\{\}|\(\)|(list|dict|set|tuple)\(\)|[\w.]+\.none\(\))`;
const EMPTY_ANSWER = new RegExp(`^(return( ${EMPTY})?|[\\w.]+ = ${EMPTY})$`);
/** A store that is asked for a text by its key, and has none for most of them. */
const KEPT = /(^|\.)(r|rdb|\w*(redis|cache)\w*)\.h?get$/i;
const MATCHES = /^re\.(search|match|fullmatch)$/;

/** Why there may be nothing of what is asked for, with the narrow exception that says so. */
export function lookupReason(doc: PythonDoc, handler: Handler, project: ProjectView): string | undefined {
  return absentRecord(handler) ?? absentRelation(handler, project) ?? absentEntry(handler) ?? noMatch(doc, handler);
}

/** The other sides of the one-to-one relations that a file declares: `profile` of `OneToOneField(User, related_name="profile")`. */
export function relationsIn(doc: PythonDoc): string[] {
  return doc.root.descendants('call').filter((call) => lastName(call.field('function')) === 'OneToOneField').flatMap((call) => {
    const owner = enclosingClass(call)?.field('name')?.text;
    const name = stringValue(argumentsOf(call).keywords.get('related_name')) ?? owner?.toLowerCase();
    return name !== undefined && /^\w+$/.test(name) ? [name] : [];
  });
}

/** `Like.objects.get(…)` and nothing else that can fail, else an empty answer or such a record; with one, it may be deleted. */
function absentRecord({ guarded, body }: Handler): string | undefined {
  const [asked, ...more] = runsIn(guarded, 'call').flatMap((call) => { const type = missingType(call); return type === undefined ? [] : [{ call, type }]; });
  if (asked === undefined || more.length > 0) return undefined;
  const { call, type } = asked;
  const others = tellingCallsIn(guarded).filter((each) => each.call !== call && !each.call.isWithin(call));
  const model = /^(\w+)\.DoesNotExist$/.exec(type)?.[1];
  const isMade = model !== undefined && body.some((statement) => new RegExp(`\\b${model}(\\.objects\\.create)?\\(`).test(statement.text));
  const target = call.closest('assignment')?.field('left')?.text;
  const isToggled = isMade && others.every((each) => each.name === `${target}.delete`);
  if (!isToggled && !(others.length === 0 && (answersEmpty(body) || isOnlyAsked(call, guarded, body)))) return undefined;
  return `a lookup: \`${callName(call)}\` raises where there is nothing of the kind: catch \`${type}\` alone`;
}

/** Nobody takes the record, and either way the function answers: that it is there is all that is asked. */
function isOnlyAsked(call: PyNode, guarded: PyNode, body: readonly PyNode[]): boolean {
  const assignment = call.parent?.kind === 'assignment' ? call.parent : undefined;
  const isUnused = (assignment ?? call).parent?.kind === 'expression_statement' && (assignment === undefined || guarded.identifiers(assignment.field('left')!.text).length === 1);
  return isUnused && guarded.named.at(-1)?.kind === 'return_statement' && body.length === 1 && body[0]!.kind === 'return_statement';
}

/** What a call raises that finds no record. */
function missingType(call: PyNode): string | undefined {
  const callee = call.field('function')!;
  if (callee.text === 'get_object_or_404' || callee.text === 'self.get_object') return 'Http404';
  if (callee.kind !== 'attribute') return undefined;
  const [object, method] = [callee.field('object')!.text, callee.field('attribute')!.text];
  if (method === 'get') return /^(\w+\.)*[A-Z]\w*\.objects\b/.test(object) ? `${/(\w+)\.objects\b/.exec(object)![1]!}.DoesNotExist` : undefined;
  return /^(one|scalar_one)$/.test(method) && /\b(query|select|execute|scalars|filter(_by)?)\(/.test(object) ? 'NoResultFound' : undefined;
}

/** `self.profile.cities.all()` of a user who may have no profile. */
function absentRelation({ guarded, body }: Handler, project: ProjectView): string | undefined {
  const calls = tellingCallsIn(guarded);
  if (calls.length === 0 || !answersEmpty(body)) return undefined;
  const relations = collectedIn(project).flatMap(({ facts }) => facts.relations ?? []);
  const relation = relations.find((each) => calls.every(({ name }) => new RegExp(`(^|\\.)${each}\\.([\\w.]+\\.)?(all|count|exists|first|last|filter|values_list|values)$`).test(name)));
  return relation && `a lookup: \`${relation}\` is the other side of a one-to-one relation, and raises where there is none: catch \`ObjectDoesNotExist\` alone`;
}

/** `json.loads(cache.get(key))`, and nothing but work on what it gives. */
function absentEntry({ guarded, body }: Handler): string | undefined {
  const calls = tellingCallsIn(guarded);
  const read = calls.find(({ call, name }) => /(^|\.)loads$/.test(name) && isStored(call.field('arguments')?.named[0]));
  if (read === undefined || !answersEmpty(body)) return undefined;
  const target = read.call.closest('assignment')?.field('left')?.text;
  const isOther = ({ call, name }: { call: PyNode; name: string }) => call !== read.call && !call.isWithin(read.call) && !(target !== undefined && name.startsWith(`${target}.`));
  return calls.some(isOther) ? undefined : `a lookup: where nothing is kept, \`${read.name}\` is given \`None\`: ask for that first, and catch what else may fail then`;
}

function isStored(value: PyNode | undefined): boolean {
  const call = value?.kind === 'await' ? value.named[0] : value;
  return call?.kind === 'call' && KEPT.test(call.field('function')!.text);
}

/** `re.search(…).group(1)`, on its own or through a name. */
function noMatch(doc: PythonDoc, { guarded }: Handler): string | undefined {
  const isMatch = (call: PyNode) => MATCHES.test(doc.scopes.qualifiedName(call.field('function')) ?? '');
  const search = runsIn(guarded, 'call').find(isMatch);
  const isTaken = /\.groups?\(|\w\[\d+\]/.test(guarded.text);
  if (search === undefined || !isTaken || !tellingCallsIn(guarded).every(({ call }) => isMatch(call) || call.isWithin(search))) return undefined;
  return `a probe: \`${search.field('function')!.text}\` finds nothing in some texts: ask whether there is a match`;
}

function answersEmpty(body: readonly PyNode[]): boolean {
  return body.every((statement) => isNoOp(statement) || EMPTY_ANSWER.test(statement.text));
}
