import axios from 'axios';

// await fetch(URL);
await repository.fetch(URL);
await queue.get('orders');
const token = axios.CancelToken.source();
app.get('/proxy', (req, res) => res.redirect(URL));
export default { fetch: (request) => app.fetch(request) };
await fetch('/api/own');
