import { argumentsOf, enclosingClass, enclosingFunction, lastName } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { interpolated } from '../../../src/languages/python/secrets.ts';
import type { Binding } from '../../../src/languages/python/scopes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { isPersonalName } from '../../../src/languages/secret-names.ts';
import type { File } from './file.ts';
import { Message } from './message.ts';
import { bare } from './parentheses.ts';

/** Whom data may be about. */
const PEOPLE = /(^|[^a-z])(users?|customers?|clients?|patients?|students?|teachers?|employees?|members?|leads?|contacts?|profiles?|accounts?|persons?|people|guests?|tenants?|drivers?|candidates?|resumes?|applicants?|subscribers?|sessions?|registrations?|signups?|invitations?|bookings?|reservations?|orders?)([^a-z]|$)/i;
/** Calls and attributes that give all there is of a record, a request or an answer. */
const WHOLE_CALL = /^(json|dict|model_dump|to_dict|as_dict|asdict|vars|fetchone|fetchall|fetchrow|fetch|first|one|one_or_none|scalar_one_or_none|scalars|all|get_json|get_(\w+_)?by_\w+|get_(object_)?or_404|find_one)$/;
const WHOLE_ATTRIBUTE = /^(data|validated_data|cleaned_data|initial_data|__dict__|POST|form|user_metadata)$/;
/** Types of what a client sends about somebody, or of what is known about whoever sends it. */
const SENT = /(Create|Update|Patch|In|Input|Request|Schema|Payload|Register|Registration|Signup|SignUp|Login|Dto|DTO|Form|User)(\])?( *\| *None)?$/;
/** Names of many addresses. */
const ADDRESSES = /(^|_)(e_?mails|email_addresses|phones|phone_numbers|mobiles|mobile_numbers)$/i;
const HANDS_ON = /^(dict|list|str|repr|pformat|dumps|jsonable_encoder)$/;

/** A label in front of a value, or nothing: `User email: {}`. */
const LABEL = /^[^\p{L}{}]*(?:\p{L}[\p{L}\d _-]{0,30}[:=]\s*)?$/u;

/** Why somebody has to decide whether what a print shows may be logged. */
export function personalReason(file: File, call: PyNode): string | undefined {
  const address = personalAddress(call) ?? manyAddresses(call);
  if (address) return `it writes \`${address.text}\`, which is personal data: log what identifies the person instead`;
  const whole = personalResult(file, call);
  return whole && `it writes all of \`${whole.text}\`, which may hold personal data: log what identifies it`;
}

/** A value that a print shows with nothing but a label, and that says who somebody is: an e-mail address. */
function personalAddress(call: PyNode): PyNode | undefined {
  const { positional } = argumentsOf(call);
  const message = Message.read(positional[0]);
  const values = [...(message?.values.map((value) => interpolated(value)!) ?? []), ...positional.slice(message ? 1 : 0)];
  const words = (message?.text ?? '').replaceAll('{}', '');
  return values.length === 1 && LABEL.test(words) && isPersonalName(lastName(values[0]!) ?? '') ? values[0] : undefined;
}

/** A list of addresses, or the second value of a line that says who somebody is. */
function manyAddresses(call: PyNode): PyNode | undefined {
  const values = shownBy(call);
  const isPersonal = (value: PyNode) => isPersonalName(lastName(value) ?? '');
  const listed = values.find((value) => ADDRESSES.test(lastName(value) ?? '') || /^(list|set|generator)_comprehension$/.test(value.kind) && [...value.named[0]!.descendants('attribute', 'subscript'), value.named[0]!].some(isPersonal));
  return listed ?? values.filter(isPersonal)[1];
}

function shownBy(call: PyNode): PyNode[] {
  return argumentsOf(call).positional.flatMap((argument) => Message.read(argument)?.values.map((value) => interpolated(value)!) ?? [argument]);
}

/** A value a print shows that is all of a record, a request or an answer about people. */
function personalResult({ doc, secrets }: File, call: PyNode): PyNode | undefined {
  const shown = shownBy(call).filter((value) => secrets.shownBy(value) === undefined);
  const place = [enclosingFunction(call)?.field('name')?.text, enclosingClass(call)?.field('name')?.text, doc.path.split('/').at(-1)].map(spaced).join(' ');
  return shown.find((value) => isWhole(doc, value) && PEOPLE.test(`${spaced(value.text)} ${spaced(typeOf(doc, value))} ${spaced(argumentsOf(call).positional[0]!.text)} ${place}`));
}

function isWhole(doc: PythonDoc, value: PyNode): boolean {
  const node = bare(value.kind === 'await' ? value.named[0]! : value);
  if (node.kind === 'identifier') return doc.scopes.lookup(node.text, node).some((binding) => isWholeBinding(doc, node, binding));
  if (node.kind === 'attribute') return WHOLE_ATTRIBUTE.test(node.field('attribute')!.text);
  if (node.kind !== 'call') return false;
  const name = lastName(node.field('function')) ?? '';
  if (HANDS_ON.test(name)) return argumentsOf(node).positional.some((argument) => isWhole(doc, argument));
  return node.field('function')!.kind === 'attribute' ? WHOLE_CALL.test(name) : /^(vars|asdict|model_to_dict)$/.test(name);
}

/** A name for such a result, or for a record made of it. */
function isWholeBinding(doc: PythonDoc, use: PyNode, { node, kind }: Binding): boolean {
  if (kind === 'parameter') return SENT.test(annotationOf(node) ?? '');
  const assignment = kind === 'assignment' && node.parent?.kind === 'assignment' && node.parent.field('left') === node ? node.parent : undefined;
  const right = assignment?.field('right');
  if (!right || assignment!.end > use.start) return false;
  const value = bare(right.kind === 'await' ? right.named[0]! : right);
  if (value.kind === 'dictionary') return value.named.some((pair) => /^["'](email|phone|(first_?|last_?|full_?|user_?)?name|address|trade_name)["']$/i.test(pair.field('key')?.text ?? ''));
  const isConverted = value.kind === 'call' && /^(self\.)?_?to_(entity|model|domain|dto)$/.test(value.field('function')!.text);
  return isConverted || (value.kind !== 'identifier' && isWhole(doc, value));
}

/** The type that a parameter has by its annotation. */
function typeOf(doc: PythonDoc, value: PyNode): string | undefined {
  const node = bare(value);
  return node.kind === 'identifier' ? doc.scopes.lookup(node.text, node).filter(({ kind }) => kind === 'parameter').map((binding) => annotationOf(binding.node)).join(' ') : undefined;
}

function annotationOf(parameter: PyNode): string | undefined {
  return parameter.closest('typed_parameter', 'typed_default_parameter')?.field('type')?.text;
}

/** `sessionRepository` as words: `session Repository`. */
function spaced(name: string | undefined): string {
  return (name ?? '').replace(/([a-z])([A-Z])/g, '$1 $2');
}
