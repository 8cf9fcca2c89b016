import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'env-example',
  title: 'Document every environment variable',
  why: 'Whoever sets the program up has to know which variables it reads; code is a poor place to look them up.',
  cues: [
    /(\bdocument\w*\b.{0,30})?(^|[\s`(/])\.?env\.(example|sample|template|dist)\b(.{0,50}\bdocument\w*)?/i,
    'env|environment example|template|sample',
    'example|sample|template env',
    'example|sample|template environment file|variable',
    /^\W*document (all )?(the )?(required )?env(ironment)? ?var\w*/i,
  ],
  notCues: [/\bcopy\b|\bcp \b|\b(keep )?only `?\.env\.example`? in git\b|\b(created|copied|made) from\b/i],
  notUnder: [/\bbackups?\b/i],
  check: {
    wants: 'presence',
    advice: 'Name every variable that the code reads in .env.example, without values.',
  },
  rules: {},
  repository,
});
