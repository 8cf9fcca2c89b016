import type { ErrorForm, LoggerKind, LogStyle } from '../types.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

/** Functions that make a logger by their name, where what they do cannot be read. */
export const SOUNDS_LIKE_FACTORY = /(^|\.)(get_?logger|getLogger|get_task_logger|getChild|create_logger|setup_logger|make_logger|init_logger|get_logger_\w+|get_\w+_logger|configure_logger)$/;

const FACTORIES: readonly (readonly [RegExp, LogStyle])[] = [
  [/^logging\.(getLogger|Logger|LoggerAdapter)$/, 'stdlib'],
  [/^(celery\.utils\.log\.get(_task)?_logger|multiprocessing\.(get_logger|log_to_stderr)|prefect(\.logging)?\.get(_run)?_logger|aws_lambda_powertools(\.logging)?\.Logger)$/, 'stdlib'],
  [/^structlog\.(stdlib\.)?(get_logger|getLogger|wrap_logger)$/, 'structlog'],
];

const LOGGERS: readonly (readonly [RegExp, LogStyle])[] = [
  // The functions of the module write to the root logger.
  [/^(logging|absl\.logging)$/, 'stdlib'],
  [/^(fastapi\.logger|sanic\.log)\.logger$/, 'stdlib'],
  [/(^|\.)loguru\.logger$/, 'loguru'],
];

const TYPES: readonly (readonly [RegExp, LogStyle])[] = [
  [/^logging\.(Logger|LoggerAdapter)$/, 'stdlib'],
  [/^structlog\.(\w+\.)?(BoundLogger\w*|\w*FilteringBoundLogger|AsyncBoundLogger)$/, 'structlog'],
  [/^loguru\.(_logger\.)?Logger$/, 'loguru'],
];

/** What a function or class of a library makes. */
export function libraryFactory(origin: string): LoggerKind | undefined {
  return kindIn(FACTORIES, origin);
}

/** What a name or module of a library is. */
export function libraryLogger(origin: string): LoggerKind | undefined {
  return kindIn(LOGGERS, origin);
}

function kindIn(list: readonly (readonly [RegExp, LogStyle])[], origin: string): LoggerKind | undefined {
  const found = list.find(([pattern]) => pattern.test(origin));
  return found && { style: found[1] };
}

/** What an annotation says: `Logger`, `logging.Logger | None`, `"Optional[Logger]"`. */
export function loggerType(type: PyNode, doc: PythonDoc): LoggerKind | undefined {
  const names = type.text.match(/[A-Za-z_][\w.]*/g) ?? [];
  const isOptional = names.some((name) => /(^|\.)(Optional|None)$/.test(name));
  const kinds = names.flatMap((name) => {
    const [head, ...rest] = name.split('.');
    const origin = doc.scopes.moduleNames.get(head!)?.find((binding) => binding.origin)?.origin;
    const kind = origin === undefined ? undefined : kindIn(TYPES, [origin, ...rest].join('.'));
    return kind ?? [];
  });
  const [kind, ...more] = kinds;
  if (!kind) return undefined;
  const merged = more.reduce(mergedKinds, kind);
  return isOptional ? { ...merged, optional: true } : merged;
}

/** What a logger takes that is one or the other. */
export function mergedKinds(a: LoggerKind, b: LoggerKind): LoggerKind {
  const errors = commonForm(errorFormOf(a), errorFormOf(b));
  const methods = a.methods && b.methods ? a.methods.filter((name) => b.methods!.includes(name)) : a.methods ?? b.methods;
  const isOneStyle = a.style === b.style && a.style !== 'text';
  return {
    style: isOneStyle ? a.style : 'text',
    ...(!isOneStyle && { errors: errors ?? 'text' }),
    ...(methods && { methods }),
    ...((a.optional || b.optional) && { optional: true }),
  };
}

/** How an exception gets into a line of a logger; undefined where that is not known. */
export function errorFormOf({ style, errors }: Pick<LoggerKind, 'style' | 'errors'>): ErrorForm | undefined {
  if (errors) return errors;
  if (style === 'loguru') return 'opt';
  return style === 'stdlib' || style === 'structlog' ? 'exc_info' : undefined;
}

function commonForm(a: ErrorForm | undefined, b: ErrorForm | undefined): ErrorForm | undefined {
  if (a === b) return a;
  if (!a || !b || a === 'text' || b === 'text') return 'text';
  // `exception` shows it in each of them.
  return 'exception';
}
