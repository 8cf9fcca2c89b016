import { logger } from '../lib/logger';

export async function insert(req: Request, res: Response) {
  const { data, error: insertError } = await req.db.from('notes').insert(req.body);
  if (insertError) {
    return res.status(400).json({ message: 'not saved' });
  }

  console.log(insertError);
  return res.json(data);
}

export async function list(req: Request, res: Response) {
  const { data, error } = await req.db.from('notes').select();
  if (error || !data) return res.status(400).json({ message: 'no notes' });
  console.log('notes', data.length, error);
  return res.json(data);
}

export function answer(response: Response, problem: Problem) {
  try {
    logger.error(`headers are sent: ${problem.code}`);
  } catch (cause) {
    console.error('could not log', cause);
  }
  try {
    logger.error(problem.text());
    problem.reported = true;
  } catch (loggerError) {
    console.error('could not log', loggerError);
  }
}

export function show(problem: Problem, request: Request) {
  const isDevelopment = process.env.NODE_ENV !== 'production';
  if (isDevelopment) {
    console.error('\nERROR DETAILS:');
    console.error('='.repeat(80));
    console.error(`Code: ${problem.code}`);
    if (problem.message) {
      console.error(`Message: ${problem.message}`);
    }
    console.error('='.repeat(80));
  }
}
