import type { LibraryLogger } from '../../languages/javascript/logger-libraries.ts';
import type { LoggerShape } from '../../languages/types.ts';

const NAMES_ITSELF = /^(?:name|module|moduleName|mod|service|serviceName|scope|context|label|namespace|ns|component|category|tag|prefix|source|origin|area|topic|file|fileName|filename|filePath|path|url|meta|importMeta|caller|domain|className|loggerName|type)$/i;

/** A logger, what makes one, or something of that kind that takes what is not understood. */
export interface LoggerDefinition {
  /** Absent when its methods want more than a text, such as the name of a module first. */
  readonly shape?: LoggerShape;
  /** The parameter that a function or class takes to make one; absent when there is none. */
  readonly parameter?: { readonly name: string; readonly isText: boolean };
  /** It does not follow from the definition whether an error passed after the text keeps its stack. */
  readonly isUnproven?: boolean;
  /** A format of the project's own goes over all that is given, which an error may not survive. */
  readonly isWalked?: boolean;
}

/** What a library exports. */
export function fromLibrary({ shape, by }: LibraryLogger): LoggerDefinition {
  return { shape: by === 'value' ? shape : { ...shape, makes: by } };
}

/** What comes of calling a definition. */
export function withoutMaker(definition: LoggerDefinition | undefined): LoggerDefinition | undefined {
  if (!definition?.shape) return definition;
  const { makes: _, ...shape } = definition.shape;
  return { ...(definition.isUnproven && { isUnproven: true }), ...(definition.isWalked && { isWalked: true }), shape };
}

/** A definition with levels of its own. */
export function withLevels(definition: LoggerDefinition, levels: readonly string[] | undefined): LoggerDefinition {
  return levels && definition.shape ? { ...definition, shape: { ...definition.shape, methods: levels } } : definition;
}

/** The one thing that all of several values are. */
export function agreed(values: readonly (LoggerDefinition | undefined)[]): LoggerDefinition | undefined {
  const [first, ...rest] = values;
  if (!first?.shape || values.some((value) => !value)) return first && rest.every((value) => value) ? first : undefined;
  const isSame = rest.every((value) => value!.shape?.form === first.shape!.form && value!.shape?.makes === first.shape!.makes);
  if (!isSame) return { isUnproven: true };
  const methods = first.shape.methods.filter((method) => rest.every((value) => value!.shape!.methods.includes(method)));
  return { ...first, shape: { ...first.shape, methods } };
}

/** Whether a factory's parameter says which module logs, so that any file can give its own name. */
export function namesModule(parameter: { readonly name: string; readonly isText: boolean }): boolean {
  return parameter.isText && NAMES_ITSELF.test(parameter.name);
}
