import type { Plan } from '../../report.ts';
import type { PlanFormat } from '../formats.ts';
import type { PlanReporter } from './types.ts';
import { markdown } from './markdown.ts';
import { text } from './text.ts';

const json: PlanReporter = (plan: Plan) => `${JSON.stringify(plan, undefined, 2)}\n`;

/** The reporter of every format of a plan. */
export const PLAN_REPORTERS: { readonly [format in PlanFormat]: PlanReporter } = { text, markdown, json };
