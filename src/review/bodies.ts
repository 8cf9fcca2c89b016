import { z } from 'zod';
import type { ApplyRequest, DecisionRequest, ManyRequest, OpenRequest } from './protocol.ts';

/** What requests may carry; a key that is none of the protocol's is a mistake of who sent it. */

const decision = z.enum(['accepted', 'rejected', 'undecided']);
const site = z.string().min(1);
const reason = z.string().exactOptional();
const yes = z.literal(true).exactOptional();

export const decisionRequest: z.ZodType<DecisionRequest> = z.strictObject({ site, decision, reason, text: z.string().exactOptional(), ignore: yes })
  .refine((body) => !body.ignore || body.decision === 'rejected', { path: ['ignore'], message: 'goes with `rejected` only' })
  .refine((body) => body.text === undefined || body.decision === 'accepted', { path: ['text'], message: 'goes with `accepted` only' });

export const manyRequest: z.ZodType<ManyRequest> = z.strictObject({ sites: z.array(site).min(1), decision, reason, rule: yes });

export const applyRequest: z.ZodType<ApplyRequest> = z.strictObject({ tick: yes });

export const openRequest: z.ZodType<OpenRequest> = z.strictObject({ path: z.string().min(1), line: z.int().min(1) });

export const nothing = z.strictObject({});

/** What is wrong with a body, on one line. */
export function describeIssue({ issues: [issue] }: z.ZodError): string {
  if (issue!.path.length === 0) return `the body is not as it must be: ${issue!.message}`;
  return `\`${issue!.path.join('.')}\` is not as it must be: ${issue!.message}`;
}
