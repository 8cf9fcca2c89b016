import express from 'express';
import multer from 'multer';

const app = express();
app.use(express.json());
// app.use(express.json({ limit: '1mb' }));
app.post('/webhook', express.raw({ type: '*/*', limit: '1mb' }), webhook);
export const upload = multer({ limits: { fileSize: 5_000_000 } });
export const page = (query) => query.limit(20);
res.setHeader('Content-Length', '413');
