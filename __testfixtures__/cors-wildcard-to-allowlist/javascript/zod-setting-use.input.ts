import cors from 'cors';
import express from 'express';
import { env } from './config/env';

const app = express();

app.use(cors({ origin: env.CORS_ORIGIN === '*' ? true : env.CORS_ORIGIN }));
app.use('/b', cors({ origin: env.CORS_ORIGIN.split(',') }));
app.use('/c', cors({ origin: env.CORS_ORIGIN }));
