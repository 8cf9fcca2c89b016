import cors from 'cors';
import express from 'express';
import { isAllowedOrigin } from './utils/origins';

export const app = express();
export const admin = express();

app.use(cors({ origin: (origin, callback) => callback(null, isAllowedOrigin(origin)) }));
admin.use(cors());
