import { placeName, shortened, stepsOf } from './describe.ts';
import type { LetsNothingOut } from './telling-calls.ts';
import type { PyNode } from './tree.ts';

const EVENT_NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/;

/** Whether most of these texts of log lines are names of events, such as `order_created`. */
export function namesEvents(texts: readonly string[]): boolean {
  return texts.length > 0 && texts.filter((text) => EVENT_NAME.test(text)).length > texts.length / 2;
}

/** `cache_fetch_failed`, or `load_failed` where no one step can be named. */
export function eventName(guarded: PyNode, letsNothingOut?: LetsNothingOut): string {
  const steps = stepsOf(guarded, letsNothingOut);
  const subject = steps.length === 1 ? shortened(steps[0]!) : placeName(guarded) ?? 'set_up';
  return `${snakeCase(subject)}_failed`;
}

/** `client_send` of `client.send`, `load_items` of `loadItems`. */
export function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
}
