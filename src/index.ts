/** What `import … from 'checkmod'` offers: the run behind the command line, and the contract of a transform. */
export { run, runWithFacts, type RunEvent, type RunOptions } from './run.ts';
export { plan, type PlanOptions } from './plan.ts';
export { runChecklist, type ChecklistRunOptions } from './run-checklist.ts';
export { updateBaseline, type BaselineOptions } from './update-baseline.ts';
export { batch, batchWork, type BatchEvent, type BatchOptions, type BatchReport, type Manifest, type QueueLook, type QueueOptions, type RepositoryEntry, type RepositoryReport, type Settings, type WorkEvent } from './batch.ts';
export { UsageError } from './errors.ts';
export { defineTransform, checkRule, type Check, type Meta, type Place, type Rule, type Transform } from './transform.ts';
export type { Config } from './config/types.ts';
export type { ActionReport, BaselineDifference, BaselineReport, ChecklistReport, Evidence, FileReport, ItemReport, Plan, PlanSummary, ProjectFileReport, Report, Severity, Summary, Verdict } from './report.ts';
export type { Doc, LoggerConvention, PackageFacts, ProjectView, RepositoryPackage, RepositoryView, RuleOptions } from './languages/types.ts';
export type { Action, Edit, Finding, Fix, Json, Need, RepositoryFacts, RepositoryFinding, Safety, Site, SiteStatus, Span, Zone } from './types.ts';
