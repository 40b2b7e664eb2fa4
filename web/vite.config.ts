/** How the manager's site is built: static files with hashed names, no source maps, nothing inline. */
import { defineConfig } from 'vite';
import { firstLoadBudget } from './first-load-budget.ts';
import { mantineVariables } from './mantine-variables.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [mantineVariables(), firstLoadBudget()],
  build: {
    outDir: '../.build/web',
    emptyOutDir: true,
    // A file made part of the page would be inline, which the site's policy forbids.
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
    // Each file of Mantine begins with a directive for servers that render React; there is none here.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
