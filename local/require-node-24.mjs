// Says plainly why nothing starts when npm scripts do not run on Node 24. JavaScript, not TypeScript, because older versions must be able to run it.
const wanted = 24;
const found = Number(process.versions.node.split('.')[0]);

if (found !== wanted) {
  process.stderr.write(
    `booking-gate runs on Node ${wanted}, the runtime of its Lambda functions; this is Node ${process.versions.node}.
"npm ci" installs Node ${wanted} into node_modules/.bin and npm scripts use it, so either the script was not started
through npm ("npm start", "npm test"), or the install script of the package "node" was not allowed to run
(--ignore-scripts, ignore-scripts=true in .npmrc, or a tool that blocks it). Run "npm rebuild node", or use Node ${wanted} yourself.\n`,
  );
  process.exit(1);
}
