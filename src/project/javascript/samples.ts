import type { Json } from '../../types.ts';

const WORDS = /(^|[-_/@. ])(starter|samples?|examples?|demos?|boilerplate|template|challenges?|tutorials?|katas?|workshops?|exercises?|quick-?start|playground|take-?home|(?:coding|technical)-test|assignments?|hello-world)([-_/. ]|$)/i;
const SAYS_SO = /\b(boilerplate|starter (?:kit|template|project|app)|sample (?:app|application|project)|(?:coding|technical|backend) (?:test|challenge)|take-?home|tutorial)\b/i;

/** Why a package gets no logger of its own: it is there to be read, or to be begun from. */
export function sampleReason(dir: string, manifest: { readonly [key: string]: Json | undefined }): string | undefined {
  const { name, description } = manifest;
  const isSample = (typeof name === 'string' && WORDS.test(name)) || WORDS.test(dir) || (typeof description === 'string' && SAYS_SO.test(description));
  return isSample ? 'the package has no logger, and none is made for a starter, a sample or an exercise' : undefined;
}
