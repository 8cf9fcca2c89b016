import express from 'express';
import cors from 'cors';

const app = express();

app.options('*', cors({ origin: '*', credentials: true }));
app.use(cors({ origin: '*', credentials: true }));
