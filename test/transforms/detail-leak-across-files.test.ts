import { expect, it } from 'vitest';
import { repository } from '../helpers/repository.ts';
import { run } from '../../src/run.ts';

