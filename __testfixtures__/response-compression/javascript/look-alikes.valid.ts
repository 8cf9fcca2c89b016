import compression from 'compression';
import { compressImage } from './images';

// app.use(compression());
const unused = compression();
app.use(compressImage());
export const archive = zlib.gzipSync(text);
