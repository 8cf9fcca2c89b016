// None for 501: what failed was done, only not well.
const PHRASES: { readonly [status: number]: string } = {
  400: 'Bad request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not found', 409: 'Conflict', 422: 'Unprocessable request', 429: 'Too many requests',
  502: 'Bad gateway', 503: 'Service unavailable', 504: 'Gateway timeout',
};

/** Names of health checks, in snake_case. */
const HEALTH = /^(\w+_)?(health|healthz|healthcheck)(_(check|probe|status|endpoint|view))?$|^(get_|check_|api_)?(ready|readyz|readiness|live|livez|liveness|ping|status)(_(check|probe|endpoint|view))?$/i;

/** What is said of a failure inside. */
export const INTERNAL = 'Internal server error';

/** What is said of a part that does not answer, in a health check. */
export const UNAVAILABLE = 'unavailable';

/** What to send where the code had no text of its own. */
export function fallbackText(status: number | 'computed' | 'none', functionName: string): string {
  if (HEALTH.test(functionName)) return UNAVAILABLE;
  if (typeof status !== 'number') return INTERNAL;
  return PHRASES[status] ?? (status >= 400 && status < 500 ? 'Request failed' : INTERNAL);
}

/** Whether an answer turns down what nobody may have or nobody has: this happens every day, and is no failure. */
export function isRefusal(status: number | 'computed' | 'none'): boolean {
  return status === 401 || status === 403 || status === 404;
}
