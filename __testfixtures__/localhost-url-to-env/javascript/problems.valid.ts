export const ai = 'http://localhost:8001';
export const redis = new Redis({ host: '127.0.0.1', port: 6379 });
fetch(`http://localhost:5000/api/run?id=${id}`);
const allowedOrigins = ['http://localhost:3000', process.env.FRONTEND_URL];
export function connect(url = 'mongodb://localhost:27017/app') { return mongoose.connect(url); }
