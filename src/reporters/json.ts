import type { Reporter } from './types.ts';

/** The report itself, as `schemas/report.schema.json` describes it. */
export const json: Reporter<string> = (report) => `${JSON.stringify(report, undefined, 2)}\n`;
