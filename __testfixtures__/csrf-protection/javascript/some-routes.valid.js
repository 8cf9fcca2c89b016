import csrf from 'csurf';
import express from 'express';

const app = express();
const csrfProtection = csrf({ cookie: true });
app.post('/login', csrfProtection, (req, res) => res.json({ ok: true }));
app.post('/transfer', (req, res) => res.json({ ok: true }));
