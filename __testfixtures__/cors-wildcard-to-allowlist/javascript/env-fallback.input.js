import express from 'express';
import cors from 'cors';

const app = express();
const origins = process.env.ALLOWED_ORIGINS || '*';

app.use('/a', cors({ origin: process.env.CORS_ORIGIN || '*' }));
app.use('/b', cors({ origin: process.env.CORS_ORIGIN?.split(',') ?? '*' }));
app.use('/c', cors({ origin: process.env.CORS_ORIGIN ? process.env.CORS_ORIGIN.split(',').map((o) => o.trim()) : '*' }));
app.use('/d', cors({ origin: (process.env.CORS_ORIGIN || '*').split(',') }));
app.use('/e', cors({ origin: origins === '*' ? true : origins.split(',') }));
app.use('/f', cors({ origin: process.env.NODE_ENV === 'production' ? '*' : 'http://localhost:3000' }));
app.use('/g', cors({ origin: ['https://shop.example.com', '*'] }));
app.use('/h', cors({ origin: /.*/ }));
app.use('/i', cors({ origin: /^https?:\/\/.*$/, maxAge: 600 }));
app.use('/j', cors({ origin: config.origin || '*' }));
app.use('/k', cors({}));
app.use('/l', cors({ credentials: true }));
