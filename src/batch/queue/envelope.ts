import { sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { KeyPair } from './key-pair.ts';

/*
 * What travels through Redis, where anybody may write: a text, and who says so. The text is signed as it travels and read
 * only after, so there is no second way to write the same thing. What it is for is signed with it: a job is no result.
 */

const envelopeSchema = z.object({ key: z.string(), text: z.string(), signature: z.string() });
export type Envelope = z.infer<typeof envelopeSchema>;

/** Why what came through Redis is not believed. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

export function sealed(kind: 'job' | 'result', message: unknown, { print, secret }: KeyPair): Envelope {
  const text = JSON.stringify(message);
  return { key: print, text, signature: sign(null, bytesOf(kind, text), secret).toString('base64') };
}

/** The text of an envelope that one of these keys signed. Throws `Refusal`. */
export function opened(kind: 'job' | 'result', value: unknown, trusted: ReadonlyMap<string, KeyObject>): string {
  const { success, data } = envelopeSchema.safeParse(value);
  if (!success) throw new Refusal(`it is no signed ${kind}`);
  const key = trusted.get(data.key);
  if (!key) throw new Refusal(`a key signed it that is not trusted here: ${data.key.slice(0, 32)}`);
  if (!verify(null, bytesOf(kind, data.text), key, Buffer.from(data.signature, 'base64'))) throw new Refusal('its signature is wrong');
  return data.text;
}

function bytesOf(kind: string, text: string): Buffer {
  return Buffer.from(`checkmod batch ${kind} 1\n${text}`);
}
