import csurf from 'csurf';
import { doubleCsrf } from 'csrf-csrf';

// app.use(csurf({ cookie: true }));
const unused = csurf();
const { generateToken } = doubleCsrf({ getSecret: () => process.env.CSRF_SECRET });
app.use(cors({ allowedHeaders: ['Content-Type', 'X-CSRF-Token'] }));
app.get('/csrf-token', (req, res) => res.json({ csrfToken: generateToken(req, res) }));
await axios.post(URL, body, { headers: { 'X-CSRF-Token': token } });
