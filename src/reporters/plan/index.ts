import type { Plan } from '../../report.ts';
import type { PlanReporter } from './types.ts';
import { markdown } from './markdown.ts';
import { text } from './text.ts';

const json: PlanReporter = (plan: Plan) => `${JSON.stringify(plan, undefined, 2)}\n`;

/** Every format of a plan by the name that `-f` takes. */
export const PLAN_FORMATS: { readonly [name: string]: PlanReporter } = { text, markdown, json };
