import express from 'express';
import { isBookingError, BookingError } from './errors';
import { book, login } from './booking';
import { probe } from './probe';

const router = express.Router();

router.post('/book', async (req, res) => {
  try {
    res.json(await book(req.body));
  } catch (error) {
    if (!isBookingError(error)) throw error;
    res.status(error.code === 'FULL' ? 409 : 400).json({ error: error.code });
  }
});

router.post('/book/again', async (req, res) => {
  try {
    res.json(await book(req.body));
  } catch (error) {
    if (!(error instanceof BookingError)) throw error;
    res.status(409).json({ error: error.message });
  }
});

router.get('/code', async (req, res) => {
  try {
    res.json(await book(req.query));
  } catch (err: any) {
    res.status(500).json({ error: { message: 'booking_failed', code: err.code } });
  }
});

router.post('/smtp/test-connection', async (req, res) => {
  try {
    res.json(await probe(req.body));
  } catch (err: any) {
    res.status(502).json({ error: err.message });
  }
});

async function signIn(input: { password: string }) {
  try {
    const user = await login(input);
    if (!user) throw new Error('The password is wrong');
    return user;
  } catch (err: any) {
    throw new Error('Could not log in: ' + err.message);
  }
}

router.post('/login', async (req, res) => {
  try {
    res.json(await signIn(req.body));
  } catch (err: any) {
    res.status(401).json({ error: err.message });
  }
});

export default router;
