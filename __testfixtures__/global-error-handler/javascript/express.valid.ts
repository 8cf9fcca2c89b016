import express from 'express';
import { errorHandler } from './middleware/errors';

const app = express();
app.use((error: Error, req: Request, res: Response, next: NextFunction) => {
  if (error instanceof SyntaxError) return res.status(400).json({ error: 'Invalid JSON' });
  next(error);
});
app.use(errorHandler);
process.on('unhandledRejection', (reason) => logger.fatal({ reason }));
