import { LOG } from '../logs';
import { carts } from '../carts';

export async function list(req, res) {
  try {
    res.json(await carts.list(req.user));
  } catch (err) {
    LOG.http.error(`could not list: ${err.stack}`);
    res.status(500).json({ message: 'Internal server error' });
  }
}
