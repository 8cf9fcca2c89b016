// The server of a build tool.
import { defineConfig } from 'vite';

export default defineConfig({ server: { cors: { origin: '*' } } });
