import { expect, it } from 'vitest';
import { shapeOf } from '../../src/decisions/shape.ts';

it.each([
  ['print(f"user {name}")', 'logger.info(f"user {name}")', 'print("…")', 'logger.info("…")'],
  ['print("id", row.id, 3)', 'logger.info("id %s %s", row.id, 3)', 'print("…", _._, 0)', 'logger.info("…", _._, 0)'],
  ['except Exception:\n    pass', 'except Exception:\n    logger.warning("x", exc_info=True)', 'except _: pass', 'except _: logger.warning("…", exc_info=True)'],
  ["console.log('it\\'s', n)", "logger.info('it\\'s', n)", 'console.log("…", _)', 'logger.info("…", _)'],
])('%j becoming %j', (before, after, oldShape, newShape) => {
  expect(shapeOf(before, after)).toEqual({ before: oldShape, after: newShape });
});
