const wanted = ['DATABASE_URL', 'JWT_SECRET'];
const missing = wanted.filter((name) => !process.env[name]);
if (missing.length > 0) console.warn(`Missing: ${missing.join(', ')}`);
if (!process.env.JWT_SECRET) throw new Error('JWT_SECRET is missing');
for (const name of ['A_KEY', 'B_KEY']) if (process.env[name] && process.env[name].length < 16) console.warn(`${name} is short`);
stripe.checkout.sessions.create({ success_url: `${process.env.APP_URL}/ok`, cancel_url: `${process.env.APP_URL}/no` });
