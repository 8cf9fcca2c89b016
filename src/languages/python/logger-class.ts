import type { LoggerKind } from '../types.ts';
import type { PyNode } from './tree.ts';

/** A method or function that may write a log line. */
export interface Callable {
  readonly node: PyNode;
  /** Its first parameter is filled in: `self`. */
  readonly isBound: boolean;
}

const LEVELS = ['debug', 'info', 'warning', 'warn', 'error', 'exception', 'critical'];

/** A logger of the project's own: the methods that can be called with a text alone; undefined where it has no such methods. */
export function ownMethods(callables: readonly Callable[]): LoggerKind | undefined {
  const found = callables.filter(({ node, isBound }) => LEVELS.includes(nameOf(node)) && takesText(node, isBound));
  if (found.length === 0) return undefined;
  const methods = found.map(({ node }) => nameOf(node));
  const failing = found.filter(({ node }) => ['warning', 'warn', 'error'].includes(nameOf(node)));
  const takesException = failing.length > 0 && failing.every(({ node }) => /\bexc_info\b/.test(node.field('parameters')!.text));
  const errors = methods.includes('exception') ? (takesException ? 'exc_info' : 'exception') : 'text';
  return { style: 'text', errors, methods };
}

/** Whether it can be called with one positional argument. */
function takesText(fn: PyNode, isBound: boolean): boolean {
  const parameters = fn.field('parameters')!.named;
  const star = parameters.findIndex(({ kind }) => kind === 'list_splat_pattern' || kind === 'keyword_separator');
  const isRequired = ({ kind }: PyNode) => kind === 'identifier' || kind === 'typed_parameter';
  const isSplat = (parameter: PyNode) => /^\*/.test(parameter.text);
  const positional = (star < 0 ? parameters : parameters.slice(0, star)).slice(isBound ? 1 : 0).filter((each) => !isSplat(each) && each.text !== '/');
  const keywordOnly = parameters.slice(star < 0 ? parameters.length : star + 1).filter((each) => !isSplat(each));
  const takesOne = positional.length > 0 || parameters.some((each) => /^\*\w/.test(each.text));
  return takesOne && !positional.slice(1).some(isRequired) && !keywordOnly.some(isRequired) && !/^async\b/.test(fn.text);
}

function nameOf(fn: PyNode): string {
  return fn.field('name')!.text;
}
