import type { Plan } from '../../report.ts';

export interface PlanReporterOptions {
  readonly color: boolean;
  /** Columns that prose is wrapped to. */
  readonly width: number;
  /** Show all places, however many. */
  readonly full: boolean;
  /** The command that fixes what can be fixed, without its options. */
  readonly runCommand: string;
}

/** Turns a plan into one format. Pure: it prints nothing and reads nothing. */
export type PlanReporter = (plan: Plan, options: PlanReporterOptions) => string;
