import cors from 'cors';
import express from 'express';

const port = process.env['PORT'] || '3000';
const app = express();
app.use(cors({ origin: process.env['CORS_ORIGIN'] || '*' }));
app.use('/b', cors());
app.listen(port);
