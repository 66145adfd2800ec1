import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { guide_plugin } from './tools/guide_plugin.mjs';

// The binary serves dist/ itself; nothing here may depend on where it will run.
export default defineConfig({
  plugins: [react(), guide_plugin()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // the content security policy allows no data: scripts or fonts
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': process.env.DAICHO_API ?? 'http://127.0.0.1:8080' },
  },
});
