// The passwords of made-up users are no secrets; the key of a service and the login of a database elsewhere are.
import bcrypt from 'bcryptjs';

const demo = { email: 'demo@example.com', password: await bcrypt.hash('Demo123!', 10) };
const maps = 'AIzaSyD3kQ0v9XwLr7TzPb2NfHgJc5MuYe8AsRi';
const uri = 'mongodb+srv://app:k3jH2d9QxW@cluster0.ab12cd.mongodb.net/app';
const local = 'postgres://postgres:postgres@localhost:5432/app';
const shown = 'postgres://user:password@db.provider.com:5432/app';
