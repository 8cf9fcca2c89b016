import express from 'express';
import cors from 'cors';

const log = console;

// Routes
import { orders } from './orders.js';

const app = express();
app.use(cors());
app.use(orders);
app.listen(3000, () => log.info('up'));
