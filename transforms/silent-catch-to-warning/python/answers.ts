import type { Handler } from '../../../src/languages/python/handlers.ts';
import { isLogCall } from '../../../src/languages/python/log-calls.ts';
import { enclosingFunction, runsIn } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { decoratorsOf } from '../../../src/languages/python/queries.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';

const SERVER_ERROR = /\bstatus(_code)?\s*=\s*5\d\d\b|["']status_?code["']\s*:\s*5\d\d\b|,\s*5\d\d\s*,?\s*\)?$|\bHTTP_5\d\d_|HTTPStatus\.(INTERNAL|SERVICE|BAD_GATEWAY|GATEWAY)|HttpResponseServerError|HTTPInternalServerError|InternalServerError\(|(Error|Exception|abort)\(\s*5\d\d\b/;
/** What is missing rather than broken, or slow. */
const OTHER_TYPES = /(^|\.)(ImportError|ModuleNotFoundError|NotImplementedError|\w*Timeout\w*|CancelledError)$/;
/** Whoever asks for the health of a service is told what it is. */
const ASKS_FOR_HEALTH = /health|ready|readiness|alive|live(ness)?|heartbeat|ping|probe|status/i;
const RAISED = /\b(exception_handler|errorhandler|add_exception_handler|register_error_handler)\(\s*(\w*HTTPException|500|InternalServerError)\b/;

/** The statement of a handler that answers with a server error of its own words. */
export function serverErrorIn({ block, body, types }: Handler): PyNode | undefined {
  if (types.some((type) => OTHER_TYPES.test(type.text))) return undefined;
  const name = enclosingFunction(block)?.field('name')?.text ?? '';
  if (ASKS_FOR_HEALTH.test(name)) return undefined;
  return body.find((statement) => (/^(raise|return)_statement$/.test(statement.kind) || /^\w*\.?abort\(/.test(statement.text)) && SERVER_ERROR.test(statement.text));
}

/** Whether an answer that is raised is logged on its way out, by what the app gave its errors to. */
export function logsServerErrors(doc: PythonDoc, project: ProjectView): boolean {
  return doc.root.descendants('function_definition').some((fn) => {
    const isGiven = decoratorsOf(fn).some((decorator) => RAISED.test(decorator.text)) || new RegExp(`${RAISED.source}\\s*,\\s*${fn.field('name')!.text}\\b`).test(doc.text);
    return isGiven && runsIn(fn, 'call').some((call) => isLogCall(doc, call, project));
  });
}
