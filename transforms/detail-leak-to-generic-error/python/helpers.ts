import { handlerOf } from '../../../src/languages/python/handlers.ts';
import { argumentsOf, enclosingFunction, isStatement, runsIn } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { calledBy, definedBy, isCallOf, type Called, type Defined } from './callee.ts';
import { isRoute } from './routes.ts';
import { isSentHere, responsesOf, statusAt, statusOf, type Response, type Status } from './responses.ts';
import { toldOf } from './told.ts';

/** A function that makes an answer of what it is given. Plain data: it is told to other files. */
export type Helper = Omit<Defined, 'path'> & {
  /** Its parameters, as a call fills them. */
  readonly parameters: readonly string[];
  /** Those that are part of the answer: none, and it says something of its own. */
  readonly shown: readonly string[];
  /** The parameter for the status, and the status without one. */
  readonly statusName?: string;
  readonly status?: number;
};

const NAMED_SO = /error|fail|problem|response|respond|reply|abort/i;
const NAMED_SAFE = /safe|generic|sanitiz|masked|log/i;
const STATUS_NAME = /^(status|status_code|code|http_status|http_code)$/;

/** The functions of a file that make answers of their parameters, and those whose names only sound so. */
export function helpersIn(doc: PythonDoc): Helper[] {
  const responses = responsesOf(doc).filter(({ isSent }) => isSent);
  return doc.root.descendants('function_definition').flatMap((fn): Helper[] => {
    const own = responses.filter(({ node, isLoose }) => !isLoose && enclosingFunction(node) === fn);
    const name = fn.field('name')!.text;
    if (isRoute(doc, fn) || (own.length === 0 && !NAMED_SO.test(name))) return [];
    const parameters = (fn.field('parameters')?.named ?? []).map((node) => ({ node, name: /^\w*/.exec(node.text)![0] })).filter((each) => !['', 'self', 'cls'].includes(each.name));
    const shows = (parameter: string) => own.some(({ payloads }) => payloads.some((payload) => payload.text === parameter || payload.identifiers(parameter).length > 0));
    const statusParameter = parameters.find((each) => STATUS_NAME.test(each.name));
    const fallback = statusParameter?.node.field('value');
    const fixed = own.map(({ status }) => status).find((status) => typeof status === 'number');
    const status = fallback ? statusOf(fallback) : statusParameter ? undefined : fixed;
    const { path: _, ...defined } = definedBy(doc, fn);
    return [{
      ...defined, parameters: parameters.map((each) => each.name),
      shown: parameters.map((each) => each.name).filter((each) => each !== statusParameter?.name && shows(each)),
      ...(statusParameter && { statusName: statusParameter.name }), ...(typeof status === 'number' && { status }),
    }];
  });
}

/** `return error_response(f"Failed: {e}", 500)`: an answer that a function of the project makes. */
export function answersOfHelpers(doc: PythonDoc, known: readonly Response[], project: ProjectView): Response[] {
  const isKnown = (call: PyNode) => known.some(({ node, isLoose }) => node === call && !isLoose);
  return doc.root.descendants('except_clause').flatMap((clause) => runsIn(clause, 'call')).flatMap((call) => {
    // One that is given the exception itself decides what of it is shown.
    const isGivenIt = call.field('arguments')!.named.some((argument) => argument.text === handlerOf(doc, call.closest('except_clause')!).name?.text);
    const called = isSentHere(call) && !isKnown(call) && !isGivenIt ? calledBy(doc, call.field('function')!) : undefined;
    if (!called || NAMED_SAFE.test(called.name)) return [];
    const found = helperOf(called, doc.path, project);
    return (found ? answerOf(doc, call, found.helper, found.path) : answerOfUnknown(doc, call, called)) ?? [];
  });
}

function helperOf(called: Called, path: string, project: ProjectView): { readonly helper: Helper; readonly path: string } | undefined {
  for (const { path: other, all } of toldOf<Helper>(project, 'helpers')) {
    const helper = all.find((each) => isCallOf(called, path, { ...each, path: other }));
    if (helper) return { helper, path: other };
  }
  return undefined;
}

function answerOf(doc: PythonDoc, call: PyNode, helper: Helper, path: string): Response | undefined {
  const { positional, keywords } = argumentsOf(call);
  const given = (parameter: string) => keywords.get(parameter) ?? positional[helper.parameters.indexOf(parameter)];
  const status = helper.statusName === undefined ? undefined : given(helper.statusName);
  const payloads = helper.shown.flatMap((each) => given(each) ?? []);
  if (payloads.length === 0) return undefined;
  return { node: call, payloads, status: status ? statusAt(doc, status, call) : helper.status ?? 'computed', isSent: true, through: `\`${helper.name}\` of ${path}` };
}

/** One that was not found: its name, that its result is returned and a plain 5xx have to say that it answers. */
function answerOfUnknown(doc: PythonDoc, call: PyNode, { name }: Called): Response | undefined {
  if (!NAMED_SO.test(name) || isStatement(call) || call.parent!.kind === 'raise_statement') return undefined;
  const { positional, keywords } = argumentsOf(call);
  const all = [...positional, ...keywords.values()];
  const isFailure = (status: Status) => typeof status === 'number' && status >= 500;
  const status = all.find((each) => each.kind !== 'string' && isFailure(statusAt(doc, each, call)));
  if (!status) return undefined;
  return { node: call, payloads: all.filter((each) => each !== status), status: statusAt(doc, status, call), isSent: true, through: `\`${name}\`, which was not found,` };
}
